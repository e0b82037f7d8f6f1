import type { Disposable } from '../../common/disposable';
import { KokoroError, messageOf } from '../../common/errors';
import { createSession, inRuntime, loadRuntime, type Runtime, type Session } from '../../common/runtime';
import { HARMONICS } from '../../kokoro/model';
import { type LoadableModel, withDurations } from './durationTensor';
import { readMetadata } from './metadata';
import { Noise, noiseSamples } from './noise';
import { type ModelSignature, signatureOf, speedTensor, vocabularyOf } from './signature';
import { finishedUtterance, type ModelOutput, type Utterance } from './utterance';

/** A loaded model, in one graph or in two. */
export interface SpokenModel extends Disposable {
  /** Path of its file. */
  readonly path: string;
  /** Its symbols with their ids. */
  readonly vocabulary: ReadonlyMap<string, number>;
  /** Whether it makes sound part by part. */
  readonly inParts: boolean;
  /** Whether its utterances have `frames`. */
  readonly reportsDurations: boolean;
  /**
   * Begins an utterance at the voice's normal speed.
   * @param ids phoneme ids without the boundary zeros, at most 510
   * @param style 256 floats, see VoicePack.style
   */
  start(ids: readonly number[], style: Float32Array): Promise<Utterance>;
}

/** ONNX Runtime's options for the graphs that speak. */
export function sessionOptions(threads: number, preoptimized: boolean) {
  return {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: preoptimized ? 'disabled' : 'all',
  } as const;
}

/** A loaded Kokoro model in one graph: phoneme ids + style + speed → 24 kHz audio. */
export class KokoroModel implements SpokenModel {
  readonly inParts = false;
  readonly vocabulary: ReadonlyMap<string, number>;
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
      const options = sessionOptions(threads, preoptimized);
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

  get reportsDurations(): boolean {
    return this.#signature.duration !== undefined;
  }

  /** Makes the whole sound of an utterance. */
  async start(ids: readonly number[], style: Float32Array): Promise<Utterance> {
    const began = performance.now();
    const output = await this.run(ids, style, 1);
    return finishedUtterance(output, (performance.now() - began) / 1000);
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
