import type { Value } from '../graph/builder';
import { convolutionWeights, normalize } from './blocks';
import type { Context } from './context';
import {
  asFloat,
  convolutionU8,
  type ConvolutionWeights,
  dequantized,
  lookUp,
  snakeRange,
  snakeTable,
  type Spread,
  tableIndexOf,
  type U8Scale,
  u8ScaleOf,
} from './int8';
import { type Int8Plan, type Range, rangeOf } from './int8Plan';

/**
 * Between two convolutions, channels are processed in this many groups, so that the output of one operation is still
 * in the cache when the next reads it. More groups would cost as much in operations as they save.
 */
const GROUPS = 4;

/** TensorProto.DataType. */
const [FLOAT, FLOAT16] = [1, 10];

/** A tensor `[1, C, T]` in groups of channels, and a bias for each channel that has yet to be added. */
export interface Grouped {
  groups: readonly Value[];
  deferredBias: Float32Array;
}

/** Splits a tensor `[1, C, T]`, or C numbers (axis 0), into groups of channels. */
export function splitChannels({ b }: Context, value: Value, channels: number, axis = 1): Value[] {
  const size = channels / GROUPS;
  return b.ops('Split', [value, b.ints(...Array.from({ length: GROUPS }, () => size))], GROUPS, { axis });
}

/** In how many groups of channels the generator's blocks take their input: several for INT8, otherwise one. */
export const groupCount = ({ int8 }: Context): number => (int8 ? GROUPS : 1);

/** A tensor in the form that the generator's blocks take. */
export function toGroups(ctx: Context, x: Value, channels: number): Value[] {
  return groupCount(ctx) > 1 ? splitChannels(ctx, x, channels) : [x];
}

/** A value of the generator that others wait for: in half the memory if the context asks for it. */
export const put = ({ b, inHalves }: Context, x: Value): Value =>
  inHalves === true ? b.op('Cast', [x], { to: FLOAT16 }) : x;

/**
 * What `put` has put away, `[1, channels, T]`.
 * @param use a number of its own for each use of the value. ONNX Runtime does equal conversions once, and would keep the
 *   result for all uses; these differ in the shape that they convert.
 */
export function take({ b, inHalves }: Context, x: Value, channels: number, use: number): Value {
  if (inHalves !== true) return x;
  const ones = Array.from({ length: use }, () => 1);
  const value = b.op('Cast', [b.reshape(x, 1, ...ones, channels, -1)], { to: FLOAT });
  return b.shape(b.reshape(value, 1, channels, -1), [1, channels, b.lengthOf(x)]);
}

/**
 * `generatorBlock` with INT8 convolutions. The first convolution of each pair only feeds a normalization, which
 * cancels the scale and offset of each channel. The second is added to the block's sum, which stays float32 and
 * leaves out the channels' centres: normalizations cancel them too, so the reader of the sum adds them once, as
 * `deferredBias`.
 * @param groups the input, split by `splitChannels`, as `put` has put it away
 * @param use how many times it has been taken
 */
export async function generatorBlockU8(
  ctx: Context,
  plan: Int8Plan,
  name: string,
  groups: readonly Value[],
  channels: number,
  dilations: readonly number[],
  use: number,
): Promise<Grouped> {
  const { b } = ctx;
  const size = channels / GROUPS;
  return b.in(name, async () => {
    let sums = groups;
    const deferredBias = new Float32Array(channels);
    for (const [j, dilation] of dilations.entries()) {
      const isFirst = j === 0;
      const ready = sums.map((sum) => take(ctx, sum, size, isFirst ? use : 0));
      const first = await quantizedConvolution(ctx, plan, { block: name, which: 1, j, dilation }, ready);
      const between = splitChannels(ctx, first.y, channels).map((group) => asFloat(ctx, group));
      const second = await quantizedConvolution(ctx, plan, { block: name, which: 2, j, dilation: 1 }, between);
      const added = splitChannels(ctx, second.y, channels);
      sums = sums.map((sum, g) => {
        const scales = second.spread.scales.slice(g * size, (g + 1) * size);
        const more = dequantized(ctx, `${second.layer}.${g}`, added[g] ?? '', scales);
        const next = b.op('Add', [more, take(ctx, sum, size, isFirst ? use + 1 : 1)]);
        return j === dilations.length - 1 ? next : put(ctx, next);
      });
      for (let c = 0; c < channels; c++) deferredBias[c] = (deferredBias[c] ?? 0) + (second.spread.centres[c] ?? 0);
    }
    return { groups: sums, deferredBias };
  });
}

/** A convolution of a generator's block: the first or second of its pair j. */
export interface BlockConvolution {
  block: string;
  which: 1 | 2;
  j: number;
  dilation: number;
}

/** The name of a block's convolution. */
export const layerOf = ({ block, which, j }: BlockConvolution): string => `${block}.convs${which}.${j}`;

/** What the normalization, Snake and the convolution after them are made from. */
interface BlockWeights {
  /** The names of the convolution and of the normalization. */
  layer: string;
  adain: string;
  alpha: Float32Array;
  /** The range before Snake, and how its output is quantized. */
  range: Range;
  from: U8Scale;
  conv: ConvolutionWeights;
  /** The range of the convolution's output. */
  to: Range;
}

/** The weights of a convolution in INT8, with 1/α of the preceding Snake folded in, and the ranges around it. */
export async function blockWeights(
  ctx: Pick<Context, 'weights'>,
  plan: Int8Plan,
  convolution: BlockConvolution,
): Promise<BlockWeights> {
  const { block, which, j, dilation } = convolution;
  const layer = layerOf(convolution);
  const alpha = (await ctx.weights.get(`${block}.alpha${which}.${j}`)).data;
  const range = rangeOf(plan, `${layer}.z`);
  const conv = await convolutionWeights(ctx, layer, { dilation, inputScale: alpha.map((value) => 1 / value) });
  return {
    ...{ layer, adain: `${block}.adain${which}.${j}`, alpha, range },
    ...{ from: u8ScaleOf(snakeRange(range)), conv, to: rangeOf(plan, `${layer}.out`) },
  };
}

async function quantizedConvolution(
  ctx: Context,
  plan: Int8Plan,
  which: BlockConvolution,
  groups: readonly Value[],
): Promise<{ y: Value; spread: Spread; layer: string }> {
  const { b, timbre } = ctx;
  const { layer, adain, alpha, range, from, conv, to } = await blockWeights(ctx, plan, which);
  const index = tableIndexOf(range);
  const factors = alpha.map((value, c) => value / (index.steps[c] ?? 1));
  const affine = await timbre.affine(adain, alpha.length, factors, index.offsets);
  const scales = splitChannels(ctx, affine.scale, alpha.length, 0);
  const biases = splitChannels(ctx, affine.bias, alpha.length, 0);
  const tables = splitChannels(ctx, snakeTable(ctx, layer, index, from), alpha.length);
  const u8 = groups.map((x, g) => {
    const own = { scale: scales[g] ?? '', bias: biases[g] ?? '' };
    const indices = normalize(ctx, `${adain}.${g}`, x, own, alpha.length / GROUPS);
    return lookUp(ctx, indices, tables[g] ?? '');
  });
  return { ...convolutionU8(ctx, layer, b.concat(u8, 1), from, conv, to), layer };
}
