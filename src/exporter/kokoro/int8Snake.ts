import type { Value } from '../graph/builder';
import type { Context } from './context';
import { MIDDLE, type Range, type U8Scale } from './int8';
import type { Affine } from './styles';

/** Codes of a u8 tensor `[1, T, C]`: channels last, in parts of time, one behind the other. */
export interface Codes {
  parts: readonly Value[];
  /** Of each channel: `real = (code - 128) · scale`, up to a constant, which a normalization takes away. */
  scales: Float32Array;
}

/** Of what is under the square root of a normalization (InstanceNorm1d's default). */
const EPSILON = 1e-5;

/** Mean and mean square of the channels' codes less 128, `[1, C]`. */
export interface Moments {
  mean: Value;
  square: Value;
}

/**
 * Moments over time. ONNX Runtime is slow at them with channels last, so in long sounds they are taken of each `step`th step: those of
 * a few thousand steps are hardly different.
 * @param step int64 `[1]`
 */
export function momentsOf({ b }: Context, { parts, scales }: Codes, step: Value): Moments {
  const sample = parts.map((part) =>
    b.op('Slice', [part, b.ints(0), b.ints(Number.MAX_SAFE_INTEGER), b.ints(1), step]),
  );
  const codes = sample.length === 1 ? (sample[0] ?? '') : b.concat(sample, 1);
  const middle = b.tensor('uint8', `const/u8/${MIDDLE}`, Uint8Array.of(MIDDLE), []);
  const x = b.reshape(b.op('DequantizeLinear', [codes, b.scalar(1), middle]), -1, scales.length);
  const mean = (value: Value): Value => b.op('ReduceMean', [value], { axes: [0], keepdims: 1 });
  return { mean: mean(x), square: mean(b.op('Mul', [x, x])) };
}

const snake = (z: number): number => z + Math.sin(z) ** 2;

/** Snake never falls, so the range of what it gives is that of its range's ends. */
export function snakeRange({ low, high }: Range): Range {
  return { low: low.map(snake), high: high.map(snake) };
}

/**
 * Normalization and Snake, `z + sin² z`, as a table `[1, 256, C]` with an entry for each code of each channel, u8 by `to`. There are far
 * fewer codes than steps, and whatever is done with them is exact.
 * @param affine scale and bias of the normalized channels, `[C]`
 */
export function snakeTable(
  { b }: Context,
  name: string,
  { mean, square }: Moments,
  scales: Float32Array,
  affine: Affine,
  to: U8Scale,
): Value {
  const channels = scales.length;
  const variance = b.op('Max', [b.op('Sub', [square, b.op('Mul', [mean, mean])]), b.scalar(0)]);
  const epsilon = b.weight(
    `${name}.epsilon`,
    scales.map((scale) => EPSILON / scale ** 2),
    [channels],
  );
  const slope = b.op('Div', [affine.scale, b.op('Sqrt', [b.op('Add', [variance, epsilon])])]);
  const offset = b.op('Sub', [affine.bias, b.op('Mul', [mean, slope])]);
  const codes = Float32Array.from({ length: 256 }, (_, code) => code - MIDDLE);
  const z = b.op('Add', [b.op('Mul', [b.tensor('float32', 'table/codes', codes, [1, 256, 1]), slope]), offset]);
  const sine = b.op('Sin', [z]);
  const value = b.op('Add', [z, b.op('Mul', [sine, sine])]);
  const inverse = b.weight(
    `${name}.in_factor`,
    to.scales.map((scale) => 1 / scale),
    [channels],
  );
  const zero = b.tensor('uint8', `const/u8/${to.zeroPoint}`, Uint8Array.of(to.zeroPoint), []);
  return b.op('QuantizeLinear', [b.op('Mul', [value, inverse]), b.scalar(1), zero]);
}

/** The entries of a table `[1, 256, C]` for codes. */
export function lookUp({ b }: Context, { parts }: Codes, table: Value): Value[] {
  return parts.map((part) => b.op('GatherElements', [table, b.op('Cast', [part], { to: 6 })], { axis: 1 }));
}
