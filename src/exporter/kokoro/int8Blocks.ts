import type { Value } from '../graph/builder';
import { convolutionWeights } from './blocks';
import type { Context } from './context';
import {
  asFloat,
  convolutionU8,
  dequantized,
  EPSILON,
  type Int8Plan,
  rangeOf,
  snakeByTable,
  snakeRange,
  type Spread,
  tableIndexOf,
  u8ScaleOf,
} from './int8';

/** What a block gives: `value` and, per channel, what is missing in it. */
export interface Shifted {
  value: Value;
  missing: Float32Array;
}

/**
 * `generatorBlock` with its convolutions in INT8. The first of each pair feeds a normalization alone, which takes scale and offset of each
 * channel away again; the second adds to the block's sum, which stays float32 and goes without the channels' centres: the
 * normalizations inside do not see them, and whoever takes the sum adds them up.
 */
export async function generatorBlockU8(
  ctx: Context,
  plan: Int8Plan,
  name: string,
  x: Value,
  channels: number,
  dilations: readonly number[],
): Promise<Shifted> {
  const { b } = ctx;
  return b.in(name, async () => {
    let sum = x;
    const missing = new Float32Array(channels);
    for (const [j, dilation] of dilations.entries()) {
      const first = await half(ctx, plan, name, 1, j, sum, dilation);
      const second = await half(ctx, plan, name, 2, j, asFloat(ctx, first.y), 1);
      sum = b.op('Add', [sum, dequantized(ctx, second.layer, second.y, second.spread)]);
      for (let c = 0; c < channels; c++) missing[c] = (missing[c] ?? 0) + (second.spread.centres[c] ?? 0);
    }
    return { value: b.tap(sum), missing };
  });
}

async function half(
  ctx: Context,
  plan: Int8Plan,
  block: string,
  which: 1 | 2,
  j: number,
  x: Value,
  dilation: number,
): Promise<{ y: Value; spread: Spread; layer: string }> {
  const { b, weights, timbre } = ctx;
  const layer = `${block}.convs${which}.${j}`;
  const alpha = (await weights.get(`${block}.alpha${which}.${j}`)).data;
  const range = rangeOf(plan, `${layer}.z`);
  const index = tableIndexOf(range);
  const from = u8ScaleOf(snakeRange(range));
  const factors = alpha.map((value, c) => value / (index.steps[c] ?? 1));
  const { scale, bias } = await timbre.affine(`${block}.adain${which}.${j}`, alpha.length, factors, index.offsets);
  const indices = b.op('InstanceNormalization', [x, scale, bias], { epsilon: EPSILON });
  const u8 = snakeByTable(ctx, layer, indices, index, from);
  const conv = await convolutionWeights(ctx, layer, { dilation, inputScale: alpha.map((value) => 1 / value) });
  return { ...convolutionU8(ctx, layer, u8, from, conv, rangeOf(plan, `${layer}.out`)), layer };
}
