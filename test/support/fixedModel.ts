import { GraphBuilder } from '../../src/exporter/graph/builder';
import type { Model } from '../../src/exporter/onnx/model';

/** A model with the inputs and outputs of Kokoro that returns the same samples for any input. */
export function modelThatMakes(samples: Float32Array): Model {
  const b = new GraphBuilder();
  b.input({ name: 'input_ids', type: 'int64', dims: [1, 'sequence'] });
  b.input({ name: 'style', type: 'float32', dims: [1, 256] });
  b.input({ name: 'speed', type: 'float32', dims: [1] });
  const made = b.op('Identity', [b.weight('samples', samples, [samples.length])]);
  b.output(made, { name: 'waveform', type: 'float32', dims: ['samples'] });
  const opsets = new Map([['', 17]]);
  const metadata = new Map<string, string>();
  return { irVersion: 8, opsets, producer: 'test', producerVersion: '', metadata, graph: b.graph('fixed', '') };
}
