import { stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { MODEL_NAME, modelGain, voiceAsset } from '../assets/manifest';
import type { AssetProgress, AssetStore } from '../assets/store';
import { KokoroError } from '../common/errors';
import type { Logger } from '../common/log';
import type { Outline } from '../document/outline';
import type { EngineClient } from '../engine/client';
import type { SpeakRequest, VoiceFiles } from '../engine/protocol';
import type { SpeechChunk } from '../kokoro/speechChunk';
import type { LanguageCode } from '../language/language';
import type { OptimizedModel } from './optimized/optimizedModel';
import { findVoiceSource, type VoiceChoice } from './voiceSource';

export interface SpeechRequest extends SpeakRequest {
  /** Name of the voice, e.g. `af_heart`, or the user's own voice pack. */
  voice: VoiceChoice;
}

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
   * When the published model is optimized in the background: once enough audio is buffered for a listener (the
   * default), at once, because the whole text is wanted as soon as possible, or never.
   */
  rebuild?: 'buffered' | 'now' | 'never';
}

/**
 * A chunk pulled so long after the previous one means enough audio is buffered, so background work will not stall
 * playback. In ms.
 */
const IDLE_GAP_MS = 500;
/**
 * The rebuild starts after this time in any case: a published model too slow to fill the buffer needs it most. In ms.
 */
const MAXIMUM_WAIT_MS = 15_000;

/** A reading gives up when the engine fails more often than this at the same place. */
const MAX_FAILURES = 2;

/** A reading in progress; it outlives crashes of the engine and changes of the model. */
interface Reading {
  readonly request: SpeechRequest;
  readonly hooks: SpeechHooks;
  /** performance.now() at its start. */
  readonly startedAt: number;
  /** Source offset that the next chunk starts at. */
  from: number;
  /** Failures since the last chunk. */
  failures: number;
}

/** Chunks, and whether they reach the end of the text; if not, the reading continues with other files. */
type Chunks = AsyncGenerator<SpeechChunk, boolean, void>;

/** Text in, speech out: fetches what is missing, speaks, and recovers from crashes of the engine. */
export class Speech {
  readonly #assets: () => AssetStore;
  readonly #engine: EngineClient;
  readonly #log: Logger;
  readonly #ownModel: () => string;
  readonly #optimizedModel: OptimizedModel | undefined;

  /**
   * @param assets called each time, as the user may choose another source
   * @param options.ownModel absolute path of the user's own ONNX file, or '' for the published model; called each time
   * @param options.optimizedModel replaces the published model as soon as it is ready
   */
  constructor(
    assets: () => AssetStore,
    engine: EngineClient,
    log: Logger,
    { ownModel = () => '', optimizedModel }: { ownModel?: () => string; optimizedModel?: OptimizedModel } = {},
  ) {
    this.#ownModel = ownModel;
    this.#optimizedModel = optimizedModel;
    this.#assets = assets;
    this.#engine = engine;
    this.#log = log;
  }

  /**
   * The files that a voice needs, fetched and verified.
   * @throws KokoroError `voice-unknown`, `model-missing`, `asset-unavailable`, `disk-full`
   */
  async files(voice: VoiceChoice, hooks: SpeechHooks, language?: LanguageCode): Promise<VoiceFiles> {
    const own = this.#ownModel();
    const source = findVoiceSource(voice, own === '' ? undefined : own, language);
    if (own !== '') await requireModel(own);
    const { signal, onProgress } = hooks;
    const options = { signal, ...(onProgress && { onProgress }) };
    const pack = source.pack ?? (await this.#assets().ensure(voiceAsset(source.name), options));
    const spoken = { voice: source.name, language: source.language, pack };
    if (own !== '') return { ...spoken, model: own, preoptimized: false, gain: 1 };
    const optimized = await this.#optimizedModel?.refresh();
    if (optimized?.kind === 'ready') return { ...spoken, model: optimized.path, preoptimized: true, gain: 1 };
    const model = await this.#assets().ensure(MODEL_NAME, options);
    return { ...spoken, model, preoptimized: false, gain: modelGain(MODEL_NAME) };
  }

  /**
   * The blocks and sentences of a text as `speak` will read them. Needs no model.
   * @throws KokoroError `voice-unknown`, `engine-crashed`; AbortError
   */
  async outline(request: SpeechRequest, signal: AbortSignal): Promise<Outline> {
    const { text, format, codeBlocks, codePunctuation } = request;
    const { language } = findVoiceSource(request.voice, this.#ownModel() || undefined, request.language);
    return this.#engine.outline({ text, format, codeBlocks, codePunctuation, language }, signal);
  }

  /**
   * Reads a text aloud, chunk by chunk; each chunk is made when it is pulled. While the published model speaks, the
   * optimized one is built as `hooks.rebuild` says; the next sentence after that is spoken by it.
   */
  async *speak(request: SpeechRequest, hooks: SpeechHooks): AsyncGenerator<SpeechChunk, void, void> {
    const reading: Reading = { request, hooks, startedAt: performance.now(), from: request.from, failures: 0 };
    for (;;) {
      const files = await this.files(request.voice, hooks, request.language);
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
   * Starts the rebuild of the model when its time has come, and hands over at the end of a sentence once it is done.
   */
  async *#speakPublished(files: VoiceFiles, reading: Reading): Chunks {
    const { rebuild = 'buffered', onReady } = reading.hooks;
    const build = (): void => this.#optimizedModel?.start(files.model);
    if (rebuild === 'now') build();
    onReady?.(files);
    let failed = false;
    try {
      for await (const chunk of this.#pull(files, reading)) {
        advance(reading, chunk);
        const yielded = performance.now();
        yield chunk;
        const now = performance.now();
        const due = now - yielded > IDLE_GAP_MS || now - reading.startedAt > MAXIMUM_WAIT_MS;
        if (due && rebuild === 'buffered') build();
        if (chunk.endsSentence && this.#optimizedModel?.state.kind === 'ready') {
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
   * Yields no chunk of a model that has changed since it was verified; its files are hashed while the engine loads
   * them.
   */
  async *#speakOptimized(files: VoiceFiles, reading: Reading, optimizedModel: OptimizedModel): Chunks {
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
    return this.#engine.speak({ ...request, from }, files, hooks.signal);
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

function advance(reading: Reading, chunk: SpeechChunk): void {
  reading.from = chunk.source.end;
  reading.failures = 0;
}

/** A relative path would be resolved against the working directory, which may be someone else's folder. */
async function requireModel(path: string): Promise<void> {
  if (!isAbsolute(path)) {
    throw new KokoroError('model-missing', `The model's path must be absolute; “${path}” is relative.`);
  }
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile() === true) return;
  throw new KokoroError(
    'model-missing',
    `There is no model file ${path}. Choose another one, or none to use the published model.`,
  );
}
