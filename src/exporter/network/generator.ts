import type { KokoroConfig } from '../checkpoint/config';
import type { Value } from '../graph/builder';
import { convolution, generatorBlock, leakyRelu } from './blocks';
import type { Context } from './context';
import { type BlockConvolution, generatorBlockU8, groupCount, type Grouped, put, take, toGroups } from './int8Blocks';
import { inverseStft } from './stft';
import { upsample } from './upsample';

/** Dilations of the blocks that process the source (kokoro/istftnet.py). */
export const SOURCE_DILATIONS = [1, 3, 5];

/** The convolutions of all residual blocks, in the order in which their inputs are normalized. */
export function blockConvolutions({ istftnet }: KokoroConfig): BlockConvolution[] {
  const { upsampleRates, resblockKernelSizes, resblockDilationSizes } = istftnet;
  const pairs = (block: string, dilations: readonly number[]): BlockConvolution[] =>
    dilations.flatMap((dilation, j) => [
      { block, which: 1, j, dilation },
      { block, which: 2, j, dilation: 1 },
    ]);
  return [...upsampleRates.keys()].flatMap((i) => [
    ...pairs(`decoder.generator.noise_res.${i}`, SOURCE_DILATIONS),
    ...resblockDilationSizes.flatMap((dilations, j) =>
      pairs(`decoder.generator.resblocks.${i * resblockKernelSizes.length + j}`, dilations),
    ),
  ]);
}

/**
 * iSTFTNet (`Generator`): upsampling stages that add the source's spectrum and average three residual blocks, then an
 * inverse transform of the resulting spectrum.
 * @param x `[1, channels, 2F]`
 * @param spectrum the source's magnitudes and phases, `[1, n_fft + 2, frames]`
 * @returns `[samples]`
 */
export async function generator(ctx: Context, x: Value, spectrum: Value): Promise<Value> {
  const { b, config, fixed } = ctx;
  const { upsampleRates, upsampleInitialChannel, genIstftNFft } = config.istftnet;
  return b.in('decoder/generator', async () => {
    let channels = upsampleInitialChannel;
    // The mean of the blocks is a sum whose divisor is folded into the next weights: leaky ReLU commutes with
    // positive factors.
    let factor = 1;
    const activated = (value: Value, slope: number): Value =>
      leakyRelu(ctx, fixed ? fixed.masked(value) : value, slope);
    for (const i of upsampleRates.keys()) {
      channels /= 2;
      const up = await upsample(ctx, i, activated(x, 0.1), factor);
      const sound = await sourceBranch(ctx, i, channels, spectrum, up.length);
      const both = up.groups.map((part, g) => put(ctx, b.op('Add', [part, sound.groups[g] ?? ''])));
      const sum = await blocks(ctx, i, both, channels);
      x = joinGroups(ctx, sum.groups);
      // A constant in the blocks' input does not affect their normalizations, but is in their sum once for each block.
      const count = config.istftnet.resblockKernelSizes.length;
      up.finish(sound.deferredBias.map((value, c) => value + (sum.deferredBias[c] ?? 0) / count));
      factor = 1 / count;
    }
    x = activated(x, 0.01);
    const inputScale = new Float32Array(channels).fill(factor);
    x = await convolution(ctx, 'decoder.generator.conv_post', x, { inputScale });
    x = await b.in('conv_post', () => b.tap(x));
    const bins = genIstftNFft / 2 + 1;
    const [logMagnitude = '', angle = ''] = b.ops('Split', [x, b.ints(bins, bins)], 2, { axis: 1 });
    const magnitude = b.op('Exp', [logMagnitude]);
    const phase = b.op('Sin', [angle]);
    const part = (op: 'Cos' | 'Sin'): Value => b.op('Mul', [magnitude, b.op(op, [phase])]);
    return b.reshape(inverseStft(ctx, part('Cos'), part('Sin')), -1);
  });
}

/** The source's features at the rate of stage i. @param length the name of the stage's dynamic axis */
async function sourceBranch(
  ctx: Context,
  i: number,
  channels: number,
  spectrum: Value,
  length: string,
): Promise<Grouped> {
  const { istftnet } = ctx.config;
  const stride = istftnet.upsampleRates.slice(i + 1).reduce((product, rate) => product * rate, 1);
  const last = i === istftnet.upsampleRates.length - 1;
  const name = `decoder.generator.noise_convs.${i}`;
  const { data, shape } = await ctx.weights.get(`${name}.weight`);
  const bias = await ctx.weights.get(`${name}.bias`);
  const padding = last ? 0 : Math.floor((stride + 1) / 2);
  const { b } = ctx;
  // Group by group, so that ONNX Runtime does not keep a tensor of all channels for the one before the last convolution.
  const count = groupCount(ctx);
  const size = channels / count;
  const groups = Array.from({ length: count }, (_, g) => {
    const part = (values: Float32Array): Float32Array =>
      values.subarray((g * values.length) / count, ((g + 1) * values.length) / count);
    const suffix = count === 1 ? '' : `.${g}`;
    const weight = b.weight(`${name}.weight${suffix}`, part(data), [size, ...shape.slice(1)]);
    const x = b.op('Conv', [spectrum, weight, b.weight(`${name}.bias${suffix}`, part(bias.data), [size])], {
      kernel_shape: [shape[2] ?? 1],
      strides: [stride],
      pads: [padding, padding],
    });
    return put(ctx, b.shape(x, [1, size, length]));
  });
  return block(ctx, `decoder.generator.noise_res.${i}`, groups, channels, SOURCE_DILATIONS);
}

function joinGroups({ b }: Context, [first = '', ...others]: readonly Value[]): Value {
  return others.length === 0 ? first : b.concat([first, ...others], 1);
}

/** The sum of stage i's residual blocks. */
async function blocks(ctx: Context, i: number, x: readonly Value[], channels: number): Promise<Grouped> {
  const { resblockKernelSizes, resblockDilationSizes } = ctx.config.istftnet;
  let groups: readonly Value[] = [];
  const deferredBias = new Float32Array(channels);
  for (const j of resblockKernelSizes.keys()) {
    const name = `decoder.generator.resblocks.${i * resblockKernelSizes.length + j}`;
    const one = await block(ctx, name, x, channels, resblockDilationSizes[j] ?? [], 2 * j);
    // Added up block by block, so that no more than two results are in memory.
    const size = channels / one.groups.length;
    const sum =
      j === 0 ? one.groups : one.groups.map((part, g) => ctx.b.op('Add', [take(ctx, groups[g] ?? '', size, 0), part]));
    groups = j === resblockKernelSizes.length - 1 ? sum : sum.map((part) => put(ctx, part));
    for (let c = 0; c < channels; c++) deferredBias[c] = (deferredBias[c] ?? 0) + (one.deferredBias[c] ?? 0);
  }
  return { groups, deferredBias };
}

/** One residual block, in INT8 if the plan says so. */
async function block(
  ctx: Context,
  name: string,
  x: readonly Value[],
  channels: number,
  dilations: readonly number[],
  use = 0,
): Promise<Grouped> {
  if (ctx.int8?.layers.has(name)) return generatorBlockU8(ctx, ctx.int8, name, x, channels, dilations, use);
  const ready = x.map((part) => take(ctx, part, channels / x.length, use));
  const value = await generatorBlock(ctx, name, joinGroups(ctx, ready), channels, dilations);
  return { groups: toGroups(ctx, value, channels), deferredBias: new Float32Array(channels) };
}
