import { TWO_GRAPHS } from '../../kokoro/twoGraphs';
import type { KokoroConfig } from '../checkpoint/config';
import type { WeightSource } from '../checkpoint/weights';
import { GraphBuilder, type Value } from '../graph/builder';
import type { Model } from '../onnx/model';
import { generator } from './generator';
import { contextOf, front, modelOf, type NetworkOptions } from './network';
import { source } from './source';
import { Normalizer } from './statistics';
import { forwardStft } from './stft';

const { features: FEATURES, pitch: PITCH, style: STYLE, window: WINDOW, spectrum: SPECTRUM, audio: AUDIO } = TWO_GRAPHS;

/** Builds everything before the generator: the first of two graphs (kokoro/twoGraphs.ts). */
export async function buildSpeech(
  config: KokoroConfig,
  weights: WeightSource,
  options: NetworkOptions,
): Promise<Model> {
  const { ctx, infos, duration, features, f0, finish } = await front(config, weights, options);
  const { b } = ctx;
  const channels = config.istftnet.upsampleInitialChannel;
  b.output(duration, infos.duration);
  b.output(features, { name: FEATURES, type: 'float32', dims: [1, channels, 'steps'], doc: 'Steps of 1/80 s.' });
  b.output(f0, { name: PITCH, type: 'float32', dims: [1, 1, 'steps'], doc: 'Hz.' });
  finish();
  return modelOf(b, options, 'kokoro speech', 'Phoneme ids, style and speed to durations and features.');
}

/** Builds source and generator, which make the sound of a window: the second of two graphs. */
export async function buildSound(config: KokoroConfig, weights: WeightSource, options: NetworkOptions): Promise<Model> {
  const b = new GraphBuilder();
  const normalizer = new Normalizer(b);
  const ctx = { ...contextOf(b, config, weights, options), normalizer, inHalves: options.int8 !== undefined };
  const channels = config.istftnet.upsampleInitialChannel;
  const features = b.input({ name: FEATURES, type: 'float32', dims: [1, channels, 'steps'] });
  const f0 = pitchOf(b);
  const style = b.input({ name: STYLE, type: 'float32', dims: [1, 2 * config.styleDim] });
  const { from, to } = windowOf(b);
  const x = b.shape(b.slice(features, 2, from, to), [1, channels, 'window']);
  const spectrum = await forwardStft(ctx, await source(ctx, f0, options.noise, { from, to }));
  const sound = await generator(ctx, x, spectrum);
  b.output(sound, { name: AUDIO, type: 'float32', dims: ['samples'], doc: 'Mono sound at 24 kHz.' });
  normalizer.finish();
  ctx.timbre.finish(style);
  return modelOf(b, options, 'kokoro sound', 'A window of features to 24 kHz sound.');
}

/** Builds the source of a window, which the generator takes: a graph beside weights for our own kernels. */
export async function buildSource(
  config: KokoroConfig,
  weights: WeightSource,
  options: NetworkOptions,
): Promise<Model> {
  const b = new GraphBuilder();
  const ctx = contextOf(b, config, weights, options);
  const f0 = pitchOf(b);
  const spectrum = await forwardStft(ctx, await source(ctx, f0, options.noise, windowOf(b)));
  const dims = [1, config.istftnet.genIstftNFft + 2, 'frames'];
  b.output(spectrum, { name: SPECTRUM, type: 'float32', dims, doc: 'Magnitudes, then phases.' });
  return modelOf(b, options, 'kokoro source', 'The pitch to the spectrum of a window of the source.');
}

/** The pitch of the whole utterance, as an input. */
function pitchOf(b: GraphBuilder): Value {
  return b.input({ name: PITCH, type: 'float32', dims: [1, 1, 'steps'] });
}

/** The ends of the window, as an input. */
function windowOf(b: GraphBuilder): { from: Value; to: Value } {
  const window = b.input({ name: WINDOW, type: 'int64', dims: [2], doc: 'The first step and the one after the last.' });
  return { from: b.slice(window, 0, 0, 1), to: b.slice(window, 0, 1, 2) };
}
