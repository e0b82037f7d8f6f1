import assert from 'node:assert/strict';
import { join } from 'node:path';
import { AudioCache } from '../../../src/engine/audioCache';
import { Engine } from '../../../src/engine/engine';
import type { SpeakRequest, VoiceFiles } from '../../../src/engine/protocol';
import { writeModel } from '../../../src/exporter/onnx/write';
import type { SpeechChunk } from '../../../src/kokoro/speechChunk';
import { PACK_ROWS, STYLE_SIZE } from '../../../src/kokoro/voicePack';
import { modelThatMakes } from '../../support/fixedModel';
import { coded, Scratch } from '../exporter/checkpoint/files';

const REQUEST: SpeakRequest = {
  ...{ text: 'Uno. Dos. Tres.', format: 'plain', codeBlocks: 'announce', emoji: 'read', speed: 1, from: 0 },
};

describe('Engine', () => {
  const scratch = new Scratch();
  let engine: Engine;
  let pack: string;
  const filesOf = (model: string): VoiceFiles => ({
    ...{ model, preoptimized: false, gain: 1, voice: 'ef_dora', language: 'es', pack },
  });
  /** Writes a model that makes the same samples of everything. */
  async function write(name: string, samples: Float32Array): Promise<VoiceFiles> {
    const path = join(scratch.folder, name);
    await writeModel(modelThatMakes(samples), path);
    return filesOf(path);
  }
  const TONE = Float32Array.from({ length: 4800 }, (_, i) => 0.3 * Math.sin(i / 20));

  before(() => {
    pack = scratch.write('voice.bin', new Uint8Array(new Float32Array(PACK_ROWS * STYLE_SIZE).buffer));
  });
  beforeEach(() => (engine = new Engine(1, new AudioCache(0))));
  after(() => scratch.remove());

  async function textOf(stream: number): Promise<string> {
    let text = '';
    for (let chunk = await engine.next(stream); chunk; chunk = await engine.next(stream))
      text += REQUEST.text.slice(chunk.source.start, chunk.source.end);
    return text;
  }

  it('speaks two readings in turns with two models', async () => {
    const tone = await write('tone.onnx', TONE);
    const other = await write(
      'other.onnx',
      TONE.map((sample) => sample / 2),
    );
    const first = await engine.open(REQUEST, tone);
    assert.ok(await engine.next(first));
    const second = await engine.open(REQUEST, other);
    assert.equal(await textOf(second), 'Uno. Dos. Tres.');
    assert.equal(await textOf(first), '', 'short sentences are merged into one chunk');
    const again = await engine.open(REQUEST, tone);
    assert.equal(await textOf(again), 'Uno. Dos. Tres.');
  });

  it('speaks at the rate and with the voice that marks ask for', async () => {
    const text = 'Uno. [rate:2]Dos. [voice:em_alex]Tres.';
    const request: SpeakRequest = { ...REQUEST, text, markup: 'tags' };
    const files = await write('tone.onnx', TONE);
    const stream = await engine.open(request, { ...files, otherPacks: { em_alex: pack } });
    const said: [string, number][] = [];
    for (let chunk = await engine.next(stream); chunk; chunk = await engine.next(stream))
      said.push([text.slice(chunk.source.start, chunk.source.end), chunk.speed]);
    assert.deepEqual(said, [['Uno.', 1], ['Dos.', 2], ['Tres.', 2]]); // prettier-ignore
    await assert.rejects(engine.open(request, { ...files, otherPacks: { em_alex: `${pack}.missing` } }));
  });

  it('ends a reading that is closed, and knows it no longer', async () => {
    const stream = await engine.open(REQUEST, await write('tone.onnx', TONE));
    await engine.close(stream);
    await engine.close(stream);
    await assert.rejects(engine.next(stream), coded('internal', /no reading 1/));
  });

  it('loads a model again after it failed to load, or spoiled the speech', async () => {
    const broken = filesOf(scratch.write('mended.onnx', 'This is no model.'));
    await assert.rejects(engine.open(REQUEST, broken), coded('model-invalid'));
    const noise = await write('mended.onnx', Float32Array.of(...TONE, NaN));
    const stream = await engine.open(REQUEST, noise);
    await assert.rejects(engine.next(stream), coded('speech-invalid', /mended\.onnx/));
    await engine.close(stream);
    const mended = await engine.open(REQUEST, await write('mended.onnx', TONE));
    assert.equal(await textOf(mended), 'Uno. Dos. Tres.');
  });

  it('keeps a spoiled model for other readings until they end', async () => {
    const noise = await write('noise.onnx', Float32Array.of(...TONE, NaN));
    const [first, second] = [await engine.open(REQUEST, noise), await engine.open(REQUEST, noise)];
    for (const stream of [first, second]) await assert.rejects(engine.next(stream), coded('speech-invalid'));
    await engine.close(first);
    await engine.close(second);
    const tone = await engine.open(REQUEST, await write('noise.onnx', TONE));
    assert.equal(await textOf(tone), 'Uno. Dos. Tres.');
  });

  it('refuses what is no voice pack, and frees the model', async () => {
    const files = await write('tone.onnx', TONE);
    const wrong = { ...files, pack: scratch.write('wrong.bin', 'short') };
    await assert.rejects(engine.open(REQUEST, wrong), coded('voice-pack-invalid'));
    assert.equal(await textOf(await engine.open(REQUEST, files)), 'Uno. Dos. Tres.');
  });

  describe('with an audio cache', () => {
    const LONG = 'Esta es la primera frase de todas. Y esta es la segunda frase, que dice aún más cosas.';
    const spoken = async (files: VoiceFiles, changes: Partial<SpeakRequest> = {}): Promise<SpeechChunk[]> => {
      const stream = await engine.open({ ...REQUEST, text: LONG, ...changes }, files);
      const chunks: SpeechChunk[] = [];
      for (let chunk = await engine.next(stream); chunk; chunk = await engine.next(stream)) chunks.push(chunk);
      return chunks;
    };
    const counts = async (): Promise<{ hits: number; misses: number }> => {
      const { hits, misses } = (await engine.info()).audioCache;
      return { hits, misses };
    };
    beforeEach(() => (engine = new Engine(1, new AudioCache(1e6))));

    it('runs the model once for a text that is read again, or from its second sentence', async () => {
      const files = await write('kept.onnx', TONE);
      const first = await spoken(files);
      const { length } = first;
      assert.ok(length === 2 && first.every(({ realTimeFactor = 0 }) => realTimeFactor > 0));
      assert.deepEqual(await counts(), { hits: 0, misses: length });
      const again = await spoken(files);
      assert.deepEqual(
        again,
        first.map((chunk) => ({ ...chunk, realTimeFactor: undefined })),
      );
      assert.deepEqual(await counts(), { hits: length, misses: length });
      const second = await spoken(files, { from: LONG.indexOf('Y esta') });
      assert.deepEqual(second, again.slice(-second.length));
      assert.deepEqual(await counts(), { hits: length + second.length, misses: length });
    });

    it('does not run it for another speed', async () => {
      const files = await write('kept.onnx', TONE);
      const { length } = await spoken(files);
      assert.ok((await spoken(files, { speed: 2 })).every(({ speed }) => speed === 2));
      assert.deepEqual(await counts(), { hits: length, misses: length });
    });

    it('runs it for another voice or model', async () => {
      const files = await write('kept.onnx', TONE);
      await spoken(files);
      const { misses } = await counts();
      const other = scratch.write('other.bin', new Uint8Array(new Float32Array(PACK_ROWS * STYLE_SIZE).fill(1).buffer));
      await spoken({ ...files, pack: other });
      await spoken(await write('copy.onnx', TONE));
      assert.deepEqual(await counts(), { hits: 0, misses: 3 * misses });
    });

    it('does not keep what is no sound', async () => {
      const files = await write('spoiled.onnx', Float32Array.of(...TONE, NaN));
      await assert.rejects(spoken(files), coded('speech-invalid'));
      await assert.rejects(spoken(files), coded('speech-invalid'));
      assert.deepEqual(await counts(), { hits: 0, misses: 2 });
    });
  });
});
