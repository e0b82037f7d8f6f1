import type { Value } from '../graph/builder';
import { convolutionWeights, generatorBlock } from './blocks';
import type { Context } from './context';
import {
  convolutionU8,
  type Int8Plan,
  MIDDLE,
  type Range,
  rangeOf,
  SMALLEST_RANGE,
  type Spread,
  u8ScaleOf,
} from './int8';
import { type Codes, lookUp, type Moments, momentsOf, snakeRange, snakeTable } from './int8Snake';

/**
 * A tensor `[1, T, C]` in parts of time, one behind the other: what one operation writes is still in the cache when the next reads it.
 */
export interface Parts {
  values: readonly Value[];
  /** How many steps each has, int64, and what these numbers are called. */
  sizes: Value;
  names: readonly string[];
  /** Each how manyth step statistics are taken of, int64 `[1]`. */
  step: Value;
}

/** A tensor `[1, T, channels]` in parts as large as others. */
export function inParts(
  { b }: Context,
  value: Value,
  { sizes, names }: Pick<Parts, 'sizes' | 'names'>,
  type: 'float32' | 'uint8',
  channels: number,
): Value[] {
  return b
    .ops('Split', [value, sizes], names.length, { axis: 1 })
    .map((part, i) => b.shape(part, [1, names[i] ?? '', channels], type));
}

/** What the length of all parts together is called. */
const wholeOf = ({ b }: Context, [first = '']: readonly Value[]): string => `${b.lengthOf(first)}+`;

/** Codes of real numbers, with the moments for the normalization that follows. */
export interface Quantized {
  codes: Codes;
  moments: Moments;
}

/** u8 of real numbers in parts: in each channel 128 is nothing, and the ends of `range` are inside. */
export function quantize(ctx: Context, name: string, { values, step }: Parts, { low, high }: Range): Quantized {
  const { b } = ctx;
  const scales = low.map((l, c) => Math.max(-l / MIDDLE, (high[c] ?? 0) / (255 - MIDDLE), SMALLEST_RANGE / 255));
  const factors = b.weight(
    `${name}.x_factor`,
    scales.map((scale) => 1 / scale),
    [scales.length],
  );
  const middle = b.tensor('uint8', `const/u8/${MIDDLE}`, Uint8Array.of(MIDDLE), []);
  const parts = values.map((value) => b.op('QuantizeLinear', [b.op('Mul', [value, factors]), b.scalar(1), middle]));
  const codes = { parts, scales };
  return { codes, moments: momentsOf(ctx, codes, step) };
}

/** The middle of each channel's range. */
export function centresOf({ low, high }: Range): Float32Array {
  return low.map((l, c) => (l + (high[c] ?? 0)) / 2);
}

/** What a block's sum goes without: the centres of what its second convolutions add. */
export function missingOf(plan: Int8Plan, block: string, channels: number, count: number): Float32Array {
  const sum = new Float32Array(channels);
  if (!plan.layers.has(block)) return sum;
  for (let j = 0; j < count; j++) {
    const centres = centresOf(rangeOf(plan, `${block}.convs2.${j}.out`));
    for (let c = 0; c < channels; c++) sum[c] = (sum[c] ?? 0) + (centres[c] ?? 0);
  }
  return sum;
}

/** A range with something added to each channel. */
export function moved({ low, high }: Range, by: Float32Array): Range {
  return { low: low.map((l, c) => l + (by[c] ?? 0)), high: high.map((h, c) => h + (by[c] ?? 0)) };
}

/**
 * `generatorBlock` with its convolutions in INT8. The first of each pair feeds a normalization alone, which takes scale and offset of each
 * channel away again; the second adds to the block's sum, which stays float32 and goes without the channels' centres: the
 * normalizations inside do not see them, and whoever takes the sum adds them up.
 * @param surplus what the input has in each channel over the reference's
 * @param first the input's codes, where they are there already
 */
export async function generatorBlockU8(
  ctx: Context,
  plan: Int8Plan,
  name: string,
  x: Parts,
  surplus: Float32Array,
  dilations: readonly number[],
  first?: Quantized,
): Promise<readonly Value[]> {
  const { b } = ctx;
  return b.in(name, async () => {
    let sum = x;
    let known = first;
    const over = surplus.slice();
    for (const [j, dilation] of dilations.entries()) {
      const range = moved(rangeOf(plan, `${name}.convs1.${j}.x`), over);
      known ??= quantize(ctx, `${name}.convs1.${j}`, sum, range);
      const between = await half(ctx, plan, name, 1, j, known, dilation);
      known = undefined;
      const codes = {
        parts: inParts(ctx, between.y, x, 'uint8', surplus.length),
        scales: between.spread.scales,
      };
      const moments = momentsOf(ctx, { ...codes, parts: [between.y] }, x.step);
      const second = await half(ctx, plan, name, 2, j, { codes, moments }, 1);
      const { scales, centres } = second.spread;
      const spread = b.weight(`${second.layer}.spread`, scales, [scales.length]);
      const middle = b.tensor('uint8', `const/u8/${MIDDLE}`, Uint8Array.of(MIDDLE), []);
      const added = inParts(ctx, second.y, x, 'uint8', surplus.length);
      const values = sum.values.map((value, i) => {
        const real = b.op('DequantizeLinear', [added[i] ?? '', b.scalar(1), middle]);
        return b.op('Add', [value, b.op('Mul', [real, spread])]);
      });
      sum = { ...sum, values };
      for (const [c, centre] of centres.entries()) over[c] = (over[c] ?? 0) - centre;
    }
    return sum.values;
  });
}

/** Normalization, Snake and one convolution. */
async function half(
  ctx: Context,
  plan: Int8Plan,
  block: string,
  which: 1 | 2,
  j: number,
  { codes, moments }: Quantized,
  dilation: number,
): Promise<{ y: Value; spread: Spread; layer: string }> {
  const { weights, timbre, b } = ctx;
  const layer = `${block}.convs${which}.${j}`;
  const alpha = (await weights.get(`${block}.alpha${which}.${j}`)).data;
  const from = u8ScaleOf(snakeRange(rangeOf(plan, `${layer}.z`)));
  const affine = await timbre.affine(`${block}.adain${which}.${j}`, alpha.length, alpha);
  const table = snakeTable(ctx, layer, moments, codes.scales, affine, from);
  const u8 = b.shape(b.concat(lookUp(ctx, codes, table), 1), [1, wholeOf(ctx, codes.parts), alpha.length], 'uint8');
  const conv = await convolutionWeights(ctx, layer, { dilation, inputScale: alpha.map((value) => 1 / value) });
  return { ...convolutionU8(ctx, layer, u8, from, conv, rangeOf(plan, `${layer}.out`)), layer };
}

/** A block in float32 between parts with channels last. */
export async function generatorBlockFloat(
  ctx: Context,
  name: string,
  x: Parts,
  channels: number,
  dilations: readonly number[],
): Promise<readonly Value[]> {
  const { b } = ctx;
  const turned = (value: Value): Value => b.op('Transpose', [value], { perm: [0, 2, 1] });
  const whole = b.shape(b.concat(x.values, 1), [1, wholeOf(ctx, x.values), channels]);
  const y = await generatorBlock(ctx, name, turned(whole), channels, dilations);
  return inParts(ctx, turned(y), x, 'float32', channels);
}
