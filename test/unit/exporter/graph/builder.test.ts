import assert from 'node:assert/strict';
import { GraphBuilder } from '../../../../src/exporter/graph/builder';
import { modelOf, run } from '../support/tinyModel';

describe('GraphBuilder', () => {
  it('repeats a part of the graph, which may use outer values', async () => {
    const b = new GraphBuilder();
    const x = b.input({ name: 'x', type: 'float32', dims: ['n'] });
    const two = b.op('Add', [b.scalar(1), b.scalar(1)]);
    const y = await b.repeat(3, x, ['n'], (value) =>
      Promise.resolve(b.op('Add', [b.op('Mul', [value, two]), b.weight('w', Float32Array.of(10), [1])])),
    );
    b.rename(two, 'two'); // also in the inner graph
    b.output(b.op('Neg', [y]), { name: 'y', type: 'float32', dims: ['n'] });
    const model = modelOf(b);
    const { graph } = model;
    assert.deepEqual(
      graph.nodes.map(({ op }) => op),
      ['Add', 'Loop', 'Neg'],
    );
    assert.ok(graph.initializers.some(({ name }) => name === 'w'));
    assert.deepEqual([...(await run(model, Float32Array.of(1, -2), [2]))], [-78, -54]);
  });
});
