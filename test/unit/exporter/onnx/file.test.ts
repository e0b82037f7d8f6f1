import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bytesOf, type Graph, type Model } from '../../../../src/exporter/onnx/model';
import { decodeModel, readModel } from '../../../../src/exporter/onnx/read';
import { encodeModel, writeModel } from '../../../../src/exporter/onnx/write';

const inner: Graph = {
  name: 'body',
  nodes: [{ op: 'Identity', domain: '', name: 'i', inputs: ['x'], outputs: ['z'], attributes: new Map() }],
  initializers: [],
  inputs: [],
  outputs: [{ name: 'z', type: 'other', encoded: Uint8Array.of(0x22, 0x00) }],
  values: [],
};
const MODEL: Model = {
  irVersion: 8,
  opsets: new Map([
    ['', 17],
    ['com.microsoft', 1],
  ]),
  producer: 'test',
  producerVersion: '1',
  doc: 'What it is.',
  metadata: new Map([['schlüssel', 'wert']]),
  graph: {
    name: 'main',
    nodes: [
      {
        op: 'Any',
        domain: 'com.microsoft',
        name: 'n',
        inputs: ['x', '', 'w'],
        outputs: ['y'],
        attributes: new Map([
          ['f', { kind: 'float', value: 0.5 }],
          ['i', { kind: 'int', value: -3 }],
          ['s', { kind: 'string', value: 'reflect' }],
          ['fs', { kind: 'floats', value: [1, -2] }],
          ['is', { kind: 'ints', value: [0, -1, 2 ** 40] }],
          ['ss', { kind: 'strings', value: ['a', ''] }],
          ['t', { kind: 'tensor', value: { name: '', type: 'int8', dims: [2], data: Uint8Array.of(1, 255) } }],
          ['g', { kind: 'graph', value: inner }],
        ]),
      },
    ],
    initializers: [{ name: 'w', type: 'float32', dims: [2, 0], data: bytesOf(new Float32Array(0)) }],
    inputs: [{ name: 'x', type: 'int64', dims: [1, 'sequence'], doc: 'ids' }],
    outputs: [{ name: 'y', type: 'float32' }],
    values: [],
  },
};
const encoded = (model: Model): Uint8Array => new Uint8Array(Buffer.concat(encodeModel(model).parts));

describe('ONNX files', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kokoro-onnx-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('are read as they were written', () => {
    assert.deepEqual(decodeModel(encoded(MODEL)), MODEL);
  });

  it('are complete or absent', async () => {
    const path = join(folder, 'model.onnx');
    const abort = new AbortController();
    abort.abort();
    await assert.rejects(writeModel(MODEL, path, { signal: abort.signal }), { name: 'AbortError' });
    await assert.rejects(writeModel(MODEL, join(folder, 'no', 'model.onnx')), { code: 'output-not-writable' });
    assert.deepEqual(await readdir(folder), []);
    await writeModel(MODEL, path);
    assert.deepEqual(await readModel(path), MODEL);
  });

  it('are refused, never half decoded, if they are cut off or of another format', async () => {
    const bytes = encoded(MODEL);
    let refused = 0;
    for (let length = 0; length < bytes.length; length++) {
      try {
        decodeModel(bytes.subarray(0, length)); // a cut between two fields leaves a valid, smaller message
      } catch (error) {
        refused++;
        assert.equal((error as { code?: string }).code, 'model-invalid', `${length} bytes: ${String(error)}`);
      }
    }
    assert.ok(refused > bytes.length / 2, `${refused} of ${bytes.length} were refused`);
    const path = join(folder, 'other.onnx');
    await writeFile(path, 'This is not a model, but text of some length.');
    await assert.rejects(readModel(path), { code: 'model-invalid', message: /other\.onnx/ });
    await assert.rejects(readModel(join(folder, 'none.onnx')), { code: 'input-unreadable' });
  });

  it('have as many weights as they declare', () => {
    const [weight] = MODEL.graph.initializers;
    assert.ok(weight);
    const wrong = { ...MODEL.graph, initializers: [{ ...weight, dims: [2, 2] }] };
    assert.throws(() => decodeModel(encoded({ ...MODEL, graph: wrong })), /should have 4 elements/);
  });
});
