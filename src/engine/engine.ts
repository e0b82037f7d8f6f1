import { KokoroError } from '../common/errors';
import type { EngineInfo, SpeakRequest, SpeechChunk, VoiceFiles } from './host/protocol';
import { runtimeVersion } from '../common/runtime';
import { KokoroModel } from './model/session';
import { loadLanguageFor } from './phonemes/frontEnds';
import type { LanguageCode } from './phonemes/language';
import { speakText, type Speaker } from './stream';
import { VoicePack } from './voices/pack';

/** Voice packs kept in memory (0.5 MB each). */
const MAX_PACKS = 8;

/** Speaks: holds the loaded model and voices and the readings under way. Runs in the engine process. */
export class Engine {
  readonly #threads: number;
  readonly #streams = new Map<number, AsyncGenerator<SpeechChunk, void, void>>();
  readonly #packs = new Map<string, VoicePack>();
  #model: { path: string; loading: Promise<KokoroModel> } | undefined;
  #nextStream = 1;

  constructor(threads: number) {
    this.#threads = threads;
  }

  /** Starts a reading; its chunks are asked for one by one with `next`. */
  async open(request: SpeakRequest, files: VoiceFiles): Promise<number> {
    const speaker = await this.#speaker(files, request.language ?? files.language);
    const stream = this.#nextStream++;
    this.#streams.set(stream, speakText(request, speaker));
    return stream;
  }

  /** The next chunk of a reading, or null at its end. */
  async next(stream: number): Promise<SpeechChunk | null> {
    const generator = this.#streams.get(stream);
    if (!generator) throw new KokoroError('internal', `There is no reading ${stream}.`);
    const result = await generator.next();
    if (result.done !== true) return result.value;
    this.#streams.delete(stream);
    return null;
  }

  /** Ends a reading; what is running is finished and dropped. */
  close(stream: number): void {
    this.#streams.delete(stream);
  }

  async info(): Promise<EngineInfo> {
    const { user, system } = process.cpuUsage();
    return {
      runtime: await runtimeVersion(),
      threads: this.#threads,
      cpuSeconds: (user + system) / 1e6,
      peakBytes: process.resourceUsage().maxRSS * 1024,
    };
  }

  async #speaker(files: VoiceFiles, code: LanguageCode): Promise<Speaker> {
    const loading = this.#load(files.model);
    const [language, model, pack] = await Promise.all([
      loading.then(({ vocabulary }) => loadLanguageFor(code, vocabulary)),
      loading,
      this.#pack(files.pack),
    ]);
    return { model, gain: files.gain, pack, language };
  }

  /** One model is held at a time. */
  async #load(path: string): Promise<KokoroModel> {
    if (this.#model?.path !== path) {
      const before = this.#model?.loading;
      const loading = KokoroModel.load(path, this.#threads);
      this.#model = { path, loading };
      loading.catch(() => {
        if (this.#model?.loading === loading) this.#model = undefined;
      });
      if (before) (await before).dispose();
    }
    return this.#model.loading;
  }

  async #pack(path: string): Promise<VoicePack> {
    const known = this.#packs.get(path);
    if (known) return known;
    const pack = await VoicePack.load(path);
    if (this.#packs.size >= MAX_PACKS) this.#packs.clear();
    this.#packs.set(path, pack);
    return pack;
  }
}
