import type { Value } from '../graph/builder';
import { convolutionWeights, normalize } from './blocks';
import type { Context } from './context';
import {
  asFloat,
  convolutionU8,
  dequantized,
  lookUp,
  snakeRange,
  snakeTable,
  type Spread,
  tableIndexOf,
  u8ScaleOf,
} from './int8';
import { type Int8Plan, rangeOf } from './int8Plan';

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

/** In how many groups of channels the generator's blocks take their input: several for INT8, otherwise one. */
export const groupCount = ({ int8 }: Context): number => (int8 ? GROUPS : 1);

/** A tensor in the form that the generator's blocks take. */
export function toGroups(ctx: Context, x: Value, channels: number): Value[] {
  return groupCount(ctx) > 1 ? splitChannels(ctx, x, channels) : [x];
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
      const first = await quantizedConvolution(ctx, plan, name, 1, j, sums, dilation);
      const between = splitChannels(ctx, first.y, channels).map((group) => asFloat(ctx, group));
      const second = await quantizedConvolution(ctx, plan, name, 2, j, between, 1);
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

async function quantizedConvolution(
  ctx: Context,
  plan: Int8Plan,
  block: string,
  which: 1 | 2,
  j: number,
  groups: readonly Value[],
  dilation: number,
): Promise<{ y: Value; spread: Spread; layer: string }> {
  const { b, weights, timbre } = ctx;
  const layer = `${block}.convs${which}.${j}`;
  const alpha = (await weights.get(`${block}.alpha${which}.${j}`)).data;
  const range = rangeOf(plan, `${layer}.z`);
  const index = tableIndexOf(range);
  const from = u8ScaleOf(snakeRange(range));
  const factors = alpha.map((value, c) => value / (index.steps[c] ?? 1));
  const name = `${block}.adain${which}.${j}`;
  const affine = await timbre.affine(name, alpha.length, factors, index.offsets);
  const scales = splitChannels(ctx, affine.scale, alpha.length, 0);
  const biases = splitChannels(ctx, affine.bias, alpha.length, 0);
  const tables = splitChannels(ctx, snakeTable(ctx, layer, index, from), alpha.length);
  const u8 = groups.map((x, g) => {
    const own = { scale: scales[g] ?? '', bias: biases[g] ?? '' };
    const indices = normalize(ctx, `${name}.${g}`, x, own, alpha.length / GROUPS);
    return lookUp(ctx, indices, tables[g] ?? '');
  });
  const conv = await convolutionWeights(ctx, layer, { dilation, inputScale: alpha.map((value) => 1 / value) });
  return { ...convolutionU8(ctx, layer, b.concat(u8, 1), from, conv, rangeOf(plan, `${layer}.out`)), layer };
}
