import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AudioCache } from '../../../src/engine/audioCache';
import { CachedModel } from '../../../src/engine/cachedModel';
import { languages } from '../../../src/engine/languages';
import { KokoroModel } from '../../../src/engine/model/session';
import type { SpeakRequest } from '../../../src/engine/protocol';
import { type SpeakingModel, speakText } from '../../../src/engine/stream';
import { writeModel } from '../../../src/exporter/onnx/write';
import { FRAME_SAMPLES } from '../../../src/kokoro/model';
import { secondsOf, type SpeechChunk } from '../../../src/kokoro/speechChunk';
import { SPLIT_FILES } from '../../../src/kokoro/splitModel';
import { PACK_ROWS, STYLE_SIZE, VoicePack } from '../../../src/kokoro/voicePack';
import { modelInTwoGraphs, modelThatTakesItsTime } from '../../support/fixedModel';
import { coded, Scratch } from '../exporter/checkpoint/files';

const TEXT =
  'Writers have known this for years: “a comment that sounds odd” is ' +
  'usually unclear, and a manual of 40–60 pages that nobody can listen to is rarely read.';
const IDS = Array.from({ length: 40 }, (_, i) => 43 + (i % 20));
const STYLE = new Float32Array(STYLE_SIZE);

describe('a model in two graphs', () => {
  const scratch = new Scratch();
  let whole: KokoroModel;
  let cache: AudioCache;
  let split: CachedModel;

  async function write(folder: string, pairs: { prosody?: string; sound?: string } = {}): Promise<string> {
    mkdirSync(join(scratch.folder, folder));
    const path = join(scratch.folder, folder, SPLIT_FILES.prosody);
    await writeModel(modelInTwoGraphs(pairs.prosody).prosody, path);
    if (pairs.sound !== '')
      await writeModel(modelInTwoGraphs(pairs.sound).sound, join(scratch.folder, folder, SPLIT_FILES.sound));
    return path;
  }

  before(async () => {
    const path = join(scratch.folder, 'model.onnx');
    await writeModel(modelThatTakesItsTime(), path);
    whole = await KokoroModel.load(path, 1);
    await write('split');
  });
  beforeEach(async () => {
    cache = new AudioCache(1e7);
    split = await CachedModel.load(join(scratch.folder, 'split', SPLIT_FILES.prosody), 1, false, cache);
  });
  afterEach(() => split.dispose());
  after(() => {
    whole.dispose();
    scratch.remove();
  });

  async function read(model: SpeakingModel, changes: Partial<SpeakRequest> = {}): Promise<SpeechChunk[]> {
    const language = await languages.load('en-us');
    const pack = new VoicePack(new Float32Array(PACK_ROWS * STYLE_SIZE));
    const request: SpeakRequest = {
      ...{ text: TEXT, format: 'plain', codeBlocks: 'announce', emoji: 'read', speed: 1, from: 0, ...changes },
    };
    const chunks: SpeechChunk[] = [];
    for await (const chunk of speakText(request, { model, gain: 1, pack, language })) chunks.push(chunk);
    return chunks;
  }
  const oneGraph = (): SpeakingModel => ({
    ...{ path: '', vocabulary: whole.vocabulary, inParts: false, reportsDurations: true, realTimeFactor: 0.01 },
    ...{ has: () => Promise.resolve(false), start: (ids, style) => whole.start(ids, style) },
  });
  const samplesOf = (chunks: readonly SpeechChunk[]): Float32Array =>
    Float32Array.from(chunks.flatMap(({ pcm }) => [...new Float32Array(pcm)]));
  const wordsOf = (chunks: readonly SpeechChunk[]): [string, number, number][] => {
    let at = 0;
    return chunks.flatMap((chunk) => {
      const before = at;
      at += secondsOf(chunk);
      return (chunk.words ?? []).map(({ source, start, end }): [string, number, number] => [
        TEXT.slice(source.start, source.end),
        Math.round(1000 * (before + start)),
        Math.round(1000 * (before + end)),
      ]);
    });
  };

  it('gives any part of the sound as the single graph does', async () => {
    const { audio, frames } = await whole.run(IDS, STYLE, 1);
    const utterance = await split.start(IDS, STYLE);
    assert.deepEqual([utterance.samples, utterance.frames], [audio.length, frames]);
    for (const [from, to] of [
      [0, 3],
      [3, 4],
      [20, 60],
      [50, audio.length / FRAME_SAMPLES],
    ]) {
      const [start, end] = [(from ?? 0) * FRAME_SAMPLES, (to ?? 0) * FRAME_SAMPLES];
      const sound = await utterance.sound(start, end);
      assert.equal(sound.length, end - start);
      assert.ok(
        sound.every((sample, i) => Math.abs(sample - (audio[start + i] ?? 0)) < 1e-3),
        `${from}–${to}`,
      );
    }
  });

  it('is heard window by window without a seam, each beginning with a word', async () => {
    const [expected, chunks] = [await read(oneGraph()), await read(split)];
    assert.equal(expected.length, 1);
    assert.ok(chunks.length > 4, `${chunks.length} windows`);
    const [whole, parts] = [samplesOf(expected), samplesOf(chunks)];
    assert.equal(parts.length, whole.length);
    assert.ok(parts.every((sample, i) => Math.abs(sample - (whole[i] ?? 0)) < 1e-3));
    const lengths = chunks.map(secondsOf);
    assert.ok((lengths[0] ?? 9) < 1.2 && lengths.every((length) => length < 3.2), lengths.join(' '));
    assert.equal(chunks.map(({ source }) => TEXT.slice(source.start, source.end)).join(' '), TEXT);
    assert.equal(chunks.map(({ phonemes }) => phonemes).join(' '), expected[0]?.phonemes);
    assert.deepEqual(
      chunks.map(({ endsSentence }) => endsSentence),
      chunks.map((_, i) => i === chunks.length - 1),
    );
  });

  it('has the same word times, and no word in two windows', async () => {
    const [expected, words] = [wordsOf(await read(oneGraph())), wordsOf(await read(split))];
    assert.ok(words.some(([text]) => text === '40–60'));
    assert.deepEqual(
      words.map(([text]) => text),
      expected.map(([text]) => text),
    );
    for (const [i, [text, start, end]] of words.entries()) {
      assert.ok(Math.abs(start - (expected[i]?.[1] ?? 0)) <= 1, text);
      // A window ends 12.5 ms before its last word does.
      assert.ok(Math.abs(end - (expected[i]?.[2] ?? 0)) <= 13, text);
    }
  });

  it('is as fast as asked without a seam', async () => {
    const [expected, chunks] = [await read(oneGraph(), { speed: 1.5 }), await read(split, { speed: 1.5 })];
    assert.ok(chunks.length > 4);
    assert.equal(samplesOf(chunks).length, samplesOf(expected).length);
    for (const chunk of chunks)
      for (const { start, end } of chunk.words ?? []) assert.ok(0 <= start && start < end && end <= secondsOf(chunk));
    const [words, heard] = [wordsOf(expected), wordsOf(chunks)];
    for (const [i, [text, start]] of heard.entries()) assert.ok(Math.abs(start - (words[i]?.[1] ?? 0)) <= 40, text);
  });

  it('sounds from the middle of a sentence as it would have', async () => {
    const from = TEXT.indexOf('usually');
    const [whole, rest] = [await read(split), await read(split, { from: from + 2 })];
    assert.equal(rest[0]?.source.start, from);
    assert.equal(rest.length, 1, 'the sentence is in the cache');
    const [all, heard] = [samplesOf(whole), samplesOf(rest)];
    const late = all.subarray(all.length - heard.length);
    assert.ok(heard.every((sample, i) => i < 120 || Math.abs(sample - (late[i] ?? 0)) < 1e-3));
    const fresh = await CachedModel.load(split.path, 1, false, new AudioCache(0));
    const windows = await read(fresh, { from });
    assert.ok(windows.length > 1);
    assert.equal(samplesOf(windows).length, heard.length);
    fresh.dispose();
  });

  it('is kept once the whole sentence was made', async () => {
    const stopped = await split.start(IDS, STYLE);
    await stopped.sound(0, 10 * FRAME_SAMPLES);
    assert.equal(await split.has(IDS, STYLE), false);
    await stopped.sound(10 * FRAME_SAMPLES, stopped.samples);
    assert.equal(await split.has(IDS, STYLE), true);
    const again = await split.start(IDS, STYLE);
    assert.equal(again.realTimeFactor(), undefined);
    assert.deepEqual(await again.sound(0, 600), await stopped.sound(0, 600));
  });

  it('needs both files, of the same pair', async () => {
    await assert.rejects(
      CachedModel.load(await write('half', { sound: '' }), 1, false, cache),
      coded('model-invalid', /sound\.onnx does not belong to it/),
    );
    await assert.rejects(
      CachedModel.load(await write('mixed', { sound: 'another pair' }), 1, false, cache),
      coded('model-invalid', /does not belong to it/),
    );
  });
});
