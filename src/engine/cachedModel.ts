import { stat } from 'node:fs/promises';
import type { Disposable } from '../common/disposable';
import { SAMPLE_RATE } from '../kokoro/model';
import { type AudioCache, keyOf } from './audioCache';
import { KokoroModel, type ModelOutput } from './model/session';
import { isSound } from './trimAndPad';

/** Real-time factor, before it was measured, of a model that was optimized for this machine: two quiet cores with VNNI. */
const OPTIMIZED_FACTOR = 0.1;

/** A model's output, and how fast it was made; undefined if it was made before. */
export interface CachedOutput extends ModelOutput {
  /** Seconds of work for each second of audio. */
  realTimeFactor?: number | undefined;
}

/** A loaded model that runs only for utterances whose output is not in the cache. */
export class CachedModel implements Disposable {
  readonly #model: KokoroModel;
  readonly #identity: string;
  readonly #cache: AudioCache;
  #realTimeFactor: number | undefined;

  private constructor(model: KokoroModel, identity: string, cache: AudioCache, expectedFactor: number | undefined) {
    this.#model = model;
    this.#identity = identity;
    this.#cache = cache;
    this.#realTimeFactor = expectedFactor;
  }

  /** Loads a model as `KokoroModel.load`. */
  static async load(path: string, threads: number, preoptimized: boolean, cache: AudioCache): Promise<CachedModel> {
    const file = await stat(path).catch(() => undefined); // if it is missing, loading says so
    const model = await KokoroModel.load(path, threads, preoptimized);
    const identity = JSON.stringify([path, file?.size, file?.mtimeMs]);
    return new CachedModel(model, identity, cache, preoptimized ? OPTIMIZED_FACTOR : undefined);
  }

  get vocabulary(): ReadonlyMap<string, number> {
    return this.#model.vocabulary;
  }

  get path(): string {
    return this.#model.path;
  }

  get reportsDurations(): boolean {
    return this.#model.reportsDurations;
  }

  /** Seconds of work for each second of sound, as measured last; before that, as expected, if anything is. */
  get realTimeFactor(): number | undefined {
    return this.#realTimeFactor;
  }

  /** Whether the model need not run for an utterance. */
  has(ids: readonly number[], style: Float32Array): Promise<boolean> {
    return this.#cache.has(this.#key(ids, style));
  }

  /** As `KokoroModel.run`, at the voice's normal speed. Only usable sound is kept. The caller must not change it. */
  async run(ids: readonly number[], style: Float32Array): Promise<CachedOutput> {
    const key = this.#key(ids, style);
    const known = await this.#cache.get(key);
    if (known) return known;
    const began = performance.now();
    const output = await this.#model.run(ids, style, 1);
    const seconds = (performance.now() - began) / 1000;
    if (isSound(output.audio)) await this.#cache.put(key, output);
    this.#realTimeFactor = seconds / (output.audio.length / SAMPLE_RATE);
    return { ...output, realTimeFactor: this.#realTimeFactor };
  }

  dispose(): void {
    this.#model.dispose();
  }

  #key(ids: readonly number[], style: Float32Array): string {
    return keyOf({ model: this.#identity, ids, style });
  }
}
