import { float, type Value } from '../graph/builder';
import { type Context, scaled } from './context';
import { convolutionByU8, type ConvolutionWeights } from './int8';
import type { Affine, StyleBank } from './styles';

/** The parameters of a convolution. */
export interface ConvolutionOptions {
  stride?: number;
  dilation?: number;
  padding?: number;
  /** Factors folded into the weights: one for each input channel, and one for the whole output (weights and bias). */
  inputScale?: Float32Array;
  outputScale?: number;
  bias?: boolean;
}

/** The weights of a Conv1d with weight norm, with all factors folded in. */
export async function convolutionWeights(
  { weights }: Pick<Context, 'weights'>,
  name: string,
  options: ConvolutionOptions = {},
): Promise<ConvolutionWeights> {
  const { stride = 1, dilation = 1, inputScale, outputScale = 1, bias = true } = options;
  const { data, shape } = await weights.folded(name);
  const [outputs = 0, inputs = 0, kernel = 0] = shape;
  const padding = options.padding ?? (dilation * (kernel - 1)) / 2;
  const weight = scaled(data, outputScale);
  if (inputScale) multiplyInputs(weight, inputScale, kernel);
  const offset = bias ? scaled((await weights.get(`${name}.bias`)).data, outputScale) : new Float32Array(outputs);
  return { weight, bias: offset, inputs, outputs, kernel, stride, dilation, padding };
}

/** A Conv1d with weight norm, `[1, C, T] → [1, D, T']`. */
export async function convolution(
  ctx: Context,
  name: string,
  x: Value,
  options: ConvolutionOptions = {},
): Promise<Value> {
  const { b, int8 } = ctx;
  const conv = await convolutionWeights(ctx, name, options);
  if (int8?.layers.has(name)) return convolutionByU8(ctx, name, x, conv, int8);
  const { outputs, inputs, kernel, stride, dilation, padding } = conv;
  const parameters = [b.weight(`${name}.weight`, conv.weight, [outputs, inputs, kernel])];
  if (options.bias !== false) parameters.push(b.weight(`${name}.bias`, conv.bias, [outputs]));
  const y = b.op('Conv', [x, ...parameters], {
    kernel_shape: [kernel],
    strides: [stride],
    dilations: [dilation],
    pads: [padding, padding],
  });
  if (stride === 1) b.shape(y, [1, outputs, b.lengthOf(x)]);
  if (!options.inputScale) ctx.observe?.(`${name}.in`, x); // after Snake, the range follows from that of its input
  ctx.observe?.(`${name}.out`, y);
  return y;
}

/** Multiplies the weights `[outputs, inputs, kernel]` of each input channel, in place. */
function multiplyInputs(weight: Float32Array, factors: Float32Array, kernel: number): void {
  for (let row = 0; row < weight.length; row += factors.length * kernel) {
    for (let channel = 0; channel < factors.length; channel++) {
      const from = row + channel * kernel;
      for (let i = from; i < from + kernel; i++) weight[i] = (weight[i] ?? 0) * (factors[channel] ?? 1);
    }
  }
}

export const leakyRelu = ({ b }: Context, x: Value, slope: number): Value =>
  b.op('LeakyRelu', [x], { alpha: float(slope) });

/** AdaIN: normalization over time, scaled and shifted by the style, `[1, C, T] → [1, C, T]`. */
export async function adain(
  ctx: Context,
  style: StyleBank,
  name: string,
  x: Value,
  channels: number,
  alpha?: Float32Array,
): Promise<Value> {
  return instanceNorm(ctx, x, await style.affine(name, channels, alpha));
}

/** PyTorch's InstanceNorm1d, with the scale and bias of each channel as inputs. */
export function instanceNorm({ b, fixed }: Context, x: Value, affine: Affine): Value {
  if (fixed) return fixed.instanceNorm(x, affine);
  const { scale, bias } = affine;
  return b.op('InstanceNormalization', [x, scale, bias], { epsilon: float(1e-5) });
}

/** An AdaIN layer of the generator, or a group of its channels: over all of the input, or with given statistics. */
export function normalize(ctx: Context, name: string, x: Value, affine: Affine, channels: number): Value {
  return ctx.normalizer?.normalize(name, x, affine, channels) ?? instanceNorm(ctx, x, affine);
}

/** Repeats each sample, `[1, C, T] → [1, C, 2T]`. */
function twice({ b }: Context, x: Value, channels: number): Value {
  return interleave(b, x, x, channels);
}

function interleave(b: Context['b'], even: Value, odd: Value, channels: number): Value {
  const last = (value: Value): Value => b.op('Unsqueeze', [value, b.ints(3)]);
  const both = b.reshape(b.concat([last(even), last(odd)], 3), 1, channels, -1);
  return b.shape(both, [1, channels, `${b.lengthOf(even)}*2`]);
}

/**
 * The depthwise ConvTranspose1d (kernel 3, stride 2, padding 1, output padding 1) that doubles the rate, computed as
 * `y[2j] = w1·x[j] + b`, `y[2j+1] = w2·x[j] + w0·x[j+1] + b`, because some runtimes have no grouped ConvTranspose.
 */
async function pool({ b, weights, fixed }: Context, name: string, x: Value, channels: number): Promise<Value> {
  const { data } = await weights.folded(name);
  const tap = (i: number): Value =>
    b.weight(
      `${name}.weight.${i}`,
      Float32Array.from({ length: channels }, (_, c) => data[3 * c + i] ?? 0),
      [channels, 1],
    );
  const bias = b.weight(`${name}.bias`, (await weights.get(`${name}.bias`)).data, [channels, 1]);
  const next = b.op('Pad', [b.slice(x, 2, 1), b.ints(0, 0, 0, 0, 0, 1)], { mode: 'constant' });
  b.shape(next, [1, channels, b.lengthOf(x)]);
  const even = b.op('Add', [b.op('Mul', [x, tap(1)]), bias]);
  const odd = b.op('Add', [b.op('Add', [b.op('Mul', [x, tap(2)]), b.op('Mul', [next, tap(0)])]), bias]);
  const both = interleave(b, even, odd, channels);
  return fixed ? fixed.masked(both) : both;
}

/** The channels of an AdainResBlk1d. */
export interface ResidualShape {
  inputs: number;
  outputs: number;
  /** Whether it doubles the rate. */
  up?: boolean;
}

/** AdainResBlk1d (kokoro/istftnet.py): two styled convolutions plus a shortcut, divided by √2. */
export async function adainResBlk(
  ctx: Context,
  style: StyleBank,
  name: string,
  x: Value,
  { inputs, outputs, up = false }: ResidualShape,
): Promise<Value> {
  const { b } = ctx;
  return b.in(name, async () => {
    const outputScale = Math.SQRT1_2;
    let y = leakyRelu(ctx, await adain(ctx, style, `${name}.norm1`, x, inputs), 0.2);
    if (up) y = await pool(ctx, `${name}.pool`, y, inputs);
    y = await convolution(ctx, `${name}.conv1`, y);
    y = leakyRelu(ctx, await adain(ctx, style, `${name}.norm2`, y, outputs), 0.2);
    y = await convolution(ctx, `${name}.conv2`, y, { outputScale });
    let shortcut =
      inputs === outputs
        ? b.op('Mul', [x, b.scalar(outputScale)])
        : await convolution(ctx, `${name}.conv1x1`, x, { outputScale, bias: false });
    if (up) shortcut = twice(ctx, shortcut, outputs); // commutes with a convolution of width 1
    return b.tap(b.op('Add', [y, shortcut]));
  });
}

/**
 * AdaINResBlock1: for each dilation, two styled convolutions, each after Snake, `x + sin²(αx)/α`. α is folded into
 * the normalization before Snake and 1/α into the convolution after it, which leaves `z + sin² z`.
 */
export async function generatorBlock(
  ctx: Context,
  name: string,
  x: Value,
  channels: number,
  dilations: readonly number[],
): Promise<Value> {
  const { b } = ctx;
  return b.in(name, async () => {
    let sum = x;
    for (const [j, dilation] of dilations.entries()) {
      const first = await snakeConvolution(ctx, name, 1, j, sum, channels, dilation);
      sum = b.op('Add', [sum, await snakeConvolution(ctx, name, 2, j, first, channels, 1)]);
    }
    return b.tap(sum);
  });
}

async function snakeConvolution(
  ctx: Context,
  block: string,
  half: 1 | 2,
  j: number,
  x: Value,
  channels: number,
  dilation: number,
): Promise<Value> {
  const { b, weights, timbre } = ctx;
  const alpha = (await weights.get(`${block}.alpha${half}.${j}`)).data;
  const name = `${block}.adain${half}.${j}`;
  const z = normalize(ctx, name, x, await timbre.affine(name, channels, alpha), channels);
  ctx.observe?.(`${block}.convs${half}.${j}.z`, z);
  const sine = b.op('Sin', [z]);
  const snake = b.op('Add', [z, b.op('Mul', [sine, sine])]);
  const inputScale = alpha.map((value) => 1 / value);
  return convolution(ctx, `${block}.convs${half}.${j}`, snake, { dilation, inputScale });
}
