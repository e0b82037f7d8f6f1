import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Disposable } from '../common/disposable';
import { SAMPLE_RATE } from '../kokoro/model';
import { type AudioCache, keyOf } from './audioCache';
import type { VoicePack } from '../kokoro/voicePack';
import { KokoroModel, type ModelOutput } from './model/session';
import { isSound } from './trimAndPad';
import { VoiceProfiles } from './voiceProfiles';

/** Real-time factor, before it was measured, of a model that was optimized for this machine: two quiet cores with VNNI. */
const OPTIMIZED_FACTOR = 0.1;

/** A model's output, and how fast it was made; undefined if it was made before. */
export interface CachedOutput extends ModelOutput {
  /** Seconds of work for each second of audio. */
  realTimeFactor?: number | undefined;
}

/** An utterance whose beginning can be heard before the whole is made. */
export interface EarlyUtterance {
  /** Frames of each id, boundaries included. */
  frames: number[];
  /** Samples of the whole sound. */
  samples: number;
  /** The sound between two samples, nearly as it will be in the whole; the rest is silent. */
  part: (from: number, to: number) => Promise<Float32Array>;
  /** The whole sound. */
  whole: () => Promise<CachedOutput>;
}

/** The shortest utterance, with its silence, that is learned from, s. */
const TELLING_SECONDS = 2;

/** A loaded model that runs only for utterances whose output is not in the cache. */
export class CachedModel implements Disposable {
  readonly #model: KokoroModel;
  readonly #identity: string;
  readonly #cache: AudioCache;
  readonly #profiles: VoiceProfiles;
  #realTimeFactor: number | undefined;

  private constructor(model: KokoroModel, identity: string, cache: AudioCache, expectedFactor: number | undefined) {
    this.#model = model;
    this.#identity = identity;
    this.#cache = cache;
    this.#profiles = new VoiceProfiles(dirname(model.path), (message) => console.warn(message));
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

  /**
   * As `KokoroModel.run`, at the voice's normal speed. Only usable sound is kept. The caller must not change it.
   * @param pack the voice that the style is from
   */
  async run(ids: readonly number[], style: Float32Array, pack: VoicePack): Promise<CachedOutput> {
    const key = this.#key(ids, style);
    const known = await this.#cache.get(key);
    if (known) return known;
    const began = performance.now();
    const output = await this.#model.run(ids, style, 1);
    return this.#finish(key, pack, output, (performance.now() - began) / 1000);
  }

  /** Whether utterances of a voice can be heard before they are finished. */
  async canBegin(pack: VoicePack): Promise<boolean> {
    return this.#model.isInTwoGraphs && (await this.#profiles.knows(pack));
  }

  /** Begins an utterance, if `canBegin` and its sound is not known; the arguments are those of `run`. */
  async begin(ids: readonly number[], style: Float32Array, pack: VoicePack): Promise<EarlyUtterance | undefined> {
    const key = this.#key(ids, style);
    if (!(await this.canBegin(pack)) || (await this.#cache.has(key))) return undefined;
    const began = performance.now();
    const begun = await this.#model.begin(ids, style, 1);
    const { frames, samples, part, whole } = begun;
    const predicted = await this.#profiles.predict(pack, begun.description);
    const beginning = performance.now() - began;
    return {
      ...{ frames, samples },
      part: (from, to) => part(from, to, predicted),
      whole: async () => {
        const resumed = performance.now();
        const output = { ...(await whole()), frames, begun };
        return this.#finish(key, pack, output, (beginning + performance.now() - resumed) / 1000);
      },
    };
  }

  async #finish(
    key: string,
    pack: VoicePack,
    { measured, begun, ...output }: Awaited<ReturnType<KokoroModel['run']>>,
    seconds: number,
  ): Promise<CachedOutput> {
    const length = output.audio.length / SAMPLE_RATE;
    if (isSound(output.audio)) await this.#cache.put(key, output);
    if (measured && begun && length >= TELLING_SECONDS) await this.#profiles.learn(pack, begun.description, measured);
    this.#realTimeFactor = seconds / length;
    return { ...output, realTimeFactor: this.#realTimeFactor };
  }

  dispose(): void {
    this.#model.dispose();
  }

  #key(ids: readonly number[], style: Float32Array): string {
    return keyOf({ model: this.#identity, ids, style });
  }
}
