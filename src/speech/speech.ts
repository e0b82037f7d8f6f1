import { MODEL_NAME } from '../assets/manifest';
import type { AssetProgress, AssetStore, EnsureOptions } from '../assets/store';
import { KokoroError, messageOf } from '../common/errors';
import type { Logger } from '../common/log';
import type { Outline } from '../document/outline';
import type { EngineClient } from '../engine/client';
import type { ExplainedSentence, SpeakRequest, VoiceFiles } from '../engine/protocol';
import type { SpeechChunk } from '../kokoro/speechChunk';
import type { LanguageCode } from '../language/language';
import type { OptimizedModel } from './optimized/optimizedModel';
import type { VoicesFor } from './otherVoices';
import { VoiceFinder } from './voiceFinder';
import { findVoiceSource, type VoiceChoice, type VoicePlaces } from './voiceSource';
import { wholeSentences } from './wholeSentences';

export interface SpeechRequest extends SpeakRequest {
  /** Name of the voice, e.g. `af_heart`, or the user's own voice pack. */
  voice: VoiceChoice;
  /** Other voices for parts of the document, and for the languages of its sentences. */
  voicesFor?: VoicesFor | undefined;
  /** Whether each sentence is read in its own language; otherwise all are read in that of the voice. */
  mixedLanguages?: boolean | undefined;
}

/** How plain text is read from its start. */
export const PLAIN_TEXT = { format: 'plain', codeBlocks: 'announce', emoji: 'read', from: 0 } as const;

/** How a caller follows and stops a reading. */
export interface SpeechHooks {
  signal: AbortSignal;
  /** Files are being fetched. */
  onProgress?: (progress: AssetProgress) => void;
  /** All files are on disk and the engine starts to use them. Called again when others replace them. */
  onReady?: (files: VoiceFiles) => void;
  /** The engine process ended unexpectedly; it is restarted and the reading continues where it was. */
  onRestart?: (error: KokoroError) => void;
  /**
   * Seconds of sound, at the speed of playback, that the listener has not heard yet. Left out if nobody listens while
   * the text is spoken, for example into a file.
   */
  buffered?: () => number;
  /** Whether somebody waits for the first sound; by default if `buffered` is given. */
  hurry?: boolean;
  /**
   * When the published model is optimized in the background: once enough audio is buffered for a listener (the
   * default), at once, because the whole text is wanted as soon as possible, or never.
   */
  rebuild?: 'buffered' | 'now' | 'never';
}

/** The rebuild, which takes time from the published model, starts when so much audio is buffered. In s. */
const COMFORTABLE_SECONDS = 10;
/**
 * The rebuild starts this long after the first chunk in any case: a published model too slow to fill the buffer needs
 * it most. In ms.
 */
const MAXIMUM_WAIT_MS = 30_000;

/** The files on this machine, or in a browser's storage. */
type Assets = Pick<AssetStore, 'ensure' | 'status'>;

type Optimized = Pick<OptimizedModel, 'state' | 'refresh' | 'start' | 'isIntact' | 'discard' | 'setAside'>;

/** What may speak instead of the local engine, which `local` calls. */
interface OtherSpeech {
  speak(
    request: SpeechRequest,
    hooks: SpeechHooks,
    local: (request: SpeechRequest) => AsyncGenerator<SpeechChunk, void, void>,
  ): AsyncGenerator<SpeechChunk, void, void>;
}

interface SpeechOptions {
  ownModel?: () => string;
  voices?: () => VoicePlaces;
  fetchV11?: ((name: string, options: EnsureOptions) => Promise<string>) | undefined;
  optimizedModel?: Optimized;
  remote?: OtherSpeech | undefined;
}

/** A reading gives up when the engine fails more often than this at the same place. */
const MAX_FAILURES = 2;

/** A reading in progress; it outlives crashes of the engine and changes of the model. */
interface Reading {
  readonly request: SpeechRequest;
  readonly hooks: SpeechHooks;
  /** performance.now() at its first chunk. */
  startedAt: number | undefined;
  /** Source offset that the next chunk starts at. */
  from: number;
  /** Failures since the last chunk. */
  failures: number;
}

/** Chunks, and whether they reach the end of the text; if not, the reading continues with other files. */
type Chunks = AsyncGenerator<SpeechChunk, boolean, void>;

/** Text in, speech out: fetches what is missing, speaks, and recovers from crashes of the engine. */
export class Speech {
  readonly #assets: () => Assets;
  readonly #engine: EngineClient;
  readonly #log: Logger;
  readonly #ownModel: () => string;
  readonly #finder: VoiceFinder;
  readonly #optimizedModel: Optimized | undefined;
  readonly #remote: OtherSpeech | undefined;

  /**
   * @param assets called each time, as the user may choose another source
   * @param options.ownModel absolute path of the user's own ONNX file, or '' for the published model; called each time
   * @param options.voices where the user's own voices and blends are; called each time
   * @param options.fetchV11 fetches the pack of a voice of Kokoro v1.1-zh
   * @param options.optimizedModel replaces the published model as soon as it is ready
   * @param options.remote speaks through a server if the user has chosen one
   */
  constructor(
    assets: () => Assets,
    engine: EngineClient,
    log: Logger,
    { ownModel = () => '', voices = () => ({}), fetchV11, optimizedModel, remote }: SpeechOptions = {},
  ) {
    this.#finder = new VoiceFinder({ assets, ownModel, voices, fetchV11, optimizedModel });
    this.#ownModel = ownModel;
    this.#optimizedModel = optimizedModel;
    this.#remote = remote;
    this.#assets = assets;
    this.#engine = engine;
    this.#log = log;
  }

  /** The files that a voice needs. @throws KokoroError as `VoiceFinder.files` */
  files(voice: VoiceChoice, hooks: SpeechHooks, language?: LanguageCode): Promise<VoiceFiles> {
    return this.#finder.files(voice, hooks, language);
  }

  /**
   * The blocks and sentences of a text as `speak` will read them. Needs no model.
   * @throws KokoroError `voice-unknown`, `engine-crashed`; AbortError
   */
  async outline(request: SpeechRequest, signal: AbortSignal): Promise<Outline> {
    const { text, format, codeBlocks, codePunctuation } = request;
    const { language } = findVoiceSource(request.voice, this.#finder.places, request.language);
    return this.#engine.outline({ text, format, codeBlocks, codePunctuation, language }, signal);
  }

  /**
   * How the sentence at a source offset is said, in which language and why; undefined where nothing is read. Needs no
   * model. @throws as `outline`
   */
  async explain(
    request: SpeechRequest,
    at: number,
    signal: AbortSignal,
  ): Promise<(ExplainedSentence & { language: LanguageCode }) | undefined> {
    const { text, format, codeBlocks, codePunctuation, emoji, pronunciations } = request;
    const { language } = findVoiceSource(request.voice, this.#finder.places, request.language);
    const place = { text, format, codeBlocks, codePunctuation, emoji, pronunciations, language, at };
    const found = await this.#engine.explain(place, signal);
    return found === null ? undefined : { ...found, language };
  }

  /**
   * Reads a text aloud, chunk by chunk; each chunk is made when it is pulled. For a listener, a sentence begins once
   * it can be finished without a break. While the published model speaks, the optimized one is built as
   * `hooks.rebuild` says; when it has been loaded, it speaks the next sentence.
   */
  speak(request: SpeechRequest, hooks: SpeechHooks): AsyncGenerator<SpeechChunk, void, void> {
    const local = (asked: SpeechRequest): AsyncGenerator<SpeechChunk, void, void> => this.#speak(asked, hooks);
    const chunks = this.#remote ? this.#remote.speak(request, hooks, local) : local(request);
    return hooks.buffered ? wholeSentences(chunks, hooks.buffered) : chunks;
  }

  async *#speak(request: SpeechRequest, hooks: SpeechHooks): AsyncGenerator<SpeechChunk, void, void> {
    const reading: Reading = { request, hooks, startedAt: undefined, from: request.from, failures: 0 };
    for (;;) {
      const files = await this.#finder.filesFor(request, hooks);
      try {
        if (yield* this.#speakWith(files, reading)) return;
      } catch (error) {
        await this.#recover(error, files, reading);
      }
    }
  }

  #speakWith(files: VoiceFiles, reading: Reading): Chunks {
    if (files.preoptimized && this.#optimizedModel) return this.#speakOptimized(files, reading, this.#optimizedModel);
    return this.#ownModel() === '' ? this.#speakPublished(files, reading) : this.#speakOwn(files, reading);
  }

  async *#speakOwn(files: VoiceFiles, reading: Reading): Chunks {
    reading.hooks.onReady?.(files);
    for await (const chunk of this.#pull(files, reading)) {
      advance(reading, chunk);
      yield chunk;
    }
    return true;
  }

  /**
   * Starts the rebuild of the model when its time has come. Once it is done, loads the new model beside this one, and
   * hands over at the end of a sentence.
   */
  async *#speakPublished(files: VoiceFiles, reading: Reading): Chunks {
    const { rebuild = 'buffered', onReady } = reading.hooks;
    const build = (): void => this.#optimizedModel?.start(files.model);
    if (rebuild === 'now') build();
    onReady?.(files);
    let failed = false;
    const successor = { loading: false, loaded: false };
    try {
      for await (const chunk of this.#pull(files, reading)) {
        advance(reading, chunk);
        yield chunk;
        if (rebuild === 'buffered' && isComfortable(reading)) build();
        const state = this.#optimizedModel?.state;
        if (!successor.loading && state?.kind === 'ready') {
          successor.loading = true;
          const optimized = { ...files, model: state.path, preoptimized: true, gain: 1 };
          void this.#preload(optimized, reading).then(() => (successor.loaded = true));
        }
        if (chunk.endsSentence && successor.loaded) {
          this.#log.info('Continuing with the optimized model.');
          return false;
        }
      }
      return true;
    } catch (error) {
      failed = true;
      throw error;
    } finally {
      if (!failed && rebuild === 'buffered') build(); // the reading has ended or was stopped
    }
  }

  /**
   * Verifies the optimized model and loads it in a new engine process, while the present one speaks. Never rejects:
   * the reading that tries to use it handles the failure.
   */
  async #preload(files: VoiceFiles, { request, hooks }: Reading): Promise<void> {
    try {
      if (await this.#optimizedModel?.isIntact(files.model))
        await this.#engine.replace({ ...request, text: '' }, files, hooks.signal);
    } catch (error) {
      this.#log.debug(`The optimized model was not loaded in advance: ${messageOf(error)}`);
    }
  }

  /**
   * Yields no chunk of a model that has changed since it was verified; its files are hashed while the engine loads
   * them.
   */
  async *#speakOptimized(files: VoiceFiles, reading: Reading, optimizedModel: Optimized): Chunks {
    reading.hooks.onReady?.(files);
    void optimizedModel.isIntact(files.model);
    for await (const chunk of this.#pull(files, reading)) {
      if (!(await optimizedModel.isIntact(files.model))) return false;
      advance(reading, chunk);
      yield chunk;
    }
    return true;
  }

  #pull(files: VoiceFiles, { request, from, hooks }: Reading): AsyncGenerator<SpeechChunk, void, void> {
    const { hurry = hooks.buffered !== undefined } = hooks;
    return this.#engine.speak({ ...request, from, unhurried: !hurry }, files, hooks.signal);
  }

  /** Prepares another attempt after a failure. @throws the error if another attempt is pointless */
  async #recover(error: unknown, files: VoiceFiles, reading: Reading): Promise<void> {
    if (!(error instanceof KokoroError)) throw error;
    if (error.code === 'engine-restarted') return; // intended: changed settings, or the engine was idle during a pause
    if (++reading.failures > MAX_FAILURES) throw error;
    if (error.code !== 'engine-crashed') {
      if (!(await this.#replaceModel(files, error))) throw error;
      return;
    }
    this.#log.warn(error.message);
    reading.hooks.onRestart?.(error);
    // Damaged weights may have caused the crash.
    if (files.preoptimized) await this.#optimizedModel?.isIntact(files.model, { rehash: true });
  }

  /**
   * Whether another model can replace one that failed to load or made no usable sound. A damaged published model is
   * fetched again; its size and time need not show the damage.
   */
  async #replaceModel({ model, preoptimized }: VoiceFiles, { code, message }: KokoroError): Promise<boolean> {
    if (code !== 'model-invalid' && code !== 'speech-invalid') return false;
    if (this.#ownModel() !== '') return false; // there is nothing to fetch
    if (preoptimized && this.#optimizedModel) {
      if (code === 'speech-invalid') await this.#optimizedModel.discard(model, message);
      else if (await this.#optimizedModel.isIntact(model, { rehash: true }))
        this.#optimizedModel.setAside(model, message);
      return true;
    }
    return (await this.#assets().status(MODEL_NAME, { rehash: true })) === 'corrupt';
  }
}

/** Whether other work may slow the reading down: enough audio is buffered, or will never be. */
function isComfortable({ hooks, startedAt = performance.now() }: Reading): boolean {
  if (!hooks.buffered || hooks.buffered() >= COMFORTABLE_SECONDS) return true;
  return performance.now() - startedAt > MAXIMUM_WAIT_MS;
}

function advance(reading: Reading, chunk: SpeechChunk): void {
  reading.startedAt ??= performance.now();
  reading.from = chunk.source.end;
  reading.failures = 0;
}
