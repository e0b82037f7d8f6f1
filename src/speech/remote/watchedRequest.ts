import { ServerFailure } from './serverFailure';

/** Aborts a request when nothing comes for a time. */
export class WatchedRequest {
  /** Aborted when the caller gives up, too. */
  readonly signal: AbortSignal;
  readonly #late = new AbortController();
  readonly #host: string;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param host of the server, for messages */
  constructor(signal: AbortSignal, host: string) {
    this.signal = AbortSignal.any([signal, this.#late.signal]);
    this.#host = host;
  }

  /** Something must come within so many milliseconds. */
  expect(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const message = `The speech server ${this.#host} has sent nothing for ${Math.round(ms / 1000)} s.`;
      this.#late.abort(new ServerFailure('server-unreachable', message, { isTemporary: true }));
    }, ms);
  }

  /** Ends the request, whether or not it has been answered. */
  end(): void {
    clearTimeout(this.#timer);
    this.#late.abort();
  }
}
