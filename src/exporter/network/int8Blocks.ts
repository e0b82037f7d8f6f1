import type { Value } from '../graph/builder';
import { convolutionWeights, instanceNorm, scaleAndShift } from './blocks';
import type { Context } from './context';
import {
  asFloat,
  convolutionU8,
  dequantized,
  lookUp,
  lookUpCodes,
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

/** A tensor in the form that the generator's blocks take: in groups of channels for INT8, otherwise whole. */
export function toGroups(ctx: Context, x: Value, channels: number): Value[] {
  return ctx.int8 ? splitChannels(ctx, x, channels) : [x];
}

/**
 * `generatorBlock` with INT8 convolutions. The first convolution of each pair only feeds a normalization, which
 * cancels the scale and offset of each channel. The second is added to the block's sum, which stays float32 and
 * leaves out the channels' centres: normalizations cancel them too, so the reader of the sum adds them once, as
 * `deferredBias`.
 * @param groups the input, split by `splitChannels`
 */
export async function generatorBlockU8(
  ctx: Context,
  plan: Int8Plan,
  name: string,
  groups: readonly Value[],
  channels: number,
  dilations: readonly number[],
): Promise<Grouped> {
  const { b } = ctx;
  return b.in(name, async () => {
    let sums = groups;
    const deferredBias = new Float32Array(channels);
    for (const [j, dilation] of dilations.entries()) {
      const first = await quantizedConvolution(ctx, plan, name, 1, j, dilation, (conv) => snakeOfSum(ctx, conv, sums));
      const codes = splitChannels(ctx, first.y, channels);
      const second = await quantizedConvolution(ctx, plan, name, 2, j, 1, (conv) => snakeOfCodes(ctx, conv, codes));
      const added = splitChannels(ctx, second.y, channels);
      const size = channels / GROUPS;
      sums = sums.map((sum, g) => {
        const scales = second.spread.scales.slice(g * size, (g + 1) * size);
        return b.op('Add', [sum, dequantized(ctx, `${second.layer}.${g}`, added[g] ?? '', scales)]);
      });
      for (let c = 0; c < channels; c++) deferredBias[c] = (deferredBias[c] ?? 0) + (second.spread.centres[c] ?? 0);
    }
    return { groups: sums, deferredBias };
  });
}

/** What is known of a convolution in a block when its input is made. */
interface Planned {
  /** The layer, and the normalization before it. */
  layer: string;
  adain: string;
  alpha: Float32Array;
  /** The range of Snake's input. */
  range: Range;
  /** The quantization of the convolution's input. */
  to: U8Scale;
}

async function quantizedConvolution(
  ctx: Context,
  plan: Int8Plan,
  block: string,
  which: 1 | 2,
  j: number,
  dilation: number,
  snakeOf: (conv: Planned) => Promise<Value[]>,
): Promise<{ y: Value; spread: Spread; layer: string }> {
  const { b, weights } = ctx;
  const layer = `${block}.convs${which}.${j}`;
  const alpha = (await weights.get(`${block}.alpha${which}.${j}`)).data;
  const range = rangeOf(plan, `${layer}.z`);
  const to = u8ScaleOf(snakeRange(range));
  const u8 = await snakeOf({ layer, adain: `${block}.adain${which}.${j}`, alpha, range, to });
  const conv = await convolutionWeights(ctx, layer, { dilation, inputScale: alpha.map((value) => 1 / value) });
  return { ...convolutionU8(ctx, layer, b.concat(u8, 1), to, conv, rangeOf(plan, `${layer}.out`)), layer };
}

/** Snake of the block's sum after its normalization, as u8. */
async function snakeOfSum(
  ctx: Context,
  { layer, adain, alpha, range, to }: Planned,
  groups: readonly Value[],
): Promise<Value[]> {
  const { timbre, given } = ctx;
  const channels = alpha.length;
  const index = tableIndexOf(range);
  const factors = alpha.map((value, c) => value / (index.steps[c] ?? 1));
  ctx.observeInput?.(adain, groups);
  const affine = given
    ? given.affine({ name: adain, channels, alpha: factors, offsets: index.offsets })
    : await timbre.affine(adain, channels, factors, index.offsets);
  const scales = splitChannels(ctx, affine.scale, channels, 0);
  const biases = splitChannels(ctx, affine.bias, channels, 0);
  const tables = splitChannels(ctx, snakeTable(ctx, layer, index, to), channels);
  return groups.map((x, g) => {
    const own = { scale: scales[g] ?? '', bias: biases[g] ?? '' };
    const indices = given ? scaleAndShift(ctx, x, own, channels / GROUPS) : instanceNorm(ctx, x, own);
    return lookUp(ctx, indices, tables[g] ?? '');
  });
}

/** Snake of the first convolution's codes after their normalization, as u8. */
async function snakeOfCodes(ctx: Context, conv: Planned, codes: readonly Value[]): Promise<Value[]> {
  const { given } = ctx;
  const { adain, alpha, to } = conv;
  if (!given) {
    const floats = codes.map((group) => asFloat(ctx, group));
    return snakeOfSum(ctx, conv, floats);
  }
  const table = given.table({ name: adain, channels: alpha.length, alpha, table: to });
  const tables = splitChannels(ctx, table, alpha.length);
  return codes.map((group, g) => lookUpCodes(ctx, group, tables[g] ?? ''));
}
