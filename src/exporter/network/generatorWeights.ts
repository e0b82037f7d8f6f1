import { GENERATOR_METADATA, type GeneratorShape } from '../../kokoro/generatorFile';
import type { KokoroConfig } from '../checkpoint/config';
import type { StoredTensor } from '../checkpoint/safetensorsWriter';
import type { WeightSource } from '../checkpoint/weights';
import { bytesOf } from '../onnx/model';
import { toHalf } from '../quantize/half';
import { convolutionWeights } from './blocks';
import { scaled, transposed } from './context';
import { blockConvolutions, SOURCE_DILATIONS } from './generator';
import { MIDDLE, quantizeWeights, spreadOf } from './int8';
import { type BlockConvolution, blockWeights, layerOf } from './int8Blocks';
import type { Int8Plan } from './int8Plan';
import { type Projection, projectionOf } from './styles';
import { upsampleWeights } from './upsample';

/** The content of the file that holds the generator for our own kernels (GENERATOR_FILE). */
export interface GeneratorWeights {
  tensors: readonly StoredTensor[];
  metadata: ReadonlyMap<string, string>;
}

/**
 * The generator's weights in the form that our own kernels take:
 * - for each convolution L of a residual block `L.weight` int8 `[outputs, inputs, kernel]`, and `L.scale` and
 *   `L.offset` `[outputs]`, which turn the sum of weights times `code - zero` into the output: a u8 code of the next
 *   normalization's input after the first convolution of a pair, and the real number to add after the second;
 * - `L.input_scale` `[inputs]` and `L.zero` uint8 `[1]`, which turn the output of Snake into these codes:
 *   `round(snake / input_scale + zero)`;
 * - `style.weight` float16 `[1, styleDim, rows]` and `style.bias` `[rows]`, which turn the style into the scales and then
 *   the biases of each layer's normalization, with α folded in, in the order of the layers;
 * - `ups.i.weight` float16 `[taps, inputs, rate · outputs]`, a plain convolution that gives `rate` steps of all outputs
 *   at once, and `ups.i.bias` `[outputs]`;
 * - `noise_convs.i` and `conv_post`: `….weight` float16 `[kernel, inputs, outputs]` and `….bias` `[outputs]`.
 *
 * The factor of the mean of a stage's blocks is folded into the weights after it.
 * @throws Error if the plan leaves a residual block out, which the kernels have only in INT8
 */
export async function generatorWeights(
  config: KokoroConfig,
  weights: WeightSource,
  plan: Int8Plan,
): Promise<GeneratorWeights> {
  const ctx = { config, weights };
  const tensors: StoredTensor[] = [];
  const projections: Projection[] = [];
  for (const each of blockConvolutions(config)) {
    if (!plan.layers.has(each.block)) throw new Error(`${each.block} is not planned in INT8`);
    const { adain, alpha, ...made } = await blockWeights(ctx, plan, each);
    tensors.push(...quantized(each, made));
    projections.push(await projectionOf(weights, adain, [alpha.length, config.styleDim], { alpha }));
  }
  tensors.push(...styleTensors(projections, config.styleDim), ...(await ends(ctx)));
  return { tensors, metadata: new Map([[GENERATOR_METADATA, JSON.stringify(shapeOf(config))]]) };
}

function shapeOf(config: KokoroConfig): GeneratorShape {
  const { istftnet, styleDim } = config;
  return {
    version: 1,
    layers: blockConvolutions(config).map(layerOf),
    upsampleKernels: istftnet.upsampleKernelSizes,
    rates: istftnet.upsampleRates,
    kernels: istftnet.resblockKernelSizes,
    dilations: istftnet.resblockDilationSizes,
    sourceDilations: SOURCE_DILATIONS,
    ...{ nFft: istftnet.genIstftNFft, hop: istftnet.genIstftHopSize, styleDim },
  };
}

/** The tensors of a residual block's convolution. */
function quantized(
  { which }: BlockConvolution,
  { layer, from, conv, to }: Omit<Awaited<ReturnType<typeof blockWeights>>, 'adain' | 'alpha'>,
): StoredTensor[] {
  const { outputs, inputs, kernel, bias } = conv;
  const { quantized: codes, steps } = quantizeWeights(conv, from.scales);
  const { scales, centres } = spreadOf(to);
  const isCode = which === 1;
  const scale = Float32Array.from(steps, (step, o) => (isCode ? step / (scales[o] ?? 1) : step));
  const offset = bias.map((value, o) => (isCode ? MIDDLE + (value - (centres[o] ?? 0)) / (scales[o] ?? 1) : value));
  return [
    { name: `${layer}.weight`, dtype: 'int8', shape: [outputs, inputs, kernel], data: bytesOf(codes) },
    single(`${layer}.scale`, scale),
    single(`${layer}.offset`, offset),
    single(`${layer}.input_scale`, from.scales),
    { name: `${layer}.zero`, dtype: 'uint8', shape: [1], data: Uint8Array.of(from.zeroPoint) },
  ];
}

/** The projections of all layers, one below the other. */
function styleTensors(projections: readonly Projection[], styleDim: number): StoredTensor[] {
  const rows = projections.reduce((sum, { bias }) => sum + bias.length, 0);
  const weight = new Float32Array(rows * styleDim);
  const bias = new Float32Array(rows);
  let row = 0;
  for (const each of projections) {
    weight.set(each.weight, row * styleDim);
    bias.set(each.bias, row);
    row += each.bias.length;
  }
  return [half('style.weight', transposed(weight, rows, styleDim), [1, styleDim, rows]), single('style.bias', bias)];
}

/** The convolutions outside of the residual blocks. */
async function ends(ctx: { config: KokoroConfig; weights: WeightSource }): Promise<StoredTensor[]> {
  const { upsampleRates, resblockKernelSizes } = ctx.config.istftnet;
  const mean = 1 / resblockKernelSizes.length;
  const tensors: StoredTensor[] = [];
  for (const i of upsampleRates.keys()) {
    const up = await upsampleWeights(ctx, i, i === 0 ? 1 : mean);
    const { taps, inputs, rate, outputs } = up;
    const weight = axesReversed(up.weight, [outputs, rate, inputs, taps]);
    tensors.push(half(`ups.${i}.weight`, weight, [taps, inputs, rate * outputs]), single(`ups.${i}.bias`, up.bias));
    const { data, shape } = await ctx.weights.get(`decoder.generator.noise_convs.${i}.weight`);
    const { data: bias } = await ctx.weights.get(`decoder.generator.noise_convs.${i}.bias`);
    tensors.push(half(`noise_convs.${i}.weight`, axesReversed(data, shape), shape.toReversed()));
    tensors.push(single(`noise_convs.${i}.bias`, bias));
  }
  const plain = await convolutionWeights(ctx, 'decoder.generator.conv_post');
  const shape = [plain.outputs, plain.inputs, plain.kernel];
  const weight = scaled(axesReversed(plain.weight, shape), mean);
  return [...tensors, half('conv_post.weight', weight, shape.toReversed()), single('conv_post.bias', plain.bias)];
}

/** Reverses the order of a row-major array's axes. */
function axesReversed(data: Float32Array, shape: readonly number[]): Float32Array {
  const result = new Float32Array(data.length);
  const index = shape.map(() => 0);
  for (const value of data) {
    result[index.reduceRight((at, n, axis) => at * (shape[axis] ?? 1) + n, 0)] = value;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      index[axis] = ((index[axis] ?? 0) + 1) % (shape[axis] ?? 1);
      if (index[axis] !== 0) break;
    }
  }
  return result;
}

function single(name: string, values: Float32Array): StoredTensor {
  return { name, dtype: 'float32', shape: [values.length], data: bytesOf(values) };
}

function half(name: string, values: Float32Array, shape: readonly number[]): StoredTensor {
  return { name, dtype: 'float16', shape, data: bytesOf(toHalf(values)) };
}
