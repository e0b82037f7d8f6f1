import type { Runtime, Session } from '../common/runtime';

/**
 * The optimized model is two graphs. The first says how an utterance is spoken; the second, the generator, makes the
 * sound of it or of a part of it. The generator normalizes over all that it is given, so a part sounds like the whole
 * only with statistics that are given: those of the whole utterance, or those that are usual for the voice.
 *
 * The first takes ids, style and speed as other models do, and returns the durations and, instead of sound, `features`
 * `[1, channels, 2F]` and `pitch` `[1, 1, 2F]` for F frames. The second takes both, and
 * - `style` float32 `[1, 256]`;
 * - `window` int64 `[2]`: the first step, of 1/80 s, and the one after the last;
 * - `statistics` float32 `[2N]`: the means and then the variances of N channels;
 * - `given` bool `[1]`: whether these are used,
 *
 * and returns `waveform`, STEP_SAMPLES for each step, and `measured` `[2N]`, the statistics of what it was given.
 */
export const TWO_GRAPHS = {
  features: 'features',
  pitch: 'pitch',
  style: 'style',
  window: 'window',
  statistics: 'statistics',
  given: 'given',
  measured: 'measured',
  spectrum: 'spectrum',
  audio: 'waveform',
} as const;

/** The name of the second graph's file, in the folder of the first. */
export const SOUND_FILE = 'sound.onnx';

/**
 * Instead of the second graph, there are a file of weights for our own kernels and a graph of the generator's source.
 * That takes `pitch` and `window` as the second graph does, and returns `spectrum`, `[1, n_fft + 2, frames]`.
 */
export const GENERATOR_FILE = 'generator.safetensors';
export const SOURCE_FILE = 'source.onnx';

/** What makes the sound of an optimized model: our own kernels, or a graph. */
export type GeneratorForm = 'kernels' | 'graph';

/** Samples of a step. */
export const STEP_SAMPLES = 300;
/** Steps that a part needs beyond both ends to sound as in the whole: 50 ms. */
export const MARGIN_STEPS = 4;

type Tensor = Awaited<ReturnType<Session['run']>>[string];

/** What the second graph makes the sound from: outputs of the first, and the style. */
export interface Features {
  features: Tensor;
  pitch: Tensor;
  style: Tensor;
}

/** Sound, and the statistics of what it was made from. */
export interface MeasuredSound {
  audio: Float32Array;
  measured: Float32Array;
}

/** The steps of an utterance. */
export const stepsOf = ({ features }: Features): number => features.dims.at(-1) ?? 0;

/**
 * Runs the second graph.
 * @param window the first step and the one after the last
 * @param statistics by default, the window's own
 */
export async function makeSound(
  { Tensor }: Runtime,
  sound: Session,
  from: Features,
  window: readonly [number, number],
  statistics?: Float32Array,
): Promise<MeasuredSound> {
  const input = sound.inputMetadata.find(({ name }) => name === TWO_GRAPHS.statistics);
  const count = input?.isTensor === true ? Number(input.shape[0]) : 0;
  const outputs = await sound.run({
    [TWO_GRAPHS.features]: from.features,
    [TWO_GRAPHS.pitch]: from.pitch,
    [TWO_GRAPHS.style]: from.style,
    [TWO_GRAPHS.window]: new Tensor('int64', BigInt64Array.from(window, BigInt), [2]),
    [TWO_GRAPHS.statistics]: new Tensor('float32', statistics ?? new Float32Array(count), [count]),
    [TWO_GRAPHS.given]: new Tensor('bool', Uint8Array.of(statistics ? 1 : 0), [1]),
  });
  const floats = (name: string): Float32Array => {
    const data = outputs[name]?.data;
    if (data instanceof Float32Array) return data;
    throw new Error(`it has no ${name}`);
  };
  return { audio: floats(TWO_GRAPHS.audio), measured: floats(TWO_GRAPHS.measured) };
}
