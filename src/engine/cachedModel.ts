import { stat } from 'node:fs/promises';
import type { Disposable } from '../common/disposable';
import { type AudioCache, keyOf } from './audioCache';
import { loadModel } from './model/load';
import type { SpokenModel } from './model/session';
import { isSound } from './trimAndPad';
import { finishedUtterance, type Utterance } from './model/utterance';

/** A loaded model that runs only for utterances whose sound is not in the cache. */
export class CachedModel implements Disposable {
  readonly #model: SpokenModel;
  readonly #identity: string;
  readonly #cache: AudioCache;
  #realTimeFactor: number | undefined;

  private constructor(model: SpokenModel, identity: string, cache: AudioCache) {
    this.#model = model;
    this.#identity = identity;
    this.#cache = cache;
  }

  /** Loads a model as `loadModel`. */
  static async load(path: string, threads: number, preoptimized: boolean, cache: AudioCache): Promise<CachedModel> {
    const file = await stat(path).catch(() => undefined); // if it is missing, loading says so
    const model = await loadModel(path, threads, preoptimized);
    return new CachedModel(model, JSON.stringify([path, file?.size, file?.mtimeMs]), cache);
  }

  get vocabulary(): ReadonlyMap<string, number> {
    return this.#model.vocabulary;
  }

  get path(): string {
    return this.#model.path;
  }

  get inParts(): boolean {
    return this.#model.inParts;
  }

  get reportsDurations(): boolean {
    return this.#model.reportsDurations;
  }

  /** Seconds of work for each second of sound, as measured last; undefined at first. */
  get realTimeFactor(): number | undefined {
    return this.#realTimeFactor;
  }

  /** Whether the model need not run for an utterance. */
  has(ids: readonly number[], style: Float32Array): Promise<boolean> {
    return this.#cache.has(this.#key(ids, style));
  }

  /** Begins an utterance, or finds it finished. It is kept once its whole sound was made and is usable. */
  async start(ids: readonly number[], style: Float32Array): Promise<Utterance> {
    const key = this.#key(ids, style);
    const known = await this.#cache.get(key);
    if (known) return finishedUtterance(known);
    const utterance = await this.#model.start(ids, style);
    const { samples, frames } = utterance;
    const audio = new Float32Array(samples);
    let made = 0;
    return {
      ...utterance,
      sound: async (from, to) => {
        const sound = await utterance.sound(from, to);
        this.#realTimeFactor = utterance.realTimeFactor();
        audio.set(sound, from);
        if (from === made) made = to;
        if (made === samples && isSound(audio))
          await this.#cache.put(key, { audio, ...(frames && { frames: [...frames] }) });
        return sound;
      },
    };
  }

  dispose(): void {
    this.#model.dispose();
  }

  #key(ids: readonly number[], style: Float32Array): string {
    return keyOf({ model: this.#identity, ids, style });
  }
}
