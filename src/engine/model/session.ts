import type { Disposable } from '../../common/disposable';
import { KokoroError, messageOf } from '../../common/errors';
import { createSession, inRuntime, loadRuntime, type Runtime, type Session } from '../../common/runtime';
import { HARMONICS } from '../../kokoro/model';
import { type LoadableModel, withDurations } from './durationTensor';
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

/** A loaded Kokoro model: phoneme ids + style + speed → 24 kHz audio. */
export class KokoroModel implements Disposable {
  /** Its symbols with their ids. */
  readonly vocabulary: ReadonlyMap<string, number>;
  /** Path of its file. */
  readonly path: string;
  readonly #runtime: Runtime;
  readonly #session: Session;
  readonly #signature: ModelSignature;
  readonly #noise = new Noise();

  private constructor(
    path: string,
    runtime: Runtime,
    session: Session,
    signature: ModelSignature,
    vocabulary: ReadonlyMap<string, number>,
  ) {
    this.path = path;
    this.#runtime = runtime;
    this.#session = session;
    this.#signature = signature;
    this.vocabulary = vocabulary;
  }

  /**
   * Loads an ONNX file to run on `threads` threads.
   * @param preoptimized skip ONNX Runtime's optimizations, which the file contains
   */
  static async load(path: string, threads: number, preoptimized = false): Promise<KokoroModel> {
    const runtime = await loadRuntime();
    try {
      const options = {
        intraOpNumThreads: threads,
        interOpNumThreads: 1,
        executionMode: 'sequential',
        graphOptimizationLevel: preoptimized ? 'disabled' : 'all',
      } as const;
      const { model, durations }: LoadableModel = preoptimized ? { model: path } : await withDurations(path);
      const session = await inRuntime(() => createSession(model, options));
      const vocabulary = vocabularyOf(await readMetadata(path));
      return new KokoroModel(path, runtime, session, signatureOf(session, path, durations), vocabulary);
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
  async run(ids: readonly number[], style: Float32Array, speed: number): Promise<ModelOutput> {
    const { Tensor } = this.#runtime;
    const signature = this.#signature;
    const tokens = BigInt64Array.from([0, ...ids, 0], BigInt);
    const samples = noiseSamples(tokens.length, speed);
    const feeds = {
      [signature.ids]: new Tensor('int64', tokens, [1, tokens.length]),
      [signature.style]: new Tensor('float32', style, [1, style.length]),
      speed: speedTensor(this.#runtime, signature, speed),
      ...(signature.noise && { noise: new Tensor('float32', this.#noise.take(samples), [1, samples, HARMONICS]) }),
    };
    const outputs = await this.#run(feeds);
    const audio = outputs[signature.audio]?.data;
    if (!(audio instanceof Float32Array))
      throw new KokoroError('model-invalid', `${this.path} returned no audio. Choose another model.`);
    const frames = signature.duration === undefined ? undefined : outputs[signature.duration]?.data;
    if (!(frames instanceof BigInt64Array) || frames.length !== tokens.length) return { audio };
    return { audio, frames: Array.from(frames, Number) };
  }

  async #run(feeds: Parameters<Session['run']>[0]): Promise<Awaited<ReturnType<Session['run']>>> {
    try {
      return await inRuntime(() => this.#session.run(feeds));
    } catch (error) {
      const message = `The model ${this.path} cannot be run: ${messageOf(error)}. Choose another model.`;
      throw new KokoroError('model-invalid', message, { cause: error });
    }
  }

  dispose(): void {
    void this.#session.release();
  }
}
