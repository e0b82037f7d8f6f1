import { GraphBuilder, type Value } from '../../src/exporter/graph/builder';
import type { Model } from '../../src/exporter/onnx/model';
import { FRAME_SAMPLES } from '../../src/kokoro/model';
import { STEP_SAMPLES, TWO_GRAPHS } from '../../src/kokoro/twoGraphs';

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
 * The same model in two graphs (kokoro/twoGraphs.ts). Each step knows its own number, but sounds as the step before it
 * says, so that a window without a margin is wrong. What is measured is the amplitude, and given, it replaces it.
 */
export function modelInTwoGraphs(): { speech: Model; sound: Model } {
  const p = new GraphBuilder();
  const ids = p.input({ name: 'input_ids', type: 'int64', dims: [1, 'sequence'] });
  p.input({ name: 'style', type: 'float32', dims: [1, 256] });
  const speed = p.input({ name: 'speed', type: 'float32', dims: [1] });
  const durations = p.reshape(durationsOf(p, ids, speed), -1);
  const perFrame = FRAME_SAMPLES / STEP_SAMPLES;
  const count = p.op('Mul', [p.op('ReduceSum', [durations], { keepdims: 0 }), p.integer(perFrame)]);
  const numbers = p.op('Cast', [p.op('Range', [p.integer(0), count, p.integer(1)])], { to: FLOAT });
  const shaped = p.reshape(numbers, 1, 1, -1);
  const copy = p.op('Identity', [shaped]);
  p.output(shaped, { name: TWO_GRAPHS.features, type: 'float32', dims: [1, 1, 'steps'] });
  p.output(copy, { name: TWO_GRAPHS.pitch, type: 'float32', dims: [1, 1, 'steps'] });
  p.output(durations, { name: 'duration', type: 'int64', dims: ['sequence'] });

  const s = new GraphBuilder();
  const features = s.input({ name: TWO_GRAPHS.features, type: 'float32', dims: [1, 1, 'steps'] });
  s.input({ name: TWO_GRAPHS.pitch, type: 'float32', dims: [1, 1, 'steps'] });
  s.input({ name: TWO_GRAPHS.style, type: 'float32', dims: [1, 256] });
  const window = s.input({ name: TWO_GRAPHS.window, type: 'int64', dims: [2] });
  const statistics = s.input({ name: TWO_GRAPHS.statistics, type: 'float32', dims: [2] });
  const given = s.input({ name: TWO_GRAPHS.given, type: 'bool', dims: [1] });
  const own = s.reshape(s.slice(features, 2, s.slice(window, 0, 0, 1), s.slice(window, 0, 1, 2)), -1, 1);
  const none = s.op('Identity', [s.weight('none', Float32Array.of(-1), [1, 1])]);
  const before = s.concat([none, s.slice(own, 0, 0, -1)], 0);
  const first = s.op('Mul', [s.op('Add', [before, s.scalar(1)]), s.scalar(STEP_SAMPLES)]);
  const places = Float32Array.from({ length: STEP_SAMPLES }, (_, i) => i);
  const time = s.reshape(s.op('Add', [first, s.weight('places', places, [1, STEP_SAMPLES])]), -1);
  const measured = s.op('Identity', [s.weight('ones', Float32Array.of(1, 1), [2])]);
  const used = s.op('Where', [given, statistics, measured]);
  s.output(s.op('Mul', [toneAt(s, time), s.slice(used, 0, 0, 1)]), {
    ...{ name: TWO_GRAPHS.audio, type: 'float32', dims: ['samples'] },
  });
  s.output(measured, { name: TWO_GRAPHS.measured, type: 'float32', dims: [2] });
  return { speech: modelOf(p), sound: modelOf(s) };
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

function modelOf(b: GraphBuilder): Model {
  const opsets = new Map([['', 17]]);
  const metadata = new Map<string, string>();
  return { irVersion: 8, opsets, producer: 'test', producerVersion: '', metadata, graph: b.graph('made', '') };
}
