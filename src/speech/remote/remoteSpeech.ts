import { Emitter } from '../../common/emitter';
import { isAbort, KokoroError } from '../../common/errors';
import type { Logger } from '../../common/log';
import type { EngineClient } from '../../engine/client';
import type { ScriptSentence } from '../../engine/protocol';
import { PHONEMES_PER_SECOND } from '../../kokoro/model';
import type { SpeechChunk } from '../../kokoro/speechChunk';
import type { LanguageCode } from '../../language/language';
import type { SpeechHooks, SpeechRequest } from '../speech';
import { languageOfVoice, type VoicePlaces } from '../voiceSource';
import { type CaptionedPart } from './captions';
import { Endpoint, serverAddress } from './endpoint';
import { SentenceSound } from './sentenceSound';
import { ServerFailure } from './serverFailure';
import { voiceOnServer } from './serverVoice';
import { spokenText } from './spokenText';

/** The user's choice of a server. */
export interface RemoteSettings {
  /** Address with or without `/v1`. */
  url: string;
  model: string;
  /** The server's name for the voice; '' for the voice of the request. */
  voice: string;
  /** Whether the local engine goes on when the server does not answer. */
  fallback: boolean;
}

/** Functions are called at each use, so changed settings take effect. */
export interface RemoteOptions {
  /** Undefined when the local engine is to speak. */
  settings: () => RemoteSettings | undefined;
  /** The key for a server, by the origin of its address. */
  key: (origin: string) => Promise<string | undefined>;
}

type Chunks = AsyncGenerator<SpeechChunk, void, void>;

/** After a failure, the local engine reads for this long before the server is asked again, ms. */
const REST_MS = 60_000;
/** The weight of the newest sentence in the pace of a server. */
const PACE_WEIGHT = 0.3;
/** How often the local engine is asked again for sentences when it is restarted meanwhile. */
const MAX_RESTARTS = 2;

/**
 * Speaks through a server with OpenAI's API for speech. The document is read, cut into sentences and mapped by the local
 * engine; each sentence is one request, and the next is sent once the present one has been answered.
 */
export class RemoteSpeech {
  readonly #engine: Pick<EngineClient, 'script'>;
  readonly #places: () => VoicePlaces;
  readonly #options: RemoteOptions;
  readonly #log: Logger;
  readonly #failed = new Emitter<KokoroError>();
  /** What the endpoint was made for, so that it is made again when that changes. */
  #endpoint: { for: string; endpoint: Endpoint } | undefined;
  /** performance.now() from which on the server is asked again. */
  #restsUntil = 0;
  #isTold = false;
  /** Seconds for a phoneme at speed 1, as the server speaks. */
  #pace = 1 / PHONEMES_PER_SECOND;

  /** The server failed, and the local engine goes on. Not repeated until the server has spoken again. */
  readonly onFallback = this.#failed.event;

  /** @param places where voices are found besides the catalog */
  constructor(engine: Pick<EngineClient, 'script'>, places: () => VoicePlaces, options: RemoteOptions, log: Logger) {
    this.#engine = engine;
    this.#places = places;
    this.#options = options;
    this.#log = log;
  }

  /**
   * Reads a text aloud, as `Speech.speak`.
   * @param local speaks on this machine: when no server is chosen, and from where a server has failed
   * @throws KokoroError `server-unreachable`, `server-failed`, `server-busy`, `server-refused`, `server-unusable`,
   *   `request-invalid`, `voice-unknown`; AbortError
   */
  async *speak(request: SpeechRequest, hooks: SpeechHooks, local: (request: SpeechRequest) => Chunks): Chunks {
    const settings = this.#options.settings();
    if (!settings || (settings.fallback && performance.now() < this.#restsUntil)) {
      yield* local(request);
      return;
    }
    let { from } = request;
    try {
      for await (const chunk of this.#read(settings, request, hooks.signal)) {
        from = chunk.source.end;
        yield chunk;
      }
    } catch (error) {
      hooks.signal.throwIfAborted();
      if (!settings.fallback || !(error instanceof ServerFailure) || !error.isTemporary) throw error;
      this.#fallBack(error);
      yield* local({ ...request, from });
    }
  }

  /** The names of the server's voices; undefined without a list. @throws as `speak` */
  async voices(signal: AbortSignal): Promise<string[] | undefined> {
    const settings = this.#options.settings();
    return settings && (await this.#endpointOf(settings)).voices(signal);
  }

  /** The chosen server is asked again at once, because the user has changed something. */
  retry(): void {
    this.#restsUntil = 0;
    this.#isTold = false;
  }

  #fallBack(error: ServerFailure): void {
    this.#log.warn(`The local engine goes on: ${error.message}`);
    this.#restsUntil = performance.now() + REST_MS;
    if (!this.#isTold) this.#failed.fire(error);
    this.#isTold = true;
  }

  async *#read(settings: RemoteSettings, request: SpeechRequest, signal: AbortSignal): Chunks {
    const endpoint = await this.#endpointOf(settings);
    const stop = new AbortController();
    const stopped = AbortSignal.any([signal, stop.signal]);
    const sentences = this.#sentences(request, stopped);
    const next = async (): Promise<ComingSentence | undefined> => {
      const { value } = await sentences.next();
      return value && this.#ask(endpoint, value, settings, request, stopped);
    };
    try {
      for (let coming = await next(); coming;) {
        // Two requests at once would delay the sound of the first.
        const following = coming.received.then(next);
        following.catch(() => undefined); // reported when it is awaited
        yield* coming.chunks();
        this.#isTold = false;
        coming = await following;
      }
    } finally {
      stop.abort();
    }
  }

  /** Sends the request for a sentence. */
  #ask(
    endpoint: Endpoint,
    sentence: ScriptSentence,
    settings: RemoteSettings,
    request: SpeechRequest,
    signal: AbortSignal,
  ): ComingSentence {
    const { phonemes, speed } = sentence;
    const { voice, language } = voiceOnServer(sentence, settings.voice, request, this.#places());
    const sound = new SentenceSound(sentence, (phonemes * this.#pace) / speed);
    const text = (knowsPhonemes: boolean): string => spokenText(sentence, knowsPhonemes);
    const coming = new ComingSentence(sound, endpoint.speak({ text, voice, language, speed }, signal));
    void coming.received.then(
      () => {
        const measured = (sound.spokenSeconds * speed) / phonemes;
        if (measured > 0) this.#pace += PACE_WEIGHT * (measured - this.#pace);
      },
      () => undefined, // reported by `chunks`
    );
    return coming;
  }

  /** The sentences of a text, which the local engine finds. */
  async *#sentences(request: SpeechRequest, signal: AbortSignal): AsyncGenerator<ScriptSentence, undefined, void> {
    const { mixedLanguages = false } = request;
    const language = this.#languageOf(request);
    let restarts = 0;
    for (let { from } = request; ;) {
      const { text, format, codeBlocks, codePunctuation, emoji, speed, markup, pronunciations } = request;
      const asked = { text, format, codeBlocks, codePunctuation, emoji, speed, markup, pronunciations };
      let script;
      try {
        script = await this.#engine.script({ ...asked, language, mixedLanguages, from }, signal);
      } catch (error) {
        if (isAbort(error) || !isRestart(error) || ++restarts > MAX_RESTARTS) throw error;
        continue;
      }
      const last = script.at(-1);
      if (!last) return undefined;
      yield* script;
      from = last.source.end;
    }
  }

  #languageOf({ language, voice }: SpeechRequest): LanguageCode {
    return language ?? (typeof voice === 'string' ? languageOfVoice(voice, this.#places()) : undefined) ?? 'en-us';
  }

  async #endpointOf({ url, model }: RemoteSettings): Promise<Endpoint> {
    const address = serverAddress(url);
    const key = await this.#options.key(new URL(address).origin);
    const access = { address, model, key };
    const made = JSON.stringify(access);
    if (this.#endpoint?.for !== made) this.#endpoint = { for: made, endpoint: new Endpoint(access, this.#log) };
    return this.#endpoint.endpoint;
  }
}

/** Whether the local engine ended, and will be started by the next call. */
function isRestart(error: unknown): boolean {
  return error instanceof KokoroError && (error.code === 'engine-crashed' || error.code === 'engine-restarted');
}

/** A sentence whose sound is being received, whether or not anyone asks for it. */
class ComingSentence {
  /** Settles when all has come, and rejects when the server fails. */
  readonly received: Promise<void>;
  readonly #sound: SentenceSound;
  #failure: { error: unknown } | undefined;
  #wake = (): void => undefined;

  constructor(sound: SentenceSound, parts: AsyncIterable<CaptionedPart>) {
    this.#sound = sound;
    this.received = this.#receive(parts);
    this.received.catch(() => undefined); // reported by `chunks`
  }

  /** The chunks of the sentence as they come; those that have come before a failure, too. */
  async *chunks(): Chunks {
    for (;;) {
      const chunk = this.#sound.take();
      if (chunk) {
        yield chunk;
        if (chunk.endsSentence) return;
      } else if (this.#failure) throw this.#failure.error;
      else await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  async #receive(parts: AsyncIterable<CaptionedPart>): Promise<void> {
    try {
      for await (const part of parts) {
        this.#sound.add(part);
        this.#wake();
      }
      this.#sound.finish();
    } catch (error) {
      this.#failure = { error };
      throw error;
    } finally {
      this.#wake();
    }
  }
}
