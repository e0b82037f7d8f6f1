import { HARMONICS, SAMPLE_RATE, TENSOR_NAMES } from '../../kokoro/model';
import { float, type Value } from '../graph/builder';
import { bytesOf } from '../onnx/model';
import type { Context } from './context';

/** The noise of breath and fricatives: drawn by the graph, left out, or an input of the graph. */
export const NOISES = ['random', 'zero', 'input'] as const;
export type Noise = (typeof NOISES)[number];

/** The first half-frame of a part of an utterance, and the one after the last, int64 `[1]`. */
interface Window {
  from: Value;
  to: Value;
}

const SINE_AMPLITUDE = 0.1;
const VOICED_NOISE = 0.003;
const UNVOICED_NOISE = 0.1 / 3;
/** Frames with a pitch below this, in Hz, are unvoiced. */
const VOICED = 10;

/**
 * The harmonic source (`SourceModuleHnNSF`) in closed form. Let `r_i` be a harmonic's cycles per sample in half-frame
 * i of `hop` samples, and `B_i` its cycles up to the middle of that half-frame. The phase is constant (`B_0`) for the
 * first hop/2 samples, then advances from `B_{i-1}` by `(k + ½) r_i` for k = 0 … hop-1, and is constant for the last
 * hop/2. Phases are summed in double precision and only their fractions are kept; the reference's float32 drifts in
 * long utterances.
 * @param f0 `[1, 1, 2F]` in Hz
 * @param window the half-frames of which the source is made, by default all
 * @returns `[1, 1, samples]`
 */
export async function source(ctx: Context, f0: Value, noise: Noise, window?: Window): Promise<Value> {
  const { b, weights, config } = ctx;
  const { upsampleRates, genIstftHopSize } = config.istftnet;
  const hop = upsampleRates.reduce((product, rate) => product * rate, genIstftHopSize);
  const mix = (await weights.get('decoder.generator.m_source.l_linear.weight')).data;
  const bias = (await weights.get('decoder.generator.m_source.l_linear.bias')).data;
  return b.in('decoder/generator/m_source', () => {
    const seen = window ? b.slice(f0, 2, window.from, window.to) : f0;
    const voiced = b.op('Cast', [b.op('Greater', [seen, b.scalar(VOICED)])], { to: 1 });
    const sines = samples(ctx, b.op('Sin', [phases(ctx, f0, hop, window)]), mix, hop);
    const perSample = (value: Value): Value => {
      const column = b.op('Unsqueeze', [value, b.ints(3)]); // [1, 1, 2F, 1]
      const wide = b.op('Expand', [column, b.ints(1, 1, 1, hop)]);
      return b.reshape(wide, 1, 1, -1);
    };
    let sum = b.op('Mul', [sines, perSample(voiced)]);
    const drawn = sourceNoise(ctx, noise, sum, mix);
    if (drawn !== undefined) {
      const quieter = b.op('Mul', [voiced, b.scalar(VOICED_NOISE - UNVOICED_NOISE)]);
      const amplitude = b.op('Add', [quieter, b.scalar(UNVOICED_NOISE)]);
      sum = b.op('Add', [sum, b.op('Mul', [drawn, perSample(amplitude)])]);
    }
    const offset = b.weight('decoder.generator.m_source.l_linear.bias', bias, [1]);
    return b.tap(b.op('Tanh', [b.op('Add', [sum, offset])]));
  });
}

/** The phases of all harmonics in radians, `[9, (2F + 1) · hop]`, with hop/2 extra samples at both ends. */
function phases({ b }: Context, f0: Value, hop: number, window?: Window): Value {
  const double = (name: string, values: readonly number[], dims: readonly number[]): Value =>
    b.tensor('float64', `source/${name}`, Float64Array.from(values), dims);
  const fraction = (x: Value): Value => b.op('Sub', [x, b.op('Floor', [x])]);
  const harmonics = Array.from({ length: HARMONICS }, (_, i) => (i + 1) / SAMPLE_RATE);
  const pitch = b.reshape(b.op('Cast', [f0], { to: 11 }), 1, -1);
  const rate = fraction(b.op('Mul', [pitch, double('harmonics', harmonics, [HARMONICS, 1])])); // r, [9, 2F]
  const whole = b.op('CumSum', [b.op('Mul', [rate, double('hop', [hop], [])]), b.integer(1)]);
  const cycles = fraction(whole); // B
  const none = double(
    'none',
    Array.from({ length: HARMONICS }, () => 0),
    [HARMONICS, 1],
  );
  const seen = (x: Value): Value => (window ? b.slice(x, 1, window.from, b.op('Add', [window.to, b.ints(1)])) : x);
  const starts = seen(b.concat([b.slice(cycles, 1, 0, 1), cycles], 1)); // [9, 2F + 1]
  const rates = seen(b.concat([none, b.slice(rate, 1, 1), none], 1));
  const column = (x: Value): Value => b.op('Unsqueeze', [b.op('Cast', [x], { to: 1 }), b.ints(2)]);
  const steps = Float32Array.from({ length: hop }, (_, k) => k + 0.5);
  const run = b.op('Mul', [column(rates), b.tensor('float32', 'source/steps', steps, [hop])]);
  const all = b.op('Add', [run, column(starts)]);
  const turns = b.op('Mul', [fraction(all), b.scalar(2 * Math.PI)]);
  return b.reshape(turns, HARMONICS, -1);
}

/** Mixes the harmonics into one channel and trims the extra samples at the ends: `[1, 1, 2F · hop]`. */
function samples({ b }: Context, sines: Value, mix: Float32Array, hop: number): Value {
  const weights = b.weight(
    'source/mix',
    mix.map((value) => value * SINE_AMPLITUDE),
    [1, HARMONICS],
  );
  const mixed = b.slice(b.op('MatMul', [weights, sines]), 1, hop / 2, -hop / 2);
  return b.op('Unsqueeze', [mixed, b.ints(0)]);
}

/**
 * White noise with the distribution of the reference's mix of nine channels: one channel whose standard deviation is
 * the norm of the mixing vector.
 */
function sourceNoise({ b }: Context, noise: Noise, like: Value, mix: Float32Array): Value | undefined {
  if (noise === 'zero') return undefined;
  if (noise === 'random')
    return b.op('RandomNormalLike', [like], { mean: float(0), scale: float(Math.hypot(...mix)), dtype: 1 });
  const given = b.input({
    name: TENSOR_NAMES.noise[0],
    type: 'float32',
    dims: [1, 'noise_samples', HARMONICS],
    doc: 'Standard normal noise, at least as many samples as the waveform will have.',
  });
  const needed = b.slice(given, 1, 0, b.size(like, 2));
  const column = b.tensor('float32', 'source/noise_mix', new Uint8Array(bytesOf(mix)), [HARMONICS, 1]);
  return b.op('Transpose', [b.op('MatMul', [needed, column])], { perm: [0, 2, 1] });
}
