import { MICROSOFT, type Value } from '../graph/builder';
import type { Context } from './context';
import { type Int8Plan, type Range, rangeOf } from './int8Plan';

/**
 * Weights use seven bits: x86 without VNNI sums pairs of u8 × s8 products in 16 bits, which can overflow with eight.
 */
const WEIGHT_MAX = 63;
/** The zero point of u8 tensors that have a scale and a centre for each channel. */
export const MIDDLE = 128;
/** The smallest range of a channel, near InstanceNormalization's epsilon, so that rounding noise is not amplified. */
const SMALLEST_RANGE = 0.003;

/** The quantization of a u8 tensor: a scale for each channel, and one zero point. */
export interface U8Scale {
  scales: Float32Array;
  zeroPoint: number;
}

/** Chooses the common zero point with which the ranges of all channels fit into u8 at the finest scales. */
export function u8ScaleOf({ low, high }: Range): U8Scale {
  const scaleFor = (channel: number, zero: number): number => {
    const [down, up] = [Math.max(0, -(low[channel] ?? 0)), Math.max(0, high[channel] ?? 0)];
    return Math.max(up / (255 - zero), down / zero, SMALLEST_RANGE / 255);
  };
  let best = MIDDLE;
  let least = Infinity;
  for (let zero = 1; zero < 255; zero++) {
    let sum = 0;
    for (let c = 0; c < low.length; c++) sum += Math.log(scaleFor(c, zero));
    if (sum < least) [best, least] = [zero, sum];
  }
  return { zeroPoint: best, scales: low.map((_, c) => scaleFor(c, best)) };
}

/** How a convolution's output is quantized: `real = (u8 - 128) · scale + centre`, for each channel. */
export interface Spread {
  scales: Float32Array;
  centres: Float32Array;
}

/** The finest scales and the centres with which a range fits into u8. */
export function spreadOf({ low, high }: Range): Spread {
  const scales = low.map((l, c) => Math.max(((high[c] ?? 0) - l) / 255, SMALLEST_RANGE / 255));
  return { scales, centres: low.map((l, c) => (l + (high[c] ?? 0)) / 2) };
}

/** A convolution; weights `[outputs, inputs, kernel]` include all factors except the scale of a quantized input. */
export interface ConvolutionWeights {
  weight: Float32Array;
  bias: Float32Array;
  inputs: number;
  outputs: number;
  kernel: number;
  stride: number;
  dilation: number;
  padding: number;
}

/**
 * A convolution of u8 by s8, `[1, inputs, T] → [1, outputs, T']`, u8 to u8. The scale of each input channel is folded
 * into the weights, that of each output channel into the scale of the weights, so the output uses the full range of
 * u8 in every channel. It runs with channels last: transposing u8 is cheap, unlike the transposes that ONNX Runtime
 * would insert.
 */
export function convolutionU8(
  ctx: Context,
  name: string,
  x: Value,
  from: U8Scale,
  conv: ConvolutionWeights,
  to: Range,
): { y: Value; spread: Spread } {
  const { b } = ctx;
  const spread = spreadOf(to);
  const { quantized, steps } = quantizeWeights(conv, from.scales);
  const scales = Float32Array.from(steps, (step, o) => step / (spread.scales[o] ?? 1));
  const bias = Int32Array.from(steps, (step, o) => Math.round(((conv.bias[o] ?? 0) - (spread.centres[o] ?? 0)) / step));
  const one = b.scalar(1);
  const u8 = (value: number): Value => b.tensor('uint8', `const/u8/${value}`, Uint8Array.of(value), []);
  const channelsLast = b.op('Transpose', [x], { perm: [0, 2, 1] });
  const y = b.op(
    'QLinearConv',
    [
      channelsLast,
      one,
      u8(from.zeroPoint),
      b.tensor('int8', `${name}.weight`, quantized, [conv.outputs, conv.inputs, conv.kernel]),
      b.weight(`${name}.scale`, scales, [conv.outputs]),
      b.tensor('int8', 'const/s8/0', Int8Array.of(0), []),
      one,
      u8(MIDDLE),
      b.tensor('int32', `${name}.bias`, bias, [conv.outputs]),
    ],
    {
      kernel_shape: [conv.kernel],
      strides: [conv.stride],
      dilations: [conv.dilation],
      pads: [conv.padding, conv.padding],
      channels_last: 1,
    },
    MICROSOFT,
  );
  if (conv.stride === 1) b.shape(y, [1, b.lengthOf(x), conv.outputs], 'uint8');
  return { y: b.op('Transpose', [y], { perm: [0, 2, 1] }), spread };
}

/**
 * Quantizes weights for an input in u8, whose scales are folded into them.
 * @returns the weights, `[outputs, inputs, kernel]`, and how much one of the codes is worth for each output
 */
export function quantizeWeights(
  { weight, inputs, outputs, kernel }: ConvolutionWeights,
  inputScales: Float32Array,
): { quantized: Int8Array; steps: Float64Array } {
  const row = inputs * kernel;
  const quantized = new Int8Array(weight.length);
  const steps = new Float64Array(outputs);
  const scaled = new Float64Array(row);
  for (let o = 0; o < outputs; o++) {
    let largest = 0;
    for (let i = 0; i < row; i++) {
      const value = (weight[o * row + i] ?? 0) * (inputScales[Math.floor(i / kernel)] ?? 1);
      scaled[i] = value;
      largest = Math.max(largest, Math.abs(value));
    }
    const step = largest / WEIGHT_MAX || 1;
    for (let i = 0; i < row; i++) quantized[o * row + i] = Math.round((scaled[i] ?? 0) / step);
    steps[o] = step;
  }
  return { quantized, steps };
}

/** The real values of `convolutionU8`'s output, without the centres of the channels. */
export function dequantized({ b }: Context, name: string, y: Value, scales: Float32Array): Value {
  const zero = b.tensor('uint8', `const/u8/${MIDDLE}x${scales.length}`, new Uint8Array(scales.length).fill(MIDDLE), [
    scales.length,
  ]);
  return b.op('DequantizeLinear', [y, b.weight(`${name}.spread`, scales, [scales.length]), zero], { axis: 1 });
}

/** The codes as float32, for a normalization, which cancels scale and offset. */
export function asFloat({ b }: Context, y: Value): Value {
  return b.op('Cast', [y], { to: 1 });
}

/** An INT8 convolution with float32 input and output, for low rates, where the conversions cost next to nothing. */
export function convolutionByU8(ctx: Context, name: string, x: Value, conv: ConvolutionWeights, plan: Int8Plan): Value {
  const { b } = ctx;
  const from = u8ScaleOf(rangeOf(plan, `${name}.in`));
  const zero = b.tensor('uint8', `${name}.zero`, new Uint8Array(conv.inputs).fill(from.zeroPoint), [conv.inputs]);
  const u8 = b.op('QuantizeLinear', [x, b.weight(`${name}.in_scale`, from.scales, [conv.inputs]), zero], { axis: 1 });
  const { y, spread } = convolutionU8(ctx, name, u8, from, conv, rangeOf(plan, `${name}.out`));
  const centres = b.weight(`${name}.centres`, spread.centres, [conv.outputs, 1]);
  return b.op('Add', [dequantized(ctx, name, y, spread.scales), centres]);
}

/** Entries of Snake's lookup table per channel. */
const TABLE = 512;

/** Maps z to an index into a table: `floor(z / step + offset)`. */
export interface TableIndex {
  steps: Float32Array;
  offsets: Float32Array;
}

/** An index that covers a range with a small margin at both ends. */
export function tableIndexOf({ low, high }: Range): TableIndex {
  const steps = low.map((l, c) => Math.max((high[c] ?? 0) - l, SMALLEST_RANGE) / (TABLE - 9));
  return { steps, offsets: low.map((l, c) => 4.5 - l / (steps[c] ?? 1)) };
}

const snake = (z: number): number => z + Math.sin(z) ** 2;

/** Snake is monotonic, so the ends of its input's range give the ends of its output's. */
export function snakeRange({ low, high }: Range): Range {
  return { low: low.map(snake), high: high.map(snake) };
}

/**
 * Snake as a lookup table, `[1, C, TABLE]`: for each channel, the output as u8 (quantized by `to`) at each index of
 * `tableIndexOf`. In ONNX Runtime, sine costs more than everything else between two convolutions. The table is
 * computed from a few numbers per channel when the model is loaded.
 */
export function snakeTable(ctx: Context, name: string, { steps, offsets }: TableIndex, to: U8Scale): Value {
  const { b } = ctx;
  const column = (part: string, values: Float32Array): Value =>
    b.weight(`${name}.${part}`, values, [1, values.length, 1]);
  const numbers = b.weight(
    'table/numbers',
    Float32Array.from({ length: TABLE }, (_, i) => i + 0.5),
    [TABLE],
  );
  const z = b.op('Mul', [b.op('Sub', [numbers, column('table_offset', offsets)]), column('table_step', steps)]);
  const sine = b.op('Sin', [z]);
  const value = b.op('Add', [z, b.op('Mul', [sine, sine])]);
  const scaled = b.op('Div', [value, column('in_scale', to.scales)]);
  const zero = b.tensor('uint8', `const/u8/${to.zeroPoint}`, Uint8Array.of(to.zeroPoint), []);
  return b.op('QuantizeLinear', [scaled, b.scalar(1), zero]);
}

/** Looks up the entries at the indices `[1, C, T]`, which come from a normalization. */
export function lookUp({ b }: Context, index: Value, table: Value): Value {
  const inside = b.op('Clip', [index, b.scalar(0), b.scalar(TABLE - 1)]);
  return b.op('GatherElements', [table, b.op('Cast', [inside], { to: 6 })], { axis: 2 });
}
