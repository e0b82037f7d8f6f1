import assert from 'node:assert/strict';
import { join } from 'node:path';
import { languages } from '../../../src/engine/languages';
import { KokoroModel } from '../../../src/engine/model/session';
import type { SpeakRequest } from '../../../src/engine/protocol';
import type { SpeakingModel } from '../../../src/engine/speaker';
import { speakText } from '../../../src/engine/stream';
import { writeModel } from '../../../src/exporter/onnx/write';
import type { SpeechChunk } from '../../../src/kokoro/speechChunk';
import { PACK_ROWS, STYLE_SIZE, VoicePack } from '../../../src/kokoro/voicePack';
import { modelThatTakesItsTime } from '../../support/fixedModel';
import { Scratch } from '../exporter/checkpoint/files';

/** 190 phonemes. */
const LONG =
  'The old keeper of the lighthouse on the northern cape had never once let the lamp go out in forty winters, because ' +
  'he knew that a ship might come in out of the fog on any dark and windy night.';
const WORDS = Array.from({ length: 90 }, (_, i) => `word${'abcdefghij'[i % 10]}`);

describe('speakText', () => {
  const scratch = new Scratch();
  let kokoro: KokoroModel;
  /** The number of ids in each run of the model. */
  let runs: number[];

  before(async () => {
    const path = join(scratch.folder, 'model.onnx');
    await writeModel(modelThatTakesItsTime(), path);
    kokoro = await KokoroModel.load(path, 1);
  });
  beforeEach(() => (runs = []));
  after(() => {
    kokoro.dispose();
    scratch.remove();
  });

  /** Reads a text with a model of the given speed, which has spoken `known` before. */
  async function read(changes: Partial<SpeakRequest>, speed: Partial<SpeakingModel>): Promise<SpeechChunk[]> {
    const { path, vocabulary, reportsDurations } = kokoro;
    const model: SpeakingModel = {
      ...{ path, vocabulary, reportsDurations, realTimeFactor: undefined, has: () => Promise.resolve(false) },
      run: (ids, style) => {
        runs.push(ids.length);
        return kokoro.run(ids, style, 1);
      },
      ...speed,
    };
    const language = await languages.load('en-us');
    const pack = new VoicePack(new Float32Array(PACK_ROWS * STYLE_SIZE));
    const request: SpeakRequest = {
      ...{ text: LONG, format: 'plain', codeBlocks: 'announce', emoji: 'read', speed: 1, from: 0, ...changes },
    };
    const chunks: SpeechChunk[] = [];
    for await (const chunk of speakText(request, { model, gain: 1, pack, language })) chunks.push(chunk);
    return chunks;
  }
  const textOf = (text: string, chunks: readonly SpeechChunk[]): string[] =>
    chunks.map(({ source }) => text.slice(source.start, source.end));

  it('says a sentence of up to 200 phonemes whole, the first of a reading included', async () => {
    const chunks = await read({ text: `${LONG} ${LONG}` }, { realTimeFactor: 0.1 });
    assert.deepEqual(textOf(`${LONG} ${LONG}`, chunks), [LONG, LONG]);
    assert.equal(runs.length, 2);
    assert.ok(runs.every((ids) => ids > 180 && ids <= 200));
  });

  it('cuts a longer one at a mark, with a pause', async () => {
    const text = `${LONG.slice(0, -1)}; ${LONG}`;
    const chunks = await read({ text }, { realTimeFactor: 0.1 });
    assert.equal(textOf(text, chunks).join(' '), text);
    assert.ok(chunks.length > 1 && textOf(text, chunks).every((part) => /[,;.]$/.test(part)));
  });

  it('cuts the first sentence at a mark where a slow model would keep the listener waiting', async () => {
    const comma = LONG.indexOf(',') + 1;
    const text = `${LONG} ${LONG}`;
    const parts = textOf(text, await read({ text }, { realTimeFactor: 0.25 }));
    assert.deepEqual(parts, [LONG.slice(0, comma), LONG.slice(comma + 1), LONG]);
    runs = [];
    await read({ text }, { realTimeFactor: 0.25, has: () => Promise.resolve(true) });
    assert.equal(runs.length, 2, 'unless its sound is kept');
    const whole = await read({ text, unhurried: true }, { realTimeFactor: 0.25 });
    assert.deepEqual(textOf(text, whole), [LONG, LONG], 'or nobody waits for it');
    const unmarked = `${WORDS.slice(0, 20).join(' ')}.`;
    assert.equal((await read({ text: unmarked }, { realTimeFactor: 1 })).length, 1, 'or it has no mark');
  });

  it('leads the voice over a cut where there is no mark, and lets nothing be heard twice', async () => {
    const text = `${WORDS.join(' ')}.`;
    const chunks = await read({ text }, { realTimeFactor: 0.1 });
    assert.equal(textOf(text, chunks).join(' '), text);
    assert.ok(chunks.length > 1);
    const said = chunks.reduce((sum, { phonemes }) => sum + phonemes.length, 0);
    const run = runs.reduce((sum, ids) => sum + ids, 0);
    assert.ok(run > said + 40 * (chunks.length - 1), 'the model was given more');
    const words = chunks.flatMap(({ words = [] }) => words.map(({ source }) => text.slice(source.start, source.end)));
    assert.deepEqual(words, WORDS);
    assert.ok(chunks.every(({ phonemes }, i) => phonemes.endsWith('.') === (i === chunks.length - 1)));
    runs = [];
    await read({ text }, { realTimeFactor: 0.1, reportsDurations: false });
    assert.ok(runs.reduce((sum, ids) => sum + ids, 0) < said + 10, 'a model without durations says each word once');
  });

  it('says no more than the rest when it starts in a sentence, unless the whole is there soon', async () => {
    const from = LONG.indexOf('because');
    const rest = await read({ from }, { realTimeFactor: 0.1 });
    assert.deepEqual(textOf(LONG, rest), [LONG.slice(from)]);
    assert.ok((runs[0] ?? 200) < 100);
    runs = [];
    assert.deepEqual(textOf(LONG, await read({ from }, { has: () => Promise.resolve(true) })), [LONG.slice(from)]);
    assert.ok((runs[0] ?? 0) > 180);
  });

  it('ends each sentence once, also one that ends with marks beyond the limit', async () => {
    const text = `${WORDS.slice(0, 27).join(' ')}, wordx ${'! '.repeat(60)}`;
    const chunks = await read({ text }, { realTimeFactor: 0.1 });
    assert.equal(chunks.filter(({ endsBlock }) => endsBlock).length, 1);
    assert.equal(chunks.at(-1)?.endsSentence, true);
  });
});
