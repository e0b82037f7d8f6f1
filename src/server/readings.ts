import { isAbort, KokoroError } from '../common/errors';
import { secondsOf, type SpeechChunk } from '../kokoro/speechChunk';
import { nothingSpoken } from '../speech/nothingSpoken';
import type { SpeechRequest } from '../speech/speech';
import type { FairQueue } from './fairQueue';
import type { Metrics } from './metrics';
import type { Speakers } from './speakers';

/** Speaks the requests of all clients, a few at a time. */
export class Readings {
  readonly #queue: FairQueue;
  readonly #speakers: Speakers;
  readonly #metrics: Metrics;
  readonly #maxSeconds: number;
  readonly #stopped: AbortSignal;

  /**
   * @param maxSeconds how long a request may take, waiting included
   * @param stopped ends all
   */
  constructor(queue: FairQueue, speakers: Speakers, metrics: Metrics, maxSeconds: number, stopped: AbortSignal) {
    this.#stopped = stopped;
    this.#queue = queue;
    this.#speakers = speakers;
    this.#metrics = metrics;
    this.#maxSeconds = maxSeconds;
  }

  /**
   * The chunks of a request, made when they are pulled. Ends at once when the signal is aborted.
   * @param client takes turns with the others
   * @throws KokoroError `server-busy`, or as `Speech.speak`; a TimeoutError; AbortError
   */
  async *speak(request: SpeechRequest, client: string, gone: AbortSignal): AsyncGenerator<SpeechChunk, void, void> {
    const signal = AbortSignal.any([gone, this.#stopped, AbortSignal.timeout(this.#maxSeconds * 1000)]);
    const filed = performance.now();
    let began = filed;
    let audioSeconds = 0;
    let code = 'request-cancelled'; // unless it ends in another way
    try {
      const leave = await this.#queue.enter(client, signal);
      try {
        began = performance.now();
        const hooks = { signal, rebuild: 'now', hurry: true } as const;
        for await (const chunk of this.#speakers.use((speech) => speech.speak(request, hooks))) {
          if (audioSeconds === 0) this.#metrics.firstAudio((performance.now() - filed) / 1000);
          audioSeconds += secondsOf(chunk);
          yield chunk;
        }
      } finally {
        leave();
      }
      if (audioSeconds === 0) throw nothingSpoken(request.text);
      code = 'ok';
    } catch (error) {
      const reason: unknown = signal.aborted ? signal.reason : error;
      if (reason instanceof KokoroError) code = reason.code;
      else if (!isAbort(reason)) code = 'internal';
      if (reason instanceof Error && reason.name === 'TimeoutError') code = 'request-timed-out';
      throw reason;
    } finally {
      this.#metrics.ended(code, audioSeconds, (performance.now() - began) / 1000);
    }
  }
}
