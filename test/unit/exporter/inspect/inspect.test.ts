import assert from 'node:assert/strict';
import { inspect } from '../../../../src/exporter/inspect/inspect';
import { inspectModel } from '../../../../src/exporter/inspect/onnx';
import { bytesOf, type Graph, type Model, type Node } from '../../../../src/exporter/onnx/model';
import { coded, fixture, Scratch } from '../checkpoint/files';

function node(op: string, inputs: string[], outputs: string[], changes: Partial<Node> = {}): Node {
  return { op, domain: '', name: '', inputs, outputs, attributes: new Map(), ...changes };
}

function model(graph: Partial<Graph>): Model {
  return {
    irVersion: 8,
    opsets: new Map([['', 17]]),
    producer: 'someone',
    producerVersion: '',
    metadata: new Map(),
    graph: { name: '', nodes: [], initializers: [], inputs: [], outputs: [], values: [], ...graph },
  };
}

describe('inspect', () => {
  const scratch = new Scratch();
  after(() => scratch.remove());

  it('recognizes files by content', async () => {
    const kinds = ['weight-norm.pth', 'tensors.safetensors', 'voices.npz', 'xx_voice.pt'].map(
      async (name) => (await inspect(fixture(name))).kind,
    );
    assert.deepEqual(await Promise.all(kinds), ['checkpoint', 'checkpoint', 'voices', 'voices']);
    const raw = scratch.write('somebody.bin', new Uint8Array(510 * 256 * 4));
    assert.deepEqual(await inspect(raw), { kind: 'voices', path: raw, bytes: 522_240, names: ['somebody'] });
  });

  it('reports that a checkpoint has no configuration', async () => {
    const found = await inspect(fixture('types.pth'));
    assert.ok(found.kind === 'checkpoint');
    assert.equal(found.format, 'pth');
    assert.match(found.problems.join(), /no config\.json beside it/);
  });

  it('refuses files of other kinds', async () => {
    await assert.rejects(inspect(scratch.write('text.txt', 'Hello')), coded('model-invalid'));
    await assert.rejects(inspect(scratch.write('empty', '')), coded('model-invalid'));
    await assert.rejects(inspect('no such file'), coded('input-unreadable'));
  });
});

describe('inspectModel', () => {
  const weight = { name: 'onnx::Conv_1', type: 'float32', dims: [2], data: bytesOf(new Float32Array(2)) } as const;

  it('counts operators and weights in inner graphs, and attributes numbered weights to their readers', () => {
    const inner: Graph = { ...model({ nodes: [node('Add', ['a'], ['b'])], initializers: [weight] }).graph };
    const nodes = [
      node('Identity', ['onnx::Conv_1'], ['copy']),
      node('Conv', ['copy'], ['c'], { name: '/decoder/encode/Conv' }),
      node('ConvInteger', ['c'], ['d']),
      node('DynamicQuantizeLSTM', ['d'], ['e'], { domain: 'com.microsoft' }),
      node('Loop', ['e'], ['f'], { attributes: new Map([['body', { kind: 'graph', value: inner }]]) }),
    ];
    const inputs = [{ name: 'onnx::Conv_1', type: 'float32', dims: [2] } as const];
    const found = inspectModel(model({ nodes, inputs, initializers: [weight] }), 'x.onnx', 1);
    assert.deepEqual(new Map(found.ops).get('Add'), 1);
    assert.deepEqual(found.quantizedOps, [
      ['ConvInteger', 1],
      ['com.microsoft::DynamicQuantizeLSTM', 1],
    ]);
    assert.deepEqual(found.weightsByBlock, [
      { block: 'decoder', count: 1, elements: 2, bytes: 8 },
      { block: 'other', count: 1, elements: 2, bytes: 8 },
    ]);
    assert.deepEqual(found.inputs, [], 'a weight is not an input');
    assert.equal(found.isKokoro, false);
    assert.equal(found.producer, 'someone');
  });
});
