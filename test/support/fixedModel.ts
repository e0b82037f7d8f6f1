import { GraphBuilder, type Value } from '../../src/exporter/graph/builder';
import type { Model } from '../../src/exporter/onnx/model';
import { FRAME_SAMPLES } from '../../src/kokoro/model';
import { FRAME_STEPS, SPLIT_METADATA, STEP_SAMPLES } from '../../src/kokoro/splitModel';

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
  const durations = durationsOf(b, ids, speed);
  const samples = b.op('Mul', [b.op('ReduceSum', [durations], { keepdims: 0 }), b.integer(FRAME_SAMPLES)]);
  const time = b.op('Cast', [b.op('Range', [b.integer(0), samples, b.integer(1)])], { to: FLOAT });
  b.output(toneAt(b, time), { name: 'audio', type: 'float32', dims: ['samples'] });
  return modelOf(b);
}

/**
 * The same model in two graphs. Each step knows its own number, but sounds as the step before it says, so that a window
 * without a margin is wrong. The amplitude is a constant of the sentence.
 */
export function modelInTwoGraphs(pair = 'a pair'): { prosody: Model; sound: Model } {
  const p = new GraphBuilder();
  const ids = p.input({ name: 'input_ids', type: 'int64', dims: [1, 'sequence'] });
  p.input({ name: 'style', type: 'float32', dims: [1, 256] });
  const speed = p.input({ name: 'speed', type: 'float32', dims: [1] });
  const durations = p.reshape(durationsOf(p, ids, speed), -1);
  const count = p.op('Mul', [p.op('ReduceSum', [durations], { keepdims: 0 }), p.integer(FRAME_STEPS)]);
  const number = p.op('Cast', [p.op('Range', [p.integer(0), count, p.integer(1)])], { to: FLOAT });
  const rows = p.op('Concat', [p.reshape(number, -1, 1), p.reshape(number, -1, 1)], { axis: 1 });
  p.output(rows, { name: 'steps', type: 'float32', dims: ['steps', 2] });
  p.output(durations, { name: 'duration', type: 'int64', dims: ['sequence'] });
  p.output(p.op('Identity', [p.scalar(0.3)]), { name: 'amplitude', type: 'float32', dims: [] });

  const s = new GraphBuilder();
  const steps = s.input({ name: 'steps', type: 'float32', dims: ['window', 2] });
  const amplitude = s.input({ name: 'amplitude', type: 'float32', dims: [] });
  const own = s.slice(steps, 1, 0, 1);
  const before = s.concat(
    [s.op('Identity', [s.weight('none', Float32Array.of(-1), [1, 1])]), s.slice(own, 0, 0, -1)],
    0,
  );
  const first = s.op('Mul', [s.op('Add', [before, s.scalar(1)]), s.scalar(STEP_SAMPLES)]);
  const places = s.weight(
    'places',
    Float32Array.from({ length: STEP_SAMPLES }, (_, i) => i),
    [1, STEP_SAMPLES],
  );
  const time = s.reshape(s.op('Add', [first, places]), -1);
  const sound = s.op('Mul', [s.op('Div', [toneAt(s, time), s.scalar(0.3)]), amplitude]);
  s.output(sound, { name: 'waveform', type: 'float32', dims: ['samples'] });
  const metadata = (part: string): Map<string, string> =>
    new Map([
      [SPLIT_METADATA.part, part],
      [SPLIT_METADATA.pair, pair],
    ]);
  return { prosody: modelOf(p, metadata('prosody')), sound: modelOf(s, metadata('sound')) };
}

function durationsOf(b: GraphBuilder, ids: Value, speed: Value): Value {
  const wanted = b.op('Add', [b.op('Mod', [ids, b.integer(5)]), b.integer(1)]);
  const rounded = b.op('Round', [b.op('Div', [b.op('Cast', [wanted], { to: FLOAT }), speed])]);
  return b.op('Cast', [b.op('Clip', [rounded, b.scalar(1)])], { to: INT64 });
}

function toneAt(b: GraphBuilder, time: Value): Value {
  return b.op('Mul', [b.op('Sin', [b.op('Mul', [time, b.scalar(0.05)])]), b.scalar(0.3)]);
}

/** TensorProto.DataType. */
const [FLOAT, INT64] = [1, 7];

function modelOf(b: GraphBuilder, metadata = new Map<string, string>()): Model {
  const opsets = new Map([['', 17]]);
  return { irVersion: 8, opsets, producer: 'test', producerVersion: '', metadata, graph: b.graph('made', '') };
}
