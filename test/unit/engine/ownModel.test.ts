import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { readMetadata } from '../../../src/engine/model/metadata';
import { Noise, noiseSamples } from '../../../src/engine/model/noise';
import { vocabularyOf } from '../../../src/engine/model/signature';
import type { Model } from '../../../src/exporter/onnx/model';
import { writeModel } from '../../../src/exporter/onnx/write';
import { HARMONICS } from '../../../src/kokoro/model';
import { toIds, VOCABULARY } from '../../../src/kokoro/vocabulary';
import { findVoiceSource, voicesBeside } from '../../../src/speech/voiceSource';
import { coded, Scratch } from '../exporter/checkpoint/files';

const scratch = new Scratch();
after(() => scratch.remove());

describe('readMetadata', () => {
  it('reads what stands behind the graph, and steps over that', async () => {
    const metadata = new Map([
      ['kokoro.vocab', JSON.stringify({ ㄅ: 30, a: 43 })],
      ['long', 'x'.repeat(70_000)],
      ['empty', ''],
    ]);
    const tensor = { name: 'w', type: 'float32', dims: [50_000], data: new Uint8Array(200_000).fill(0x72) } as const;
    const graph = { name: 'g', nodes: [], initializers: [tensor], inputs: [], outputs: [], values: [] };
    const opsets = new Map([['', 17]]);
    const model: Model = { irVersion: 8, opsets, producer: 'p', producerVersion: '1', doc: 'd', metadata, graph };
    const path = join(scratch.folder, 'model.onnx');
    await writeModel(model, path);
    assert.deepEqual(await readMetadata(path), metadata);
    assert.deepEqual(toIds('ㄅxa', vocabularyOf(await readMetadata(path))), [30, 43]);
  });

  it('finds nothing in what is no ONNX file, or cut off, or not there', async () => {
    for (const bytes of [
      '',
      'This is text.',
      new Uint8Array(300).fill(0xff),
      Uint8Array.of(0x72, 0x7f),
      Uint8Array.of(8),
    ]) {
      assert.equal((await readMetadata(scratch.write('odd', bytes))).get('kokoro.vocab'), undefined);
    }
    assert.equal((await readMetadata(join(scratch.folder, 'missing'))).size, 0);
  });
});

describe('vocabularyOf', () => {
  it('is that of Kokoro v1.0 where the model says nothing of use', () => {
    for (const json of [undefined, 'no JSON', '[]', '{}', '{"a": "b"}', 'null']) {
      const metadata = new Map(json === undefined ? [] : [['kokoro.vocab', json]]);
      assert.equal(vocabularyOf(metadata), VOCABULARY, json);
    }
  });
});

describe('Noise', () => {
  it('is standard normal, the same each time, and long enough for any durations', () => {
    const drawn = new Noise().take(40_000);
    assert.equal(drawn.length, 40_000 * HARMONICS);
    const mean = drawn.reduce((sum, value) => sum + value, 0) / drawn.length;
    const power = drawn.reduce((sum, value) => sum + value * value, 0) / drawn.length;
    const beyond = drawn.filter((value) => Math.abs(value) > 1.96).length / drawn.length;
    assert.ok(Math.abs(mean) < 0.01 && Math.abs(power - 1) < 0.01 && Math.abs(beyond - 0.05) < 0.003);
    const noise = new Noise();
    assert.deepEqual(noise.take(10), drawn.subarray(0, 10 * HARMONICS));
    assert.deepEqual(noise.take(40_000), drawn, 'also after it has grown');
    assert.equal(noiseSamples(3, 1), 3 * 50 * 600);
    assert.equal(noiseSamples(1, 0.5), 100 * 600);
  });
});

describe('findVoiceSource', () => {
  const model = join(scratch.folder, 'own.onnx');
  before(() => {
    mkdirSync(join(scratch.folder, 'voices'));
    scratch.write(join('voices', 'zf_001.bin'), '');
  });

  it('takes a pack, else a voice beside the model, else one of the catalog', () => {
    const beside = join(dirname(model), 'voices', 'zf_001.bin');
    assert.deepEqual(findVoiceSource('zf_001', { model }), {
      ...{ name: 'zf_001', language: 'zh' },
      parts: [{ name: 'zf_001', weight: 1, pack: beside }],
    });
    assert.deepEqual(findVoiceSource('bf_emma', { model }), {
      ...{ name: 'bf_emma', language: 'en-gb' },
      parts: [{ name: 'bf_emma', weight: 1 }],
    });
    const pack = resolve('some', 'where', 'ef_own.bin');
    assert.deepEqual(findVoiceSource({ pack }), {
      ...{ name: 'ef_own', language: 'es' },
      parts: [{ name: 'ef_own', weight: 1, pack }],
    });
  });

  it('lists those beside the model', () => {
    scratch.write(join('voices', 'somebody.bin'), '');
    const names = voicesBeside(model).map(({ name, code }) => `${name} ${code}`);
    assert.deepEqual(names, ['zf_001 zh']);
    assert.deepEqual(voicesBeside(join(scratch.folder, 'else', 'where.onnx')), []);
  });

  it('needs a language for a file that is called like no voice', () => {
    const pack = resolve('x.bin');
    assert.equal(findVoiceSource({ pack }, {}, 'it').language, 'it');
    assert.throws(() => findVoiceSource({ pack }), coded('voice-unknown'));
    assert.throws(() => findVoiceSource('zf_001'), coded('voice-unknown'));
  });

  it('makes no path of a name, whatever it says', () => {
    const pack = scratch.write('ef_near.bin', '');
    scratch.write(join('voices', 'x.bin'), '');
    const names = [pack, '/dev/zero', '../ef_near', 'ef_/../../ef_near', 'ef_near.bin', 'x', 'ef_a\\b', '', 'ef_\0'];
    names.push(String.raw`\\host\share\ef_near.bin`, 'C:ef_near', `ef_${'x'.repeat(500)}`);
    for (const name of names) {
      assert.throws(() => findVoiceSource(name, { model }), coded('voice-unknown'), name);
      assert.throws(() => findVoiceSource(name, {}, 'it'), coded('voice-unknown'), name);
    }
  });
});
