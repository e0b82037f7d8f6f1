import { MICROSOFT, type Value } from '../graph/builder';
import type { Context } from './context';

/** The smallest and largest numbers that each channel was seen to have. */
export interface Range {
  low: Float32Array;
  high: Float32Array;
}

/** What is known for computing convolutions in INT8: which, and what their channels hold. */
export interface Int8Plan {
  /** By layer and place: `….z` before Snake, `….in` before and `….out` behind a convolution. */
  ranges: ReadonlyMap<string, Range>;
  layers: ReadonlySet<string>;
}

/** Weights take seven bits: x86 without VNNI adds products of u8 and s8 in pairs of 16 bits, which 8-bit weights can overflow. */
const WEIGHT_MAX = 63;
/** The middle of u8, for what a scale and an offset per channel have been taken out of. */
export const MIDDLE = 128;
/** Channels that hardly move keep a scale at which rounding noise is not amplified: where InstanceNormalization's epsilon begins. */
export const SMALLEST_RANGE = 0.003;

export function rangeOf(plan: Int8Plan, name: string): Range {
  const range = plan.ranges.get(name);
  if (!range) throw new Error(`no range of ${name}`);
  return range;
}

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
 * A convolution of u8 by s8 with channels last, `[1, T, inputs] → [1, T', outputs]`, both u8. The scale of each input channel is a part of
 * the weights, that of each output channel a part of the weights' scale; what comes out spreads over all of u8 in every channel.
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
  const y = b.op(
    'QLinearConv',
    [
      x,
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
  return { y, spread };
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

/** A whole convolution, real numbers in and out, channels first; for rates at which the conversions cost nothing. */
export function convolutionByU8(ctx: Context, name: string, x: Value, conv: ConvolutionWeights, plan: Int8Plan): Value {
  const { b } = ctx;
  const from = u8ScaleOf(rangeOf(plan, `${name}.in`));
  const zeros = (zero: number, channels: number): Value =>
    b.tensor('uint8', `const/u8/${zero}x${channels}`, new Uint8Array(channels).fill(zero), [channels]);
  const turned = (value: Value): Value => b.op('Transpose', [value], { perm: [0, 2, 1] });
  const inScale = b.weight(`${name}.in_scale`, from.scales, [conv.inputs]);
  const u8 = b.op('QuantizeLinear', [x, inScale, zeros(from.zeroPoint, conv.inputs)], { axis: 1 });
  const { y, spread } = convolutionU8(ctx, name, turned(u8), from, conv, rangeOf(plan, `${name}.out`));
  const outScale = b.weight(`${name}.spread`, spread.scales, [conv.outputs]);
  const real = b.op('DequantizeLinear', [turned(y), outScale, zeros(MIDDLE, conv.outputs)], { axis: 1 });
  return b.op('Add', [real, b.weight(`${name}.centres`, spread.centres, [conv.outputs, 1])]);
}

/** A product of matrices, `x · matrix + bias`, where `x` has `taps` steps of `inputs` channels in a row. */
export interface Product {
  /** How `x` lies in u8; computed in float32 without it. */
  from?: U8Scale | undefined;
  matrix: Float32Array;
  bias: Float32Array;
  inputs: number;
  taps: number;
}

/** What a product takes, of real numbers with channels last; what a zero is there; and the product, in real numbers. */
export interface ProductOperations {
  enter: (x: Value) => Value;
  zero: Value;
  of: (rows: Value) => Value;
}

/** A product of u8 by s8 that gives float32, not rounded again. */
export function matrixProductU8(
  { b }: Context,
  name: string,
  { from, matrix, bias, inputs, taps }: Product,
): ProductOperations {
  const columns = bias.length;
  const rows = taps * inputs;
  const offset = b.weight(`${name}.bias`, bias, [columns]);
  if (!from) {
    const weight = b.weight(`${name}.matrix`, matrix, [rows, columns]);
    const of = (x: Value): Value => b.op('Add', [b.op('MatMul', [x, weight]), offset]);
    return { enter: (x) => x, zero: b.scalar(0), of };
  }
  const largest = new Float32Array(columns);
  const scaled = matrix.map((value, i) => value * (from.scales[Math.floor(i / columns) % inputs] ?? 1));
  for (const [i, value] of scaled.entries())
    largest[i % columns] = Math.max(largest[i % columns] ?? 0, Math.abs(value));
  const steps = largest.map((value) => value / WEIGHT_MAX || 1);
  const quantized = Int8Array.from(scaled, (value, i) => Math.round(value / (steps[i % columns] ?? 1)));
  const weight = b.tensor('int8', `${name}.matrix`, quantized, [rows, columns]);
  const zero = b.tensor('uint8', `const/u8/${from.zeroPoint}`, Uint8Array.of(from.zeroPoint), []);
  const factors = b.weight(
    `${name}.in_factor`,
    from.scales.map((scale) => 1 / scale),
    [inputs],
  );
  const scales = b.weight(`${name}.scale`, steps, [columns]);
  const s8 = b.tensor('int8', 'const/s8/0', Int8Array.of(0), []);
  return {
    enter: (x) => b.op('QuantizeLinear', [b.op('Mul', [x, factors]), b.scalar(1), zero]),
    zero,
    of: (x) => b.op('MatMulIntegerToFloat', [x, weight, b.scalar(1), scales, zero, s8, offset], {}, MICROSOFT),
  };
}
