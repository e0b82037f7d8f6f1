import type { Value } from '../graph/builder';
import { convolution, generatorBlock, leakyRelu } from './blocks';
import { type Context, scaled } from './context';
import { inverseStft } from './stft';

/** Dilations of the blocks that bring the source in (kokoro/istftnet.py). */
const SOURCE_DILATIONS = [1, 3, 5];

/**
 * iSTFTNet (`Generator`): upsampling stages, each with the source's spectrum added and three residual blocks averaged, then a spectrum
 * that becomes sound.
 * @param x `[1, channels, 2F]`
 * @param spectrum the source's magnitudes and phases, `[1, n_fft + 2, frames]`
 * @returns `[samples]`
 */
export async function generator(ctx: Context, x: Value, spectrum: Value): Promise<Value> {
  const { b, config } = ctx;
  const { upsampleRates, upsampleInitialChannel, genIstftNFft } = config.istftnet;
  return b.in('decoder/generator', async () => {
    let channels = upsampleInitialChannel;
    // The mean of the blocks is a sum whose divisor is a part of the next weights: leaky ReLU lets positive factors through.
    let factor = 1;
    for (const i of upsampleRates.keys()) {
      channels /= 2;
      const sound = await sourceBranch(ctx, i, channels, spectrum);
      x = leakyRelu(ctx, x, 0.1);
      x = await upsample(ctx, i, x, factor);
      if (i === upsampleRates.length - 1) x = b.op('Pad', [x, b.ints(0, 0, 1, 0, 0, 0)], { mode: 'reflect' });
      x = await blocks(ctx, i, b.op('Add', [x, sound]), channels);
      factor = 1 / config.istftnet.resblockKernelSizes.length;
    }
    x = leakyRelu(ctx, x, 0.01);
    const inputScale = new Float32Array(channels).fill(factor);
    x = await convolution(ctx, 'decoder.generator.conv_post', x, { inputScale });
    const bins = genIstftNFft / 2 + 1;
    const [logMagnitude = '', angle = ''] = b.ops('Split', [x, b.ints(bins, bins)], 2, { axis: 1 });
    const magnitude = b.op('Exp', [logMagnitude]);
    const phase = b.op('Sin', [angle]);
    const part = (op: 'Cos' | 'Sin'): Value => b.op('Mul', [magnitude, b.op(op, [phase])]);
    return b.reshape(inverseStft(ctx, part('Cos'), part('Sin')), -1);
  });
}

/** The source's spectrum at the rate of stage i. */
async function sourceBranch(ctx: Context, i: number, channels: number, spectrum: Value): Promise<Value> {
  const { istftnet } = ctx.config;
  const stride = istftnet.upsampleRates.slice(i + 1).reduce((product, rate) => product * rate, 1);
  const last = i === istftnet.upsampleRates.length - 1;
  const name = `decoder.generator.noise_convs.${i}`;
  const { data, shape } = await ctx.weights.get(`${name}.weight`);
  const bias = await ctx.weights.get(`${name}.bias`);
  const padding = last ? 0 : Math.floor((stride + 1) / 2);
  const { b } = ctx;
  const x = b.op(
    'Conv',
    [spectrum, b.weight(`${name}.weight`, data, shape), b.weight(`${name}.bias`, bias.data, [channels])],
    {
      kernel_shape: [shape[2] ?? 1],
      strides: [stride],
      pads: [padding, padding],
    },
  );
  return generatorBlock(ctx, `decoder.generator.noise_res.${i}`, x, channels, SOURCE_DILATIONS);
}

/** The transposed convolution of stage i; `factor` is the divisor of the mean before it. */
async function upsample(ctx: Context, i: number, x: Value, factor: number): Promise<Value> {
  const { b, weights, config } = ctx;
  const name = `decoder.generator.ups.${i}`;
  const { data, shape } = await weights.folded(name);
  const rate = config.istftnet.upsampleRates[i] ?? 1;
  const [, outputs = 0, kernel = 0] = shape;
  const padding = (kernel - rate) / 2;
  const bias = b.weight(`${name}.bias`, (await weights.get(`${name}.bias`)).data, [outputs]);
  return b.op('ConvTranspose', [x, b.weight(`${name}.weight`, scaled(data, factor), shape), bias], {
    kernel_shape: [kernel],
    strides: [rate],
    pads: [padding, padding],
  });
}

/** The sum of the residual blocks of stage i. */
async function blocks(ctx: Context, i: number, x: Value, channels: number): Promise<Value> {
  const { resblockKernelSizes, resblockDilationSizes } = ctx.config.istftnet;
  const sums: Value[] = [];
  for (const j of resblockKernelSizes.keys()) {
    const name = `decoder.generator.resblocks.${i * resblockKernelSizes.length + j}`;
    sums.push(await generatorBlock(ctx, name, x, channels, resblockDilationSizes[j] ?? []));
  }
  return ctx.b.op('Sum', sums);
}
