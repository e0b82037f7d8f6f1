import assert from 'node:assert/strict';
import { requiredOperators } from '../../../../src/exporter/mobile/requiredOperators';
import type { Graph, Model, Node } from '../../../../src/exporter/onnx/model';

const node = (op: string, domain = '', inner?: Graph): Node => ({
  ...{ op, domain, name: '', inputs: [], outputs: [] },
  attributes: new Map(inner ? [['body', { kind: 'graph', value: inner }]] : []),
});
const graph = (...nodes: Node[]): Graph => ({ name: '', nodes, initializers: [], inputs: [], outputs: [], values: [] });
const model = (opset: number, ...nodes: Node[]): Model => ({
  ...{ irVersion: 8, producer: '', producerVersion: '', metadata: new Map(), graph: graph(...nodes) },
  opsets: new Map([
    ['', opset],
    ['com.microsoft', 1],
  ]),
});

describe('the operators of a reduced build', () => {
  it('are listed by operator set, inner graphs included, each once', () => {
    const inLoop = graph(node('Add'), node('QLinearConv', 'com.microsoft'));
    const first = model(17, node('Mul'), node('Loop', '', inLoop), node('Mul'));
    assert.equal(
      requiredOperators([first, model(17, node('Gather')), model(13, node('Mul'))]),
      [
        "# For ONNX Runtime's build.sh --include_ops_by_config",
        'ai.onnx;13;Mul',
        'ai.onnx;17;Add,Gather,Loop,Mul',
        'com.microsoft;1;QLinearConv',
        '',
      ].join('\n'),
    );
  });
});
