import { HARMONICS, SAMPLE_RATE, TENSOR_NAMES } from '../../kokoro/model';
import { float, type GraphBuilder, type Value } from '../graph/builder';
import { bytesOf } from '../onnx/model';
import type { Context } from './context';

/** The noise of breath and fricatives: drawn by the graph, left out, or an input of the graph. */
export const NOISES = ['random', 'zero', 'input'] as const;
export type Noise = (typeof NOISES)[number];

const SINE_AMPLITUDE = 0.1;
const VOICED_NOISE = 0.003;
const UNVOICED_NOISE = 0.1 / 3;
/** Frames with a pitch below this, in Hz, are unvoiced. */
export const VOICED = 10;

/** Samples of a half-frame. */
export function stepSamples({ config }: Context): number {
  const { upsampleRates, genIstftHopSize } = config.istftnet;
  return upsampleRates.reduce((product, rate) => product * rate, genIstftHopSize);
}

/**
 * The harmonic source (`SourceModuleHnNSF`) in closed form. Let `r_i` be a harmonic's cycles per sample in half-frame
 * i of `hop` samples, and `B_i` its cycles up to the middle of that half-frame. The phase is constant (`B_0`) for the
 * first hop/2 samples, then advances from `B_{i-1}` by `(k + ½) r_i` for k = 0 … hop-1, and is constant for the last
 * hop/2. Phases are summed in double precision and only their fractions are kept; the reference's float32 drifts in
 * long utterances.
 * @param f0 `[1, 1, 2F]` in Hz
 * @param cycles `[9, 2F]`, by `cyclesOf`
 * @param noise what `sourceNoise` gave
 * @returns `[1, 1, samples]`
 */
export async function source(ctx: Context, f0: Value, cycles: Value, noise: Value | undefined): Promise<Value> {
  const { b, weights } = ctx;
  const hop = stepSamples(ctx);
  const mix = await harmonicMix(ctx);
  const bias = (await weights.get('decoder.generator.m_source.l_linear.bias')).data;
  return b.in('decoder/generator/m_source', () => {
    const voiced = b.op('Cast', [b.op('Greater', [f0, b.scalar(VOICED)])], { to: 1 });
    const sines = samples(ctx, b.op('Sin', [phases(ctx, f0, cycles, hop)]), mix, hop);
    const perSample = (value: Value): Value => {
      const column = b.op('Unsqueeze', [value, b.ints(3)]); // [1, 1, 2F, 1]
      const wide = b.op('Expand', [column, b.ints(1, 1, 1, hop)]);
      return b.reshape(wide, 1, 1, -1);
    };
    let sum = b.op('Mul', [sines, perSample(voiced)]);
    if (noise !== undefined) {
      const quieter = b.op('Mul', [voiced, b.scalar(VOICED_NOISE - UNVOICED_NOISE)]);
      const amplitude = b.op('Add', [quieter, b.scalar(UNVOICED_NOISE)]);
      sum = b.op('Add', [sum, b.op('Mul', [noise, perSample(amplitude)])]);
    }
    const offset = b.weight('decoder.generator.m_source.l_linear.bias', bias, [1]);
    return b.tap(b.op('Tanh', [b.op('Add', [sum, offset])]));
  });
}

/** The weights with which the harmonics are mixed, `[9]`. */
async function harmonicMix({ weights }: Context): Promise<Float32Array> {
  return (await weights.get('decoder.generator.m_source.l_linear.weight')).data;
}

/** Each harmonic's cycles per sample (`r`) in double precision, `[9, 2F]`. */
function ratesOf({ b }: Context, f0: Value): Value {
  const harmonics = Array.from({ length: HARMONICS }, (_, i) => (i + 1) / SAMPLE_RATE);
  const pitch = b.reshape(b.op('Cast', [f0], { to: 11 }), 1, -1);
  return fraction(b, b.op('Mul', [pitch, double(b, 'harmonics', harmonics, [HARMONICS, 1])]));
}

/** The fraction of the cycles of each harmonic up to the middle of each half-frame (`B`), `[9, 2F]`. */
export function cyclesOf(ctx: Context, f0: Value): Promise<Value> {
  const { b } = ctx;
  return b.in('decoder/generator/m_source/cycles', () => {
    const advance = b.op('Mul', [ratesOf(ctx, f0), double(b, 'hop', [stepSamples(ctx)], [])]);
    return b.op('Cast', [fraction(b, b.op('CumSum', [advance, b.integer(1)]))], { to: 1 });
  });
}

const fraction = (b: GraphBuilder, x: Value): Value => b.op('Sub', [x, b.op('Floor', [x])]);

const double = (b: GraphBuilder, name: string, values: readonly number[], dims: readonly number[]): Value =>
  b.tensor('float64', `source/${name}`, Float64Array.from(values), dims);

/** The phases of all harmonics in radians, `[9, (2F + 1) · hop]`, with hop/2 extra samples at both ends. */
function phases(ctx: Context, f0: Value, cycles: Value, hop: number): Value {
  const { b } = ctx;
  const rate = b.op('Cast', [ratesOf(ctx, f0)], { to: 1 });
  const none = b.weight('source/none', new Float32Array(HARMONICS), [HARMONICS, 1]);
  const starts = b.concat([b.slice(cycles, 1, 0, 1), cycles], 1); // [9, 2F + 1]
  const rates = b.concat([none, b.slice(rate, 1, 1), none], 1);
  const column = (x: Value): Value => b.op('Unsqueeze', [x, b.ints(2)]);
  const steps = Float32Array.from({ length: hop }, (_, k) => k + 0.5);
  const run = b.op('Mul', [column(rates), b.tensor('float32', 'source/steps', steps, [hop])]);
  const all = b.op('Add', [run, column(starts)]);
  const turns = b.op('Mul', [fraction(b, all), b.scalar(2 * Math.PI)]);
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
 * the norm of the mixing vector; `[1, 1, 2F · hop]`.
 */
export async function sourceNoise(ctx: Context, noise: Noise, f0: Value): Promise<Value | undefined> {
  if (noise === 'zero') return undefined;
  const { b } = ctx;
  const mix = await harmonicMix(ctx);
  const hop = stepSamples(ctx);
  return b.in('decoder/generator/m_source/noise', () => {
    if (noise === 'random') {
      const shape = b.concat([b.size(f0, 2), b.ints(hop)], 0);
      const like = b.op('ConstantOfShape', [shape]);
      const drawn = b.op('RandomNormalLike', [like], { mean: float(0), scale: float(Math.hypot(...mix)), dtype: 1 });
      return b.reshape(drawn, 1, 1, -1);
    }
    const given = b.input({
      name: TENSOR_NAMES.noise[0],
      type: 'float32',
      dims: [1, 'noise_samples', HARMONICS],
      doc: 'Standard normal noise, at least as many samples as the waveform will have.',
    });
    const needed = b.slice(given, 1, 0, b.op('Mul', [b.size(f0, 2), b.ints(hop)]));
    const column = b.tensor('float32', 'source/noise_mix', new Uint8Array(bytesOf(mix)), [HARMONICS, 1]);
    return b.op('Transpose', [b.op('MatMul', [needed, column])], { perm: [0, 2, 1] });
  });
}
