import { stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { MODEL_NAME, modelGain, voiceAsset } from '../assets/manifest';
import type { AssetProgress, AssetStore } from '../assets/store';
import { KokoroError } from '../common/errors';
import type { Logger } from '../common/log';
import type { EngineClient } from '../engine/client';
import type { SpeakRequest, VoiceFiles } from '../engine/protocol';
import type { SpeechChunk } from '../kokoro/speechChunk';
import type { LanguageCode } from '../language/language';
import type { OptimizedModel } from './optimized/optimizedModel';
import { findVoiceSource, type VoiceChoice } from './voiceSource';

export interface SpeechRequest extends SpeakRequest {
  /** Name of the voice, e.g. `af_heart`, or a voice pack of the user's own. */
  voice: VoiceChoice;
}

/** What the caller wants to know on the way. */
export interface SpeechHooks {
  signal: AbortSignal;
  /** Files that must be fetched first. */
  onProgress?: (progress: AssetProgress) => void;
  /** Everything is on disk; the engine goes to work with these files. Told again when others take their place. */
  onReady?: (files: VoiceFiles) => void;
  /** The engine process ended unexpectedly; it was started again and goes on where it was. */
  onRestart?: (error: KokoroError) => void;
  /**
   * When the published model is optimized in the background: once enough audio is buffered for a listener (the
   * default), at once, because the whole text is wanted as soon as possible, or never.
   */
  rebuild?: 'buffered' | 'now' | 'never';
}

/**
 * Who takes so long to ask for the next chunk has enough: other work does not make the reading falter. Where the published model is so
 * slow that this never happens, the fast one is needed most, and is begun after a while all the same. In ms.
 */
const LEISURE_MS = 500;
const PATIENCE_MS = 15_000;

/** How often an engine may crash at the same place before the reading is given up. */
const MAX_CRASHES = 2;

/** Text in, speech out: fetches what is missing, speaks, and goes on after a crash of the engine. */
export class Speech {
  readonly #assets: () => AssetStore;
  readonly #engine: EngineClient;
  readonly #log: Logger;
  readonly #ownModel: () => string;
  readonly #optimizedModel: OptimizedModel | undefined;

  /**
   * @param assets asked each time: the user may point to another source
   * @param options.ownModel absolute path of an ONNX file of the user's own, or '' for the published model; asked each time as well
   * @param options.optimizedModel the optimized form of the published model, which replaces it as soon as it is ready
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
   * Reads a text aloud, chunk by chunk; each chunk is made when it is asked for. Where the published model speaks, the fast one is made as
   * soon as there is leisure for it, and the sentence after that is spoken by it.
   */
  async *speak(request: SpeechRequest, hooks: SpeechHooks): AsyncGenerator<SpeechChunk, void, void> {
    let { from } = request;
    let failures = 0;
    const began = performance.now();
    for (;;) {
      const files = await this.files(request.voice, hooks, request.language);
      const published = this.#ownModel() === '' && !files.preoptimized;
      const optimized = files.preoptimized ? this.#optimizedModel : undefined;
      const { rebuild = 'buffered' } = hooks;
      if (published && rebuild === 'now') this.#optimizedModel?.start(files.model);
      hooks.onReady?.(files);
      void optimized?.isIntact(files.model); // hashes while the engine loads; the first chunk waits for the result
      let outdated = false;
      let failed = false;
      try {
        for await (const chunk of this.#engine.speak({ ...request, from }, files, hooks.signal)) {
          if (optimized && !(await optimized.isIntact(files.model))) {
            outdated = true;
            break;
          }
          from = chunk.source.end;
          failures = 0;
          const made = performance.now();
          yield chunk;
          const now = performance.now();
          const leisure = now - made > LEISURE_MS || now - began > PATIENCE_MS;
          if (published && leisure && rebuild === 'buffered') this.#optimizedModel?.start(files.model);
          outdated = published && chunk.endsSentence && this.#optimizedModel?.state.kind === 'ready';
          if (outdated) {
            this.#log.info('The reading goes on with the fast model.');
            break;
          }
        }
        if (!outdated) return;
      } catch (error) {
        failed = true;
        if (!(error instanceof KokoroError)) throw error;
        if (error.code === 'engine-restarted') continue; // on purpose: other settings, or idle while paused
        if (++failures > MAX_CRASHES) throw error;
        if (error.code === 'engine-crashed') {
          this.#log.warn(error.message);
          hooks.onRestart?.(error);
          await optimized?.isIntact(files.model, { rehash: true }); // damaged weights may be why
        } else if (!(await this.#replaceModel(files, error))) throw error;
      } finally {
        if (published && !failed && rebuild === 'buffered') this.#optimizedModel?.start(files.model); // the reading is over, or was stopped
      }
    }
  }

  /**
   * After a model could not be loaded, or made no usable sound: whether another one can take its place. The published model is
   * fetched again where it is damaged, which its size and time need not show.
   */
  async #replaceModel({ model, preoptimized: prepared }: VoiceFiles, { code, message }: KokoroError): Promise<boolean> {
    if (code !== 'model-invalid' && code !== 'speech-invalid') return false;
    if (this.#ownModel() !== '') return false; // what is the user's own is not fetched again
    if (prepared && this.#optimizedModel) {
      if (code === 'speech-invalid') await this.#optimizedModel.discard(model, message);
      else if (await this.#optimizedModel.isIntact(model, { rehash: true }))
        this.#optimizedModel.setAside(model, message);
      return true;
    }
    return (await this.#assets().status(MODEL_NAME, { rehash: true })) === 'corrupt';
  }
}

/** A relative path would lead wherever the process was started, which may be a folder of someone else's. */
async function requireModel(path: string): Promise<void> {
  if (!isAbsolute(path)) {
    throw new KokoroError('model-missing', `The model's path must be absolute; “${path}” is relative.`);
  }
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile() === true) return;
  throw new KokoroError(
    'model-missing',
    `There is no model file ${path}. Choose another one, or none: then the published model speaks.`,
  );
}
