import { MICROSOFT, type Value } from '../graph/builder';
import type { Context } from './context';
import { type Int8Plan, type Range, rangeOf } from './int8Plan';

/** Weights take seven bits: x86 without VNNI adds products of u8 and s8 in pairs of 16 bits, which 8-bit weights can overflow. */
const WEIGHT_MAX = 63;
/** The middle of u8, for what a scale and an offset per channel have been taken out of. */
const MIDDLE = 128;
/** Channels that hardly move keep a scale at which rounding noise is not amplified: where InstanceNormalization's epsilon begins. */
const SMALLEST_RANGE = 0.003;

/** Scales of the channels of a u8 tensor with one zero point. */
export interface U8Scale {
  scales: Float32Array;
  zeroPoint: number;
}

/** The zero point, common to all channels, at which the channels' ranges fit into u8 with the finest scales. */
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

/** Where a convolution's output lies in u8: `real = (u8 - 128) · scale + centre`, per channel. */
export interface Spread {
  scales: Float32Array;
  centres: Float32Array;
}

function spreadOf({ low, high }: Range): Spread {
  const scales = low.map((l, c) => Math.max(((high[c] ?? 0) - l) / 255, SMALLEST_RANGE / 255));
  return { scales, centres: low.map((l, c) => (l + (high[c] ?? 0)) / 2) };
}

/** A convolution's numbers: the weights `[outputs, inputs, kernel]` with all factors but that of the input in them. */
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
 * A convolution of u8 by s8, `[1, inputs, T] → [1, outputs, T']`, both u8. The scale of each input channel is a part of the weights, that
 * of each output channel a part of the weights' scale; what comes out spreads over all of u8 in every channel. It is computed with
 * channels last, which saves ONNX Runtime's slow turns; turning u8 costs little.
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
  const { quantized, scales, bias } = quantizeWeights(conv, from.scales, spread);
  const one = b.scalar(1);
  const u8 = (value: number): Value => b.tensor('uint8', `const/u8/${value}`, Uint8Array.of(value), []);
  const turned = b.op('Transpose', [x], { perm: [0, 2, 1] });
  const y = b.op(
    'QLinearConv',
    [
      turned,
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

function quantizeWeights(
  { weight, bias, inputs, outputs, kernel }: ConvolutionWeights,
  inputScales: Float32Array,
  spread: Spread,
): { quantized: Int8Array; scales: Float32Array; bias: Int32Array } {
  const row = inputs * kernel;
  const quantized = new Int8Array(weight.length);
  const scales = new Float32Array(outputs);
  const whole = new Int32Array(outputs);
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
    scales[o] = step / (spread.scales[o] ?? 1);
    whole[o] = Math.round(((bias[o] ?? 0) - (spread.centres[o] ?? 0)) / step);
  }
  return { quantized, scales, bias: whole };
}

/** The real numbers of what `convolutionU8` gives, less the centres of the channels. */
export function dequantized({ b }: Context, name: string, y: Value, scales: Float32Array): Value {
  const zero = b.tensor('uint8', `const/u8/${MIDDLE}x${scales.length}`, new Uint8Array(scales.length).fill(MIDDLE), [
    scales.length,
  ]);
  return b.op('DequantizeLinear', [y, b.weight(`${name}.spread`, scales, [scales.length]), zero], { axis: 1 });
}

/** u8 as float32 as it is; what follows does not mind scale and offset. */
export function asFloat({ b }: Context, y: Value): Value {
  return b.op('Cast', [y], { to: 1 });
}

/** A whole convolution, real numbers in and out; for rates at which the conversions cost nothing. */
export function convolutionByU8(ctx: Context, name: string, x: Value, conv: ConvolutionWeights, plan: Int8Plan): Value {
  const { b } = ctx;
  const from = u8ScaleOf(rangeOf(plan, `${name}.in`));
  const zero = b.tensor('uint8', `${name}.zero`, new Uint8Array(conv.inputs).fill(from.zeroPoint), [conv.inputs]);
  const u8 = b.op('QuantizeLinear', [x, b.weight(`${name}.in_scale`, from.scales, [conv.inputs]), zero], { axis: 1 });
  const { y, spread } = convolutionU8(ctx, name, u8, from, conv, rangeOf(plan, `${name}.out`));
  const centres = b.weight(`${name}.centres`, spread.centres, [conv.outputs, 1]);
  return b.op('Add', [dequantized(ctx, name, y, spread.scales), centres]);
}

/** Entries of Snake's table for each channel. */
const TABLE = 512;

/** How z is brought into the indices of a table: `index = z / step + offset`, to be cut off below the point. */
export interface TableIndex {
  steps: Float32Array;
  offsets: Float32Array;
}

/** Indices that cover a range, with a little room at both ends. */
export function tableIndexOf({ low, high }: Range): TableIndex {
  const steps = low.map((l, c) => Math.max((high[c] ?? 0) - l, SMALLEST_RANGE) / (TABLE - 9));
  return { steps, offsets: low.map((l, c) => 4.5 - l / (steps[c] ?? 1)) };
}

const snake = (z: number): number => z + Math.sin(z) ** 2;

/** Snake never falls, so the range of what it gives is that of its range's ends. */
export function snakeRange({ low, high }: Range): Range {
  return { low: low.map(snake), high: high.map(snake) };
}

/**
 * Snake as a table, for each channel u8 by `to` at the indices of `tableIndexOf`: `[1, C, TABLE]`. Sine costs ONNX Runtime more than all
 * else between two convolutions. The table itself is computed when the model is loaded, from a few numbers for each channel.
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

/** The entries of a table at indices `[1, C, T]`, which a normalization gives. */
export function lookUp({ b }: Context, index: Value, table: Value): Value {
  const inside = b.op('Clip', [index, b.scalar(0), b.scalar(TABLE - 1)]);
  return b.op('GatherElements', [table, b.op('Cast', [inside], { to: 6 })], { axis: 2 });
}
