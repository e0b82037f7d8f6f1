import { KokoroError } from '../common/errors';
import type { Logger } from '../common/log';
import { MODEL_NAME, modelGain, voiceAsset } from './assets/manifest';
import type { AssetProgress, AssetStore } from './assets/store';
import type { EngineClient } from './host/client';
import type { SpeakRequest, SpeechChunk, VoiceFiles } from './host/protocol';
import { findVoice } from './voices/catalog';

export interface SpeechRequest extends SpeakRequest {
  /** Name of the voice, e.g. `af_heart`. */
  voice: string;
}

/** What the caller wants to know on the way. */
export interface SpeechHooks {
  signal: AbortSignal;
  /** Files that must be fetched first. */
  onProgress?: (progress: AssetProgress) => void;
  /** Everything is on disk; the engine goes to work. */
  onReady?: () => void;
  /** The engine process ended unexpectedly; it was started again and goes on where it was. */
  onRestart?: (error: KokoroError) => void;
}

/** How often an engine may crash at the same place before the reading is given up. */
const MAX_CRASHES = 2;

/** Text in, speech out: fetches what is missing, speaks, and goes on after a crash of the engine. */
export class Speech {
  readonly #assets: () => AssetStore;
  readonly #engine: EngineClient;
  readonly #log: Logger;

  /** @param assets asked each time: the user may point to another source */
  constructor(assets: () => AssetStore, engine: EngineClient, log: Logger) {
    this.#assets = assets;
    this.#engine = engine;
    this.#log = log;
  }

  /** The files that a voice needs, fetched and verified. */
  async files(voice: string, hooks: SpeechHooks): Promise<VoiceFiles> {
    const { signal, onProgress } = hooks;
    const options = { signal, ...(onProgress && { onProgress }) };
    const pack = await this.#assets().ensure(voiceAsset(findVoice(voice).name), options);
    const model = await this.#assets().ensure(MODEL_NAME, options);
    return { model, gain: modelGain(MODEL_NAME), voice, pack };
  }

  /** Reads a text aloud, chunk by chunk; each chunk is made when it is asked for. */
  async *speak(request: SpeechRequest, hooks: SpeechHooks): AsyncGenerator<SpeechChunk, void, void> {
    let { from } = request;
    let failures = 0;
    for (;;) {
      const files = await this.files(request.voice, hooks);
      hooks.onReady?.();
      try {
        for await (const chunk of this.#engine.speak({ ...request, from }, files, hooks.signal)) {
          from = chunk.source.end;
          failures = 0;
          yield chunk;
        }
        return;
      } catch (error) {
        if (!(error instanceof KokoroError)) throw error;
        if (error.code === 'engine-restarted') continue; // on purpose: other settings, or idle while paused
        if (++failures > MAX_CRASHES) throw error;
        if (error.code === 'engine-crashed') {
          this.#log.warn(error.message);
          hooks.onRestart?.(error);
        } else if (error.code !== 'model-invalid' || !(await this.#discardCorrupt())) throw error;
      }
    }
  }

  /** A model that does not load may have been damaged without a trace in its size and time: look again. */
  async #discardCorrupt(): Promise<boolean> {
    return (await this.#assets().status(MODEL_NAME, { rehash: true })) === 'corrupt';
  }
}
