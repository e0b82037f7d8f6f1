import { dirname } from 'node:path';
import type { Disposable } from '../../common/disposable';
import { KokoroError, messageOf } from '../../common/errors';
import { createSession, inRuntime, isNative, loadRuntime, type Runtime, type Session } from '../../common/runtime';
import { hasGenerator, openSound, type SoundMaker } from '../../generator/openSound';
import { FRAME_SAMPLES, HARMONICS } from '../../kokoro/model';
import {
  type Features,
  MARGIN_STEPS,
  type MeasuredSound,
  STEP_SAMPLES,
  stepsOf,
  TWO_GRAPHS,
} from '../../kokoro/twoGraphs';
import { type LoadableModel, withDurations } from './durationTensor';
import { describe } from './describe';
import { readMetadata } from './metadata';
import { Noise, noiseSamples } from './noise';
import { type ModelSignature, signatureOf, speedTensor, vocabularyOf } from './signature';

/** A model's output for an utterance. */
export interface ModelOutput {
  /** Mono PCM at 24 kHz, unprocessed, with silence at both ends. */
  audio: Float32Array;
  /** Frames (1/40 s) of each id, boundaries included, if the model reports them. */
  frames?: number[];
}

/** An utterance of a model in two graphs, of which the first has run. */
export interface BegunUtterance {
  /** Frames of each id, boundaries included. */
  frames: number[];
  /** Samples of the whole sound. */
  samples: number;
  /** Numbers from which its statistics can be predicted. */
  description: Float32Array;
  /**
   * The sound of a part, made with statistics that are not its own, as in the middle of the whole.
   * @param from, to samples; both are widened to whole steps
   * @returns the whole sound, in which the rest is silent
   */
  part: (from: number, to: number, statistics: Float32Array) => Promise<Float32Array>;
  /** The whole sound, and its statistics. */
  whole: () => Promise<MeasuredSound>;
}

/** A loaded Kokoro model: phoneme ids + style + speed → 24 kHz audio. */
export class KokoroModel implements Disposable {
  /** Its symbols with their ids. */
  readonly vocabulary: ReadonlyMap<string, number>;
  /** Path of its file. */
  readonly path: string;
  readonly #runtime: Runtime;
  readonly #session: Session;
  /** What makes the sound if the session is the first of two graphs; see kokoro/twoGraphs.ts. */
  readonly #sound: SoundMaker | undefined;
  readonly #signature: ModelSignature;
  readonly #noise = new Noise();

  private constructor(
    path: string,
    runtime: Runtime,
    [session, sound]: readonly [Session, SoundMaker | undefined],
    signature: ModelSignature,
    vocabulary: ReadonlyMap<string, number>,
  ) {
    this.path = path;
    this.#runtime = runtime;
    this.#session = session;
    this.#sound = sound;
    this.#signature = signature;
    this.vocabulary = vocabulary;
  }

  /**
   * Loads an ONNX file to run on `threads` threads; if it is the first of two graphs, what makes the sound, too.
   * @param preoptimized skip ONNX Runtime's optimizations, which the file contains
   */
  static async load(path: string, threads: number, preoptimized = false): Promise<KokoroModel> {
    const runtime = await loadRuntime();
    const usesKernels = preoptimized && (await isNative()) && hasGenerator(dirname(path));
    try {
      const options = {
        intraOpNumThreads: threads,
        interOpNumThreads: 1,
        executionMode: 'sequential',
        // An arena would keep the first graph's memory while the kernels use theirs.
        enableCpuMemArena: !usesKernels,
        graphOptimizationLevel: preoptimized ? 'disabled' : 'all',
      } as const;
      const { model, durations }: LoadableModel = preoptimized ? { model: path } : await withDurations(path);
      const session = await inRuntime(() => createSession(model, options));
      const isFirst = session.outputNames.includes(TWO_GRAPHS.features);
      const sound = isFirst ? await inRuntime(() => openSound(dirname(path), options)) : undefined;
      const vocabulary = vocabularyOf(await readMetadata(path));
      return new KokoroModel(path, runtime, [session, sound], signatureOf(session, path, durations), vocabulary);
    } catch (error) {
      if (error instanceof KokoroError) throw error;
      throw new KokoroError('model-invalid', `The model ${path} cannot be loaded: ${messageOf(error)}`, {
        cause: error,
      });
    }
  }

  /** Whether it tells how long each phoneme takes. */
  get reportsDurations(): boolean {
    return this.#signature.duration !== undefined;
  }

  /**
   * Runs the model on one utterance. Blocks the thread.
   * @param ids phoneme ids without the boundary zeros, at most 510
   * @param style 256 floats, see VoicePack.style
   */
  async run(
    ids: readonly number[],
    style: Float32Array,
    speed: number,
  ): Promise<ModelOutput & { begun?: BegunUtterance; measured?: Float32Array }> {
    if (this.#sound) {
      const begun = await this.begin(ids, style, speed);
      return { ...(await begun.whole()), frames: begun.frames, begun };
    }
    const { outputs, frames } = await this.#speak(ids, style, speed);
    const audio = outputs[this.#signature.audio]?.data;
    if (!(audio instanceof Float32Array)) throw this.#returned('no audio');
    return { audio, ...(frames && { frames }) };
  }

  /** Whether the sound is made by a graph of its own. */
  get isInTwoGraphs(): boolean {
    return this.#sound !== undefined;
  }

  /** Runs the first of two graphs; the arguments are those of `run`. Blocks the thread. */
  async begin(ids: readonly number[], style: Float32Array, speed: number): Promise<BegunUtterance> {
    const { outputs, frames, feeds } = await this.#speak(ids, style, speed);
    const { [TWO_GRAPHS.features]: features, [TWO_GRAPHS.pitch]: pitch } = outputs;
    const styleTensor = feeds[this.#signature.style];
    if (!features || !pitch || !styleTensor || !frames) throw this.#returned('no features');
    const from: Features = { features, pitch, style: styleTensor };
    const samples = frames.reduce((sum, count) => sum + count, 0) * FRAME_SAMPLES;
    const steps = stepsOf(from);
    return {
      ...{ frames, samples, description: describe(features, frames) },
      part: async (start, end, statistics) => {
        const first = Math.max(0, Math.floor(start / STEP_SAMPLES) - MARGIN_STEPS);
        const last = Math.min(steps, Math.ceil(end / STEP_SAMPLES) + MARGIN_STEPS);
        const { audio } = await this.#make(from, [first, last], statistics);
        const [before, after] = [first > 0 ? MARGIN_STEPS : 0, last < steps ? MARGIN_STEPS : 0];
        const whole = new Float32Array(samples);
        const kept = audio.subarray(before * STEP_SAMPLES, audio.length - after * STEP_SAMPLES);
        whole.set(kept, (first + before) * STEP_SAMPLES);
        return whole;
      },
      whole: () => this.#make(from, [0, steps]),
    };
  }

  async #make(from: Features, window: [number, number], statistics?: Float32Array): Promise<MeasuredSound> {
    const sound = this.#sound;
    if (!sound) throw this.#returned('no sound');
    return this.#tried(() => sound.make(from, window, statistics));
  }

  async #speak(ids: readonly number[], style: Float32Array, speed: number) {
    const { Tensor } = this.#runtime;
    const signature = this.#signature;
    const tokens = BigInt64Array.from([0, ...ids, 0], BigInt);
    const samples = noiseSamples(tokens.length, speed);
    const feeds: Parameters<Session['run']>[0] = {
      [signature.ids]: new Tensor('int64', tokens, [1, tokens.length]),
      [signature.style]: new Tensor('float32', style, [1, style.length]),
      speed: speedTensor(this.#runtime, signature, speed),
      ...(signature.noise && { noise: new Tensor('float32', this.#noise.take(samples), [1, samples, HARMONICS]) }),
    };
    const outputs = await this.#tried(() => this.#session.run(feeds));
    const counts = signature.duration === undefined ? undefined : outputs[signature.duration]?.data;
    const isComplete = counts instanceof BigInt64Array && counts.length === tokens.length;
    return { outputs, feeds, frames: isComplete ? Array.from(counts, Number) : undefined };
  }

  async #tried<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await inRuntime(work);
    } catch (error) {
      const message = `The model ${this.path} cannot be run: ${messageOf(error)}. Choose another model.`;
      throw new KokoroError('model-invalid', message, { cause: error });
    }
  }

  #returned(what: string): KokoroError {
    return new KokoroError('model-invalid', `${this.path} returned ${what}. Choose another model.`);
  }

  dispose(): void {
    void this.#session.release();
    void this.#sound?.release();
  }
}
