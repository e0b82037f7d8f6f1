import type { Value } from '../graph/builder';
import { convolutionWeights, instanceNorm, scaleAndShift } from './blocks';
import type { Context } from './context';
import { adainName, type GivenLayer } from './givenAffine';
import {
  asFloat,
  centredResponse,
  codeResponse,
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
      const first = await quantizedConvolution(ctx, plan, { block: name, which: 1, pair: j, dilation }, (conv) =>
        snakeOfSum(ctx, conv, sums),
      );
      const codes = splitChannels(ctx, first.y, channels);
      const second = await quantizedConvolution(ctx, plan, { block: name, which: 2, pair: j, dilation: 1 }, (conv) =>
        snakeOfCodes(ctx, conv, codes),
      );
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

/** A convolution in a block, as far as it is known when its input is made. */
interface Planned extends Pick<GivenLayer, 'block' | 'which' | 'pair' | 'alpha' | 'next'> {
  /** The convolution, and the range of Snake's input. */
  layer: string;
  range: Range;
  /** The quantization of the convolution's input. */
  to: U8Scale;
}

async function quantizedConvolution(
  ctx: Context,
  plan: Int8Plan,
  { block, which, pair, dilation }: Pick<Planned, 'block' | 'which' | 'pair'> & { dilation: number },
  snakeOf: (planned: Planned) => Promise<Value[]>,
): Promise<{ y: Value; spread: Spread; layer: string }> {
  const { b, weights } = ctx;
  const layer = `${block}.convs${which}.${pair}`;
  const alpha = (await weights.get(`${block}.alpha${which}.${pair}`)).data;
  const range = rangeOf(plan, `${layer}.z`);
  const to = u8ScaleOf(snakeRange(range));
  const conv = await convolutionWeights(ctx, layer, { dilation, inputScale: alpha.map((value) => 1 / value) });
  const out = rangeOf(plan, `${layer}.out`);
  const next = which === 1 ? codeResponse(conv, out) : centredResponse(conv, out);
  const u8 = await snakeOf({ layer, block, which, pair, alpha, range, to, next });
  return { ...convolutionU8(ctx, layer, b.concat(u8, 1), to, conv, out), layer };
}

/** Snake of the block's sum after its normalization, as u8. */
async function snakeOfSum(ctx: Context, planned: Planned, groups: readonly Value[]): Promise<Value[]> {
  const { timbre, given } = ctx;
  const { layer, range, to, ...known } = planned;
  const name = adainName(planned);
  const channels = known.alpha.length;
  const index = tableIndexOf(range);
  ctx.observeInput?.(name, groups);
  const factors = known.alpha.map((value, c) => value / (index.steps[c] ?? 1));
  const affine = given
    ? given.affine({ ...known, index })
    : await timbre.affine(name, channels, factors, index.offsets);
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
async function snakeOfCodes(ctx: Context, planned: Planned, codes: readonly Value[]): Promise<Value[]> {
  const { given } = ctx;
  const { block, which, pair, alpha, next, to } = planned;
  if (!given) {
    const floats = codes.map((group) => asFloat(ctx, group));
    return snakeOfSum(ctx, planned, floats);
  }
  const tables = splitChannels(ctx, given.table({ block, which, pair, alpha, next, table: to }), alpha.length);
  return codes.map((group, g) => lookUpCodes(ctx, group, tables[g] ?? ''));
}
