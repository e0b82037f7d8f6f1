import { HARMONICS } from '../../kokoro/model';
import { SPLIT_METADATA, SPLIT_NAMES } from '../../kokoro/splitModel';
import type { KokoroConfig } from '../checkpoint/config';
import type { WeightSource } from '../checkpoint/weights';
import { GraphBuilder, type Value } from '../graph/builder';
import type { Model } from '../onnx/model';
import type { Context } from './context';
import { generator } from './generator';
import { adainName, AFFINE, channelsOf, CODES, GivenAffines, type GivenLayer, TABLES } from './givenAffine';
import { snakeTables } from './int8';
import { contextOf, front, type Front, modelOf, type NetworkOptions } from './network';
import { interfaceOf, signatureOf } from './signature';
import { cyclesOf, source, sourceNoise, stepSamples } from './source';
import { forwardStft } from './stft';
import type { Affine } from './styles';

/** The two graphs of a split model (kokoro/splitModel.ts). */
export interface SplitModel {
  prosody: Model;
  sound: Model;
}

/** The mean and the logarithm of the standard deviation of each channel of all given layers, both `[channels]`. */
export interface Statistics {
  mean: Value;
  logDeviation: Value;
}

/**
 * Adds the statistics of layers to the first graph.
 * @param styled the scales and biases of the layers, before Snake
 */
export type Statistician = (
  ctx: Context,
  front: Front,
  layers: readonly GivenLayer[],
  styled: readonly Affine[],
) => Statistics;

/** Options of a split model; its names and the type of the speed are fixed. */
export interface SplitOptions extends Pick<NetworkOptions, 'noise' | 'metadata' | 'version' | 'int8'> {
  /** A text that the two files have in common, and no others. */
  pair: string;
  /** Adds the statistics to the first graph. */
  statistics: Statistician;
}

/** Builds the network in two graphs. */
export async function buildSplitNetwork(
  config: KokoroConfig,
  weights: WeightSource,
  options: SplitOptions,
): Promise<SplitModel> {
  const { sound, layers } = await buildSound(config, weights, options);
  return { prosody: await buildProsody(config, weights, options, layers), sound };
}

function metadataOf({ metadata, pair }: SplitOptions, part: keyof SplitModel): Map<string, string> {
  return new Map([...metadata, [SPLIT_METADATA.part, part], [SPLIT_METADATA.pair, pair]]);
}

/** The columns of `steps`: the generator's input, the pitch, the cycles of each harmonic, and the noise. */
function columnsOf(ctx: Context, { noise }: SplitOptions): number[] {
  const sizes = [ctx.config.istftnet.upsampleInitialChannel, 1, HARMONICS];
  return noise === 'zero' ? sizes : [...sizes, stepSamples(ctx)];
}

/** The generator, for a window of steps. */
async function buildSound(
  config: KokoroConfig,
  weights: WeightSource,
  options: SplitOptions,
): Promise<{ sound: Model; layers: readonly GivenLayer[] }> {
  const b = new GraphBuilder();
  const given = new GivenAffines(b);
  const ctx = { ...contextOf(b, config, weights, options), given };
  const sizes = columnsOf(ctx, options);
  const width = sizes.reduce((sum, size) => sum + size, 0);
  const steps = b.input({
    name: SPLIT_NAMES.steps,
    type: 'float32',
    dims: ['window', width],
    doc: 'Consecutive steps of 1/80 s, with their margins.',
  });
  const [features = '', pitch = '', cycles = '', drawn] = b.ops('Split', [steps, b.ints(...sizes)], sizes.length, {
    axis: 1,
  });
  const columns = (x: Value): Value => b.op('Transpose', [x], { perm: [1, 0] });
  const f0 = b.reshape(pitch, 1, 1, -1);
  const noise = drawn === undefined ? undefined : b.reshape(drawn, 1, 1, -1);
  const spectrum = await forwardStft(ctx, await source(ctx, f0, columns(cycles), noise));
  const x = b.op('Unsqueeze', [columns(features), b.ints(0)]);
  b.shape(x, [1, sizes[0] ?? 0, 'window']);
  b.output(await generator(ctx, x, spectrum), interfaceOf(signatureOf('hexgrad'), 'float', 0).audio);
  given.finish();
  const doc = 'Steps of a sentence to 24 kHz sound.';
  return {
    sound: modelOf(b, { ...options, metadata: metadataOf(options, 'sound') }, 'kokoro sound', doc),
    layers: given.layers,
  };
}

/** Everything before the generator, for the whole sentence, and the scales and biases of the generator's layers. */
async function buildProsody(
  config: KokoroConfig,
  weights: WeightSource,
  options: SplitOptions,
  layers: readonly GivenLayer[],
): Promise<Model> {
  const b = new GraphBuilder();
  const ctx = contextOf(b, config, weights, options);
  const infos = interfaceOf(signatureOf('kokoro-js'), 'float', 2 * config.styleDim);
  const parts = await front(ctx, infos, { speedType: 'float' });
  const { duration, f0, features, finish } = parts;
  const rows = (x: Value): Value => b.op('Transpose', [x], { perm: [1, 0] });
  const columns = [rows(b.op('Squeeze', [features, b.ints(0)])), b.reshape(f0, -1, 1), rows(await cyclesOf(ctx, f0))];
  const noise = await sourceNoise(ctx, options.noise, f0);
  if (noise !== undefined) columns.push(b.reshape(noise, -1, stepSamples(ctx)));
  const width = columnsOf(ctx, options).reduce((sum, size) => sum + size, 0);
  b.output(b.concat(columns, 1), {
    name: SPLIT_NAMES.steps,
    type: 'float32',
    dims: ['steps', width],
    doc: 'What the sound is made from, in steps of 1/80 s.',
  });
  b.output(duration, infos.duration);
  await addConstants(ctx, layers, parts, options.statistics);
  finish();
  const doc = 'Phoneme ids, style and speed to durations and the steps of a sentence.';
  return modelOf(b, { ...options, metadata: metadataOf(options, 'prosody') }, 'kokoro prosody', doc);
}

/**
 * Adds the outputs that the second graph takes: the scale and bias of each channel, or a table. A normalization `(x -
 * mean) / deviation · s + t` is `x · s / deviation + t - mean · s / deviation`.
 */
async function addConstants(
  ctx: Context,
  layers: readonly GivenLayer[],
  parts: Front,
  fit: Statistician,
): Promise<void> {
  const { b, timbre } = ctx;
  const styled: Affine[] = [];
  for (const layer of layers) styled.push(await timbre.affine(adainName(layer), layer.alpha.length, layer.alpha));
  await b.in('given', () => {
    const { mean, logDeviation } = fit(ctx, parts, layers, styled);
    const all = (part: 'scale' | 'bias'): Value =>
      b.concat(
        styled.map((affine) => affine[part]),
        0,
      );
    const scale = b.op('Mul', [all('scale'), b.op('Exp', [b.op('Neg', [logDeviation])])]);
    const bias = b.op('Sub', [all('bias'), b.op('Mul', [mean, scale])]);
    const plain = channelsOf(layers.filter(({ table }) => !table));
    const affine = b.concat(inIndices(ctx, layers, b.slice(scale, 0, 0, plain), b.slice(bias, 0, 0, plain)), 0);
    b.output(affine, { name: AFFINE, type: 'float32', dims: [2 * plain], doc: 'Constant for a sentence.' });
    const to = layers.flatMap(({ table }) => table ?? []);
    if (to.length === 0) return;
    const tables = snakeTables(ctx, b.slice(scale, 0, plain), b.slice(bias, 0, plain), to, CODES);
    const rows = channelsOf(layers) - plain;
    b.output(tables, { name: TABLES, type: 'uint8', dims: [1, rows, CODES], doc: 'Constant for a sentence.' });
  });
}

/** Scales and biases that give indices where a layer has a table of them. */
function inIndices({ b }: Context, layers: readonly GivenLayer[], scale: Value, bias: Value): [Value, Value] {
  const plain = layers.filter(({ table }) => !table);
  if (!plain.some(({ index }) => index)) return [scale, bias];
  const all = (name: string, part: (layer: GivenLayer) => Float32Array): Value =>
    b.weight(`given/${name}`, Float32Array.from(plain.flatMap((layer) => Array.from(part(layer)))), [
      channelsOf(plain),
    ]);
  const steps = all('steps', ({ index, alpha }) => index?.steps ?? alpha.map(() => 1));
  const offsets = all('offsets', ({ index, alpha }) => index?.offsets ?? alpha.map(() => 0));
  return [b.op('Div', [scale, steps]), b.op('Add', [b.op('Div', [bias, steps]), offsets])];
}
