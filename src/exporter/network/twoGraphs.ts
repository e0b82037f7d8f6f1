import { TWO_GRAPHS } from '../../kokoro/twoGraphs';
import type { KokoroConfig } from '../checkpoint/config';
import type { WeightSource } from '../checkpoint/weights';
import { GraphBuilder } from '../graph/builder';
import type { Model } from '../onnx/model';
import { generator } from './generator';
import { contextOf, front, modelOf, type NetworkOptions } from './network';
import { interfaceOf, signatureOf } from './signature';
import { Normalizer } from './statistics';

const { features: FEATURES, spectrum: SPECTRUM, style: STYLE, window: WINDOW, audio: AUDIO } = TWO_GRAPHS;

/** Builds everything before the generator: the first of two graphs (kokoro/twoGraphs.ts). */
export async function buildSpeech(
  config: KokoroConfig,
  weights: WeightSource,
  options: NetworkOptions,
): Promise<Model> {
  const b = new GraphBuilder();
  const ctx = contextOf(b, config, weights, options);
  const infos = interfaceOf(signatureOf(options.signature), options.speedType, 2 * config.styleDim);
  const { duration, features, spectrum, finish } = await front(ctx, infos, options);
  const { channels, bins } = sizesOf(config);
  b.output(duration, infos.duration);
  b.output(features, { name: FEATURES, type: 'float32', dims: [1, channels, 'steps'], doc: 'Steps of 1/80 s.' });
  b.output(spectrum, { name: SPECTRUM, type: 'float32', dims: [1, bins, 'spectra'], doc: 'Of the source.' });
  finish();
  return modelOf(b, options, 'kokoro speech', 'Phoneme ids, style and speed to durations and features.');
}

/** Builds the generator, which makes the sound of a window: the second of two graphs. */
export async function buildSound(config: KokoroConfig, weights: WeightSource, options: NetworkOptions): Promise<Model> {
  const b = new GraphBuilder();
  const normalizer = new Normalizer(b);
  const ctx = { ...contextOf(b, config, weights, options), normalizer };
  const { channels, bins } = sizesOf(config);
  const features = b.input({ name: FEATURES, type: 'float32', dims: [1, channels, 'steps'] });
  const spectrum = b.input({ name: SPECTRUM, type: 'float32', dims: [1, bins, 'spectra'] });
  const style = b.input({ name: STYLE, type: 'float32', dims: [1, 2 * config.styleDim] });
  const window = b.input({ name: WINDOW, type: 'int64', dims: [2], doc: 'The first step and the one after the last.' });
  const rate = config.istftnet.upsampleRates.reduce((product, each) => product * each, 1);
  const [from, to] = [b.slice(window, 0, 0, 1), b.slice(window, 0, 1, 2)];
  const spectra = (step: string): string => b.op('Mul', [step, b.ints(rate)]);
  const x = b.shape(b.slice(features, 2, from, to), [1, channels, 'window']);
  const source = b.slice(spectrum, 2, spectra(from), b.op('Add', [spectra(to), b.ints(1)]));
  b.shape(source, [1, bins, 'window spectra']);
  const sound = await generator(ctx, x, source);
  b.output(sound, { name: AUDIO, type: 'float32', dims: ['samples'], doc: 'Mono sound at 24 kHz.' });
  normalizer.finish();
  ctx.timbre.finish(style);
  return modelOf(b, options, 'kokoro sound', 'A window of features to 24 kHz sound.');
}

/** Channels of the features, and numbers of a spectrum. */
function sizesOf({ istftnet }: KokoroConfig): { channels: number; bins: number } {
  return { channels: istftnet.upsampleInitialChannel, bins: istftnet.genIstftNFft + 2 };
}
