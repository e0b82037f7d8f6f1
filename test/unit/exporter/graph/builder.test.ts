import assert from 'node:assert/strict';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { GraphBuilder } from '../../../../src/exporter/graph/builder';
import { encodeModel } from '../../../../src/exporter/onnx/write';

describe('GraphBuilder', () => {
  it('repeats a part of the graph, which may use what is around it', async () => {
    const b = new GraphBuilder();
    const x = b.input({ name: 'x', type: 'float32', dims: ['n'] });
    const two = b.op('Add', [b.scalar(1), b.scalar(1)]);
    const y = await b.repeat(3, x, ['n'], (value) =>
      Promise.resolve(b.op('Add', [b.op('Mul', [value, two]), b.weight('w', Float32Array.of(10), [1])])),
    );
    b.rename(two, 'two'); // inside as well
    b.output(b.op('Neg', [y]), { name: 'y', type: 'float32', dims: ['n'] });
    const graph = b.graph('test', '');
    assert.deepEqual(
      graph.nodes.map(({ op }) => op),
      ['Add', 'Loop', 'Neg'],
    );
    assert.ok(graph.initializers.some(({ name }) => name === 'w'));
    const model = {
      irVersion: 8,
      opsets: new Map([['', 17]]),
      producer: 'test',
      producerVersion: '',
      metadata: new Map(),
    };
    const session = await InferenceSession.create(Buffer.concat(encodeModel({ ...model, graph }).parts));
    const { y: found } = await session.run({ x: new Tensor('float32', [1, -2], [2]) });
    await session.release();
    assert.deepEqual([...(found?.data as Float32Array)], [-78, -54]);
  });
});
