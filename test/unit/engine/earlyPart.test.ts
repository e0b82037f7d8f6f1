import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AudioCache } from '../../../src/engine/audioCache';
import { CachedModel } from '../../../src/engine/cachedModel';
import { CROSS_FADE, earlyEnd, joinAt } from '../../../src/engine/earlyPart';
import { languages } from '../../../src/engine/languages';
import type { SpeakingModel } from '../../../src/engine/speaker';
import { speakText } from '../../../src/engine/stream';
import { writeModel } from '../../../src/exporter/onnx/write';
import { SAMPLE_RATE } from '../../../src/kokoro/model';
import { type SpeechChunk, secondsOf } from '../../../src/kokoro/speechChunk';
import { SOUND_FILE } from '../../../src/kokoro/twoGraphs';
import { PACK_ROWS, STYLE_SIZE, VoicePack } from '../../../src/kokoro/voicePack';
import { PLAIN_TEXT } from '../../../src/speech/speech';
import { modelInTwoGraphs } from '../../support/fixedModel';
import { Scratch } from '../exporter/checkpoint/files';

const TEXT = 'The keeper of the old lighthouse had never once let the lamp go out in forty long winters at sea.';

const voice = (style: number): VoicePack => new VoicePack(new Float32Array(PACK_ROWS * STYLE_SIZE).fill(style));
const cache = (): AudioCache => new AudioCache(0);

describe('a model in two graphs', () => {
  const scratch = new Scratch();
  const loaded: CachedModel[] = [];
  let folders = 0;

  after(() => {
    for (const model of loaded) model.dispose();
    scratch.remove();
  });

  async function load(
    folder = join(scratch.folder, String(folders++)),
  ): Promise<{ folder: string; model: CachedModel }> {
    mkdirSync(folder, { recursive: true });
    const { speech, sound } = modelInTwoGraphs();
    await writeModel(speech, join(folder, 'model.onnx'));
    await writeModel(sound, join(folder, SOUND_FILE));
    const model = await CachedModel.load(join(folder, 'model.onnx'), 1, false, cache());
    loaded.push(model);
    return { folder, model };
  }

  /** Has a model say other utterances of a voice. */
  async function teach(model: CachedModel, pack: VoicePack, count: number): Promise<void> {
    const ids = Array.from({ length: 40 }, () => 4); // five frames each
    for (let i = 0; i < count; i++) await model.run([...ids, i], pack.style(ids.length), pack);
  }

  /** Reads TEXT with a model of the given real-time factor, whatever this machine is. */
  async function read(
    model: CachedModel,
    pack: VoicePack,
    speed = 1,
    realTimeFactor = 0.1,
    unhurried = false,
  ): Promise<SpeechChunk[]> {
    const { path, vocabulary, reportsDurations } = model;
    const speaking: SpeakingModel = {
      ...{ path, vocabulary, reportsDurations, realTimeFactor },
      has: (...input) => model.has(...input),
      run: (...input) => model.run(...input),
      canBegin: (...input) => model.canBegin(...input),
      begin: (...input) => model.begin(...input),
    };
    const language = await languages.load('en-us');
    const request = { ...PLAIN_TEXT, text: TEXT, speed, unhurried };
    const chunks: SpeechChunk[] = [];
    for await (const chunk of speakText(request, { model: speaking, gain: 1, pack, language })) chunks.push(chunk);
    return chunks;
  }

  const samplesOf = (chunks: readonly SpeechChunk[]): number[] =>
    chunks.flatMap(({ pcm }) => Array.from(new Float32Array(pcm)));

  /** The words of a reading and when they are heard, in tenths of a millisecond. */
  function wordsOf(chunks: readonly SpeechChunk[]): { word: string; start: number; end: number }[] {
    let before = 0;
    return chunks.flatMap((chunk) => {
      const at = before;
      before += secondsOf(chunk);
      return (chunk.words ?? []).map(({ source, start, end }) => ({
        word: TEXT.slice(source.start, source.end),
        ...{ start: Math.round(1e4 * (at + start)), end: Math.round(1e4 * (at + end)) },
      }));
    });
  }

  it('lets a sentence be heard before it is made, without a seam, once it knows the voice', async () => {
    const { model } = await load();
    const [known, unknown] = [voice(0.1), voice(0.2)];
    const whole = await read(model, unknown);
    assert.equal(whole.length, 1, 'not with a voice that it does not know');
    await teach(model, known, 16);
    const [first, second, ...others] = await read(model, known);
    assert.ok(first && second && others.length === 0);
    assert.ok(secondsOf(first) >= 1 && secondsOf(first) < 2, `${secondsOf(first)} s`);
    assert.deepEqual([first.endsSentence, second.endsSentence, second.endsBlock], [false, true, true]);
    assert.equal(`${first.phonemes} ${second.phonemes}`, whole[0]?.phonemes);
    assert.equal(first.spokenEnd < second.spokenStart, true);
    assert.ok((first.nextSeconds ?? 0) > secondsOf(second), 'the rest costs the whole sound');
    const [expected, joined] = [samplesOf(whole), samplesOf([first, second])];
    assert.equal(joined.length, expected.length);
    const worst = joined.reduce((most, sample, i) => Math.max(most, Math.abs(sample - (expected[i] ?? 0))), 0);
    assert.ok(worst < 1e-3, `a sample is ${worst} off`);
    const [found, wanted] = [wordsOf([first, second]), wordsOf(whole)];
    assert.deepEqual(
      found.map(({ word, start }) => [word, start]),
      wanted.map(({ word, start }) => [word, start]),
    );
    // The last word before the seam ends with its chunk, half a frame early.
    assert.ok(found.every(({ end }, i) => Math.abs(end - (wanted[i]?.end ?? NaN)) <= 126));
  });

  it('makes a sentence once where a large part of it would have to be made twice', async () => {
    const { model } = await load();
    await teach(model, voice(0.1), 16);
    assert.equal((await read(model, voice(0.1), 1, 0.3)).length, 1);
    assert.equal((await read(model, voice(0.1), 3)).length, 1);
    assert.equal((await read(model, voice(0.1), 1, 0.2)).length, 2);
  });

  it('makes a sentence once where nobody waits for its sound, as for a file', async () => {
    const { model } = await load();
    await teach(model, voice(0.1), 16);
    assert.equal((await read(model, voice(0.1), 1, 0.1, true)).length, 1);
  });

  it('makes the early part longer where it is heard faster', async () => {
    const { model } = await load();
    await teach(model, voice(0.1), 16);
    const [normal, fast] = [await read(model, voice(0.1)), await read(model, voice(0.1), 2)];
    assert.ok(normal[0] && fast[0]);
    assert.ok(
      2 * secondsOf(fast[0]) > secondsOf(normal[0]) + 0.1,
      `${secondsOf(fast[0])} of ${secondsOf(normal[0])} s`,
    );
  });

  it('keeps what it knows of a voice beside the model, and ignores a damaged file', async () => {
    const { folder, model } = await load();
    await teach(model, voice(0.1), 15);
    assert.equal(await model.canBegin(voice(0.1)), false, 'fifteen utterances are too few');
    await teach(model, voice(0.1), 1);
    assert.equal(await model.canBegin(voice(0.1)), true);
    const profiles = readdirSync(folder).filter((name) => name.endsWith('.profile'));
    assert.equal(profiles.length, 1);
    assert.equal(await (await load(folder)).model.canBegin(voice(0.1)), true);
    const file = join(folder, profiles[0] ?? '');
    const bytes = readFileSync(file);
    const flipped = Buffer.from(bytes.map((byte, i) => (i === 1000 ? byte ^ 1 : byte)));
    for (const damaged of [Buffer.alloc(7), bytes.subarray(0, -4), flipped]) {
      writeFileSync(file, damaged);
      assert.equal(await (await load(folder)).model.canBegin(voice(0.1)), false);
    }
  });
});

describe('the early part', () => {
  const seconds = (...times: number[]): number[] => times.map((time) => time * SAMPLE_RATE);

  it('ends before a word, lasts long enough and leaves a rest', () => {
    const starts = seconds(0.3, 0.8, 1.2, 1.5, 2.4, 3);
    assert.equal(earlyEnd(starts, 4 * SAMPLE_RATE, 0), 3, 'a second at least');
    assert.equal(earlyEnd(starts, 4 * SAMPLE_RATE, 1.5), 4);
    assert.equal(earlyEnd(starts, 4 * SAMPLE_RATE, 3), 0, 'no word starts so late');
    assert.equal(earlyEnd(starts, 2 * SAMPLE_RATE, 0), 0, 'the rest is too short');
    assert.equal(earlyEnd([], 0, 0), 0);
  });

  it('passes over into the whole sound', () => {
    const [early, whole] = [new Float32Array(2000).fill(1), new Float32Array(2000).fill(-1)];
    const joined = joinAt(early, whole, 1000);
    assert.deepEqual([joined[0], joined[999], joined[1000 + CROSS_FADE], joined[1999]], [1, 1, -1, -1]);
    const steps = joined.slice(1, -1).map((value, i) => Math.abs(value - (joined[i] ?? 0)));
    assert.ok(Math.max(...steps) < 0.01);
  });
});
