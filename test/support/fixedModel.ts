import { GraphBuilder } from '../../src/exporter/graph/builder';
import type { Model } from '../../src/exporter/onnx/model';
import { FRAME_SAMPLES } from '../../src/kokoro/model';

/** A model with the inputs and outputs of Kokoro that returns the same samples for any input. */
export function modelThatMakes(samples: Float32Array): Model {
  const b = new GraphBuilder();
  b.input({ name: 'input_ids', type: 'int64', dims: [1, 'sequence'] });
  b.input({ name: 'style', type: 'float32', dims: [1, 256] });
  b.input({ name: 'speed', type: 'float32', dims: [1] });
  const made = b.op('Identity', [b.weight('samples', samples, [samples.length])]);
  b.output(made, { name: 'waveform', type: 'float32', dims: ['samples'] });
  return modelOf(b);
}

/**
 * A model that makes a tone as long as its durations, which are `1 + id % 5` frames at speed 1. It keeps the durations
 * to itself, as the published model does.
 */
export function modelThatTakesItsTime(): Model {
  const b = new GraphBuilder();
  const ids = b.input({ name: 'tokens', type: 'int64', dims: [1, 'sequence'] });
  b.input({ name: 'style', type: 'float32', dims: [1, 256] });
  const speed = b.input({ name: 'speed', type: 'float32', dims: [1] });
  const wanted = b.op('Add', [b.op('Mod', [ids, b.integer(5)]), b.integer(1)]);
  const rounded = b.op('Round', [b.op('Div', [b.op('Cast', [wanted], { to: FLOAT }), speed])]);
  const durations = b.op('Cast', [b.op('Clip', [rounded, b.scalar(1)])], { to: INT64 });
  const samples = b.op('Mul', [b.op('ReduceSum', [durations], { keepdims: 0 }), b.integer(FRAME_SAMPLES)]);
  const time = b.op('Cast', [b.op('Range', [b.integer(0), samples, b.integer(1)])], { to: FLOAT });
  const tone = b.op('Mul', [b.op('Sin', [b.op('Mul', [time, b.scalar(0.05)])]), b.scalar(0.3)]);
  b.output(tone, { name: 'audio', type: 'float32', dims: ['samples'] });
  return modelOf(b);
}

/** TensorProto.DataType. */
const [FLOAT, INT64] = [1, 7];

function modelOf(b: GraphBuilder): Model {
  const opsets = new Map([['', 17]]);
  const metadata = new Map<string, string>();
  return { irVersion: 8, opsets, producer: 'test', producerVersion: '', metadata, graph: b.graph('made', '') };
}
