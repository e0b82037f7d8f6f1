import { KokoroError } from '../../common/errors';
import type { Logger } from '../../common/log';
import { pause } from '../../common/timers';
import { trimEndOf } from '../../common/trimEndOf';
import type { LanguageCode } from '../../language/language';
import { LANGUAGES } from '../../language/languages';
import { AudioDecoder } from './audioDecoder';
import { type CaptionedPart, captionsIn } from './captions';
import { answerFailure, connectionFailure, ServerFailure } from './serverFailure';
import { WatchedRequest } from './watchedRequest';

/** A text for a server to speak. */
export interface Utterance {
  /** @param knowsPhonemes whether the server reads phonemes inline, as Kokoro's do: `[word](/phonemes/)` */
  text: (knowsPhonemes: boolean) => string;
  voice: string;
  language: LanguageCode;
  speed: number;
}

/** Where a server is, and what it is asked with. */
export interface ServerAccess {
  /** The address without `/v1`, from `serverAddress`. */
  address: string;
  model: string;
  key: string | undefined;
}

/** How long the server may take, in ms. */
interface Patience {
  /** Until the answer begins: a slow server makes the whole sentence first. */
  first: number;
  /** Between two parts of an answer. */
  idle: number;
  /** Before a request is repeated for the first time; three times as long before the next. */
  backOff: number;
}

const PATIENCE: Patience = { first: 30_000, idle: 15_000, backOff: 300 };
/** A request is repeated so often, unless the server wants it later than after `LONGEST_WAIT` ms. */
const RETRIES = 2;
const LONGEST_WAIT = 8000;

/**
 * The address of a server without a slash at its end, however it was written: with or without `/v1/audio/speech`.
 * @throws KokoroError `server-unusable`
 */
export function serverAddress(text: string): string {
  const trimmed = text.trim();
  const url = URL.canParse(trimmed) ? new URL(trimmed) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '')
    return trimEndOf(url.origin + url.pathname, '/').replace(/\/v1(?:\/audio\/speech)?$/, '');
  // It is not repeated here: it may hold a key.
  throw new KokoroError(
    'server-unusable',
    'The address of the speech server must be one such as http://127.0.0.1:8880, without a key in it.',
  );
}

/** A server with OpenAI's API for speech. It is sent nothing but what is to be spoken, and never redirected. */
export class Endpoint {
  readonly #access: ServerAccess;
  readonly #log: Logger;
  readonly #patience: Patience;
  readonly #host: string;
  /** Whether the server tells when words are spoken; undefined until it was asked. */
  #hasCaptions: boolean | undefined;
  #format: 'pcm' | 'wav' = 'pcm';

  constructor(access: ServerAccess, log: Logger, patience = PATIENCE) {
    this.#access = access;
    this.#log = log;
    this.#patience = patience;
    this.#host = new URL(access.address).host;
  }

  /**
   * Speaks a text. A request that fails before any sound has come is repeated if that may help.
   * @throws ServerFailure; the signal's reason when it is aborted
   */
  async *speak(utterance: Utterance, signal: AbortSignal): AsyncGenerator<CaptionedPart, void, void> {
    for (let wait = this.#patience.backOff, retries = 0; ; wait *= 3, retries++) {
      let begun = false;
      try {
        for await (const part of this.#speakOnce(utterance, signal)) {
          begun = true;
          yield part;
        }
        return;
      } catch (error) {
        signal.throwIfAborted();
        if (begun || retries >= RETRIES || !(error instanceof ServerFailure) || !error.isTemporary) throw error;
        // Clients that were turned away together should not come back together.
        const ms = error.retryAfter ?? wait * (0.75 + Math.random() / 2);
        if (ms > LONGEST_WAIT) throw error;
        this.#log.debug(`Asking the speech server again in ${Math.round(ms)} ms: ${error.message}`);
        await pause(ms, signal);
      }
    }
  }

  /** The names of the server's voices; undefined if it has no list. @throws ServerFailure; as `speak` */
  async voices(signal: AbortSignal): Promise<string[] | undefined> {
    const request = new WatchedRequest(signal, this.#host);
    try {
      const response = await this.#send('/v1/audio/voices', undefined, request);
      if (isAbsent(response)) return undefined;
      await this.#check(response);
      const body: unknown = await response.json().catch(() => undefined);
      return voiceNames(body);
    } finally {
      request.end();
    }
  }

  async *#speakOnce(utterance: Utterance, signal: AbortSignal): AsyncGenerator<CaptionedPart, void, void> {
    const request = new WatchedRequest(signal, this.#host);
    try {
      const captioned = await this.#captioned(utterance, request);
      if (captioned) {
        yield* captionsIn(this.#partsOf(captioned, request));
        return;
      }
      const response = await this.#plain(utterance, request);
      const decoder = new AudioDecoder(response.headers.get('content-type') ?? '');
      for await (const bytes of this.#partsOf(response, request)) yield { samples: decoder.push(bytes), words: [] };
      yield { samples: decoder.end(), words: [] };
    } finally {
      request.end();
    }
  }

  /** The answer of Kokoro-FastAPI's call that also tells when words are spoken; undefined if the server has none. */
  async #captioned(utterance: Utterance, request: WatchedRequest): Promise<Response | undefined> {
    if (this.#hasCaptions === false) return undefined;
    const body = {
      ...this.#bodyOf(utterance, true),
      ...{ response_format: 'pcm', stream: true, lang_code: LANGUAGES[utterance.language].voiceLetter },
    };
    let response: Response;
    try {
      response = await this.#send('/dev/captioned_speech', body, request);
    } catch (error) {
      // In a browser, a call that the server lacks fails as if there was no server, because CORS does not allow it.
      if (this.#hasCaptions === true || request.signal.aborted) throw error;
      return undefined;
    }
    this.#hasCaptions = !isAbsent(response) && (!response.ok || isJson(response));
    if (this.#hasCaptions) return this.#check(response);
    await response.body?.cancel();
    return undefined;
  }

  async #plain(utterance: Utterance, request: WatchedRequest): Promise<Response> {
    const send = (): Promise<Response> =>
      this.#send('/v1/audio/speech', { ...this.#bodyOf(utterance, false), response_format: this.#format }, request);
    const response = await send();
    if (this.#format === 'wav' || ![400, 415, 422].includes(response.status)) return this.#check(response);
    const { message } = await answerFailure(response.clone(), this.#host, this.#access.key);
    if (!/format|pcm/i.test(message)) return this.#check(response);
    this.#format = 'wav'; // which needs no agreement on the rate, and which every server has
    return this.#check(await send());
  }

  #bodyOf({ text, voice, speed }: Utterance, knowsPhonemes: boolean): Record<string, unknown> {
    return { model: this.#access.model, input: text(knowsPhonemes), voice, speed };
  }

  async #send(path: string, body: unknown, request: WatchedRequest): Promise<Response> {
    const { address, key } = this.#access;
    const headers = {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(key !== undefined && { authorization: `Bearer ${key}` }),
    };
    request.expect(this.#patience.first);
    try {
      return await fetch(address + path, {
        ...{ method: body === undefined ? 'GET' : 'POST', headers, signal: request.signal, redirect: 'manual' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
    } catch (error) {
      throw request.signal.aborted ? request.signal.reason : connectionFailure(error, this.#host, false);
    }
  }

  /** @throws ServerFailure if the answer is an error, or sends the text elsewhere */
  async #check(response: Response): Promise<Response> {
    if (response.ok) return response;
    throw await answerFailure(response, this.#host, this.#access.key);
  }

  async *#partsOf({ body }: Response, request: WatchedRequest): AsyncGenerator<Uint8Array, void, void> {
    const reader = body?.getReader();
    for (;;) {
      request.expect(this.#patience.idle);
      let part;
      try {
        part = await reader?.read();
      } catch (error) {
        throw request.signal.aborted ? request.signal.reason : connectionFailure(error, this.#host, true);
      }
      if (part?.value === undefined) return;
      yield part.value;
    }
  }
}

const isAbsent = ({ status }: Response): boolean => [404, 405, 501].includes(status);

const isJson = ({ headers }: Response): boolean => /json/i.test(headers.get('content-type') ?? '');

/** The names in a list of voices: of strings, as Kokoro-FastAPI has it, or of objects with an id. */
function voiceNames(body: unknown): string[] | undefined {
  const list: unknown = typeof body === 'object' && body !== null && 'voices' in body ? body.voices : body;
  if (!Array.isArray(list)) return undefined;
  return list.flatMap((voice: unknown) => {
    if (typeof voice === 'string') return voice;
    const { id, name } = (voice ?? {}) as { id?: unknown; name?: unknown };
    const found = id ?? name;
    return typeof found === 'string' ? found : [];
  });
}
