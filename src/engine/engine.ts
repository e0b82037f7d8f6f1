import { stat } from 'node:fs/promises';
import { KokoroError } from '../common/errors';
import { peakBytes } from '../common/memory';
import { isNative, runtimeVersion } from '../common/runtime';
import { loadKernels } from '../generator/kernels';
import type { SpeechChunk } from '../kokoro/speechChunk';
import { VoicePack } from '../kokoro/voicePack';
import type { LanguageCode } from '../language/language';
import type { AudioCache } from './audioCache';
import { CachedModel } from './cachedModel';
import { languages } from './languages';
import type { EngineInfo, OtherVoice, PackSource, SpeakRequest, VoiceFiles } from './protocol';
import type { Speaker, SpeakingVoice } from './speaker';
import { speakText } from './stream';
import { loadVoicePack } from './voicePackFile';

/** A model and the number of readings that use it. */
interface LoadedModel {
  path: string;
  loading: Promise<CachedModel>;
  readings: number;
}

/** Maximum number of voice packs in memory (0.5 MB each). */
const MAX_PACKS = 8;

/** Holds the loaded model, the voices and the open readings. Runs in the engine process. */
export class Engine {
  readonly #threads: number;
  readonly #cache: AudioCache;
  readonly #streams = new Map<number, { chunks: AsyncGenerator<SpeechChunk, void, void>; model: LoadedModel }>();
  readonly #packs = new Map<string, VoicePack>();
  #model: LoadedModel | undefined;
  #nextStream = 1;

  constructor(threads: number, cache: AudioCache) {
    this.#threads = threads;
    this.#cache = cache;
  }

  /** Opens a reading, whose chunks are pulled one by one with `next`. @returns its stream id */
  async open(request: SpeakRequest, files: VoiceFiles): Promise<number> {
    const model = await this.#acquire(files);
    try {
      const speaker = await this.#speaker(files, model.loading, request.language ?? files.language);
      const stream = this.#nextStream++;
      this.#streams.set(stream, { chunks: speakText(request, speaker), model });
      return stream;
    } catch (error) {
      await this.#release(model);
      throw error;
    }
  }

  /** The next chunk of a reading, or null at its end. */
  async next(stream: number): Promise<SpeechChunk | null> {
    const reading = this.#streams.get(stream);
    if (!reading) throw new KokoroError('internal', `There is no reading ${stream}.`);
    let result;
    try {
      result = await reading.chunks.next();
    } catch (error) {
      // The loaded model may be damaged; the next reading loads it from disk again.
      if (this.#model === reading.model) this.#model = undefined;
      throw error;
    }
    if (result.done !== true) return result.value;
    await this.close(stream);
    return null;
  }

  /** Closes a reading, once its running chunk has finished. */
  async close(stream: number): Promise<void> {
    const reading = this.#streams.get(stream);
    if (!reading) return;
    this.#streams.delete(stream);
    await reading.chunks.return();
    await this.#release(reading.model);
  }

  async info(): Promise<EngineInfo> {
    const { user, system } = process.cpuUsage();
    return {
      runtime: await runtimeVersion(),
      kernels: (await isNative()) ? (loadKernels()?.sets[0] ?? '') : '',
      threads: this.#threads,
      cpuSeconds: (user + system) / 1e6,
      peakBytes: peakBytes(),
      audioCache: this.#cache.counts,
    };
  }

  async #speaker(files: VoiceFiles, loading: Promise<CachedModel>, code: LanguageCode): Promise<Speaker> {
    const [model, { pack, language }, others, roleVoices, languageVoices] = await Promise.all([
      loading,
      this.#voice({ pack: files.pack, language: code }, loading),
      Promise.all(
        Object.entries(files.otherPacks ?? {}).map(async ([name, source]) => [name, await this.#pack(source)] as const),
      ),
      this.#voices(files.roleVoices, loading),
      this.#voices(files.languageVoices, loading),
    ]);
    return {
      ...{ model, gain: files.gain, pack, otherPacks: new Map(others), language },
      ...(roleVoices && { roleVoices }),
      ...(languageVoices && { languageVoices }),
    };
  }

  async #voices(
    voices: Readonly<Partial<Record<string, OtherVoice>>> | undefined,
    loading: Promise<CachedModel>,
  ): Promise<ReadonlyMap<string, SpeakingVoice> | undefined> {
    if (!voices) return undefined;
    const loaded = Object.entries(voices).map(
      async ([key, voice]) => voice && ([key, await this.#voice(voice, loading)] as const),
    );
    return new Map((await Promise.all(loaded)).filter((entry) => entry !== undefined));
  }

  async #voice({ pack, language }: OtherVoice, loading: Promise<CachedModel>): Promise<SpeakingVoice> {
    const [loadedPack, { vocabulary }] = await Promise.all([this.#pack(pack), loading]);
    return { pack: loadedPack, language: await languages.loadFor(language, vocabulary) };
  }

  /** Loads a model for one more reading. Only the latest model is kept, besides those that open readings still use. */
  async #acquire({ model: path, preoptimized: prepared }: VoiceFiles): Promise<LoadedModel> {
    let model = this.#model;
    while (model?.path !== path) {
      if (model?.readings === 0) {
        this.#model = undefined;
        await dispose(model); // before loading, to make room
        model = this.#model; // another reading may have been first
      } else {
        const loading = CachedModel.load(path, this.#threads, prepared, this.#cache);
        model = this.#model = { path, loading, readings: 0 };
      }
    }
    model.readings++;
    return model;
  }

  async #release(model: LoadedModel): Promise<void> {
    model.readings--;
    const works = await model.loading.then(
      () => true,
      () => false,
    );
    if (!works && this.#model === model) this.#model = undefined;
    if (model.readings === 0 && this.#model !== model) await dispose(model);
  }

  async #pack(source: PackSource): Promise<VoicePack> {
    if (typeof source === 'string') return this.#packFile(source);
    const loading = source.map(async ({ path, weight }) => ({ pack: await this.#packFile(path), weight }));
    return VoicePack.blend(await Promise.all(loading));
  }

  async #packFile(path: string): Promise<VoicePack> {
    const file = await stat(path).catch(() => undefined); // if it is missing, loading says so
    const key = JSON.stringify([path, file?.size, file?.mtimeMs]); // the user may replace an own voice
    const known = this.#packs.get(key);
    if (known) return known;
    const pack = await loadVoicePack(path);
    if (this.#packs.size >= MAX_PACKS) this.#packs.clear();
    this.#packs.set(key, pack);
    return pack;
  }
}

/** Frees a model, if it was loaded. */
async function dispose({ loading }: LoadedModel): Promise<void> {
  const model = await loading.catch(() => undefined);
  model?.dispose();
}
