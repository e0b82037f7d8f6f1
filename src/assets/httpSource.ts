import type { ReadableStreamReadResult } from 'node:stream/web';
import { setTimeout as delay } from 'node:timers/promises';
import type { Disposable } from '../common/disposable';
import { messageOf, systemCodeOf } from '../common/errors';
import { abortable } from './abort';
import { DiskError, sizeOf } from './disk';
import { discardPart, recallOrigin, rememberOrigin, writePart } from './part';
import { type AssetSource, type FetchContext, Refusal } from './source';

export interface HttpOptions {
  fetch: typeof globalThis.fetch;
  /** A connection silent for this long counts as dropped, ms. */
  stallMs: number;
  /** A connection that transfers fewer bytes in `windowMs` counts as dropped, too slow to be useful. */
  minBytes: number;
  windowMs: number;
  /** Delay before the first retry, doubled for each further one, ms. */
  retryDelayMs: number;
}

/** The source is given up after this many attempts in a row that together transfer fewer than `minBytes`. */
const MAX_FRUITLESS = 4;

/** Downloads from a URL, resuming where an earlier attempt stopped. */
export class HttpSource implements AssetSource {
  readonly label: string;
  readonly extraBytes = 0;
  readonly #url: string;
  readonly #options: HttpOptions;

  constructor(url: string, options: HttpOptions, label = new URL(url).host) {
    this.label = label;
    this.#url = url;
    this.#options = options;
  }

  async fetch(context: FetchContext): Promise<{ resumed: boolean }> {
    const { asset, part, signal, logger } = context;
    const { minBytes, retryDelayMs } = this.#options;
    let size = await sizeOf(part);
    if (size > asset.bytes) {
      await discardPart(part);
      size = 0;
    }
    const initial = size;
    let best = size;
    let fruitless = 0;
    let restarted = false;
    while (size < asset.bytes) {
      const before = size;
      const failure = await this.#attempt(context, size).then(() => new Error('the connection ended early'), temporary);
      signal.throwIfAborted();
      size = await sizeOf(part);
      if (size === asset.bytes) break;
      if (size < before && !restarted) {
        restarted = true;
        best = 0;
      }
      const enough = size - best >= minBytes;
      fruitless = enough ? 0 : fruitless + 1;
      if (enough) best = size;
      // The host is unknown and nothing has arrived: there is no network, or a restricted one.
      const offline = systemCodeOf(failure) === 'ENOTFOUND' && size === initial;
      if (fruitless === MAX_FRUITLESS || offline) throw new Refusal(failure.message, { cause: failure });
      logger.debug(`${asset.name}: ${this.label}: ${failure.message}; resuming at byte ${size}`);
      await delay(retryDelayMs * 2 ** Math.max(0, fruitless - 1), undefined, { signal });
    }
    return { resumed: initial > 0 };
  }

  /** Requests the rest of the file, and writes as much of it as arrives. */
  async #attempt(context: FetchContext, offset: number): Promise<void> {
    const { asset, part } = context;
    const watch = new PaceWatch(this.#options);
    const signal = AbortSignal.any([context.signal, watch.signal]);
    try {
      const etag = offset > 0 ? await recallOrigin(part, this.#url) : undefined;
      const headers: Record<string, string> = { 'accept-encoding': 'identity' };
      if (offset > 0) headers['range'] = `bytes=${offset}-`;
      if (etag) headers['if-range'] = etag;
      const response = await abortable(this.#options.fetch(this.#url, { headers, signal }), signal);
      const append = await this.#accept(response, context, offset);
      await writePart(part, pieces(response, signal, watch), {
        append,
        limit: asset.bytes,
        signal,
        onSize: (size) => {
          context.report(size);
        },
      });
    } catch (error) {
      if (watch.signal.aborted) throw new Error(messageOf(watch.signal.reason), { cause: error });
      throw error;
    } finally {
      watch.dispose();
    }
  }

  /** Decides by status and headers what to do with a body. @returns whether to append it to the part file */
  async #accept(response: Response, { asset, part }: FetchContext, offset: number): Promise<boolean> {
    const { status, headers } = response;
    const etag = headers.get('etag');
    if (status === 206 && offset > 0) {
      const known = await recallOrigin(part, this.#url);
      const [, from, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers.get('content-range') ?? '') ?? [];
      const fits = from === String(offset) && (total === '*' || total === String(asset.bytes));
      if (fits && (!known || !etag || etag === known)) return true;
    }
    await rejectBadStatus(response);
    if (status === 200) {
      const length = headers.get('content-encoding') ? null : headers.get('content-length');
      if (length === null || Number(length) === asset.bytes) {
        await discardPart(part);
        // A weak ETag does not guarantee identical bytes, so it cannot be used to resume.
        if (etag && !etag.startsWith('W/')) await rememberOrigin(part, this.#url, etag);
        return false;
      }
      await response.body?.cancel();
      throw new Refusal(`it has ${length} bytes instead of ${asset.bytes}`);
    }
    // 206 or 416: the part file is not the beginning of the server's current file.
    await response.body?.cancel();
    await discardPart(part);
    throw new Error(`it could not continue at byte ${offset} (HTTP ${status})`);
  }
}

async function rejectBadStatus(response: Response): Promise<void> {
  const { status, statusText } = response;
  if ([200, 206, 416].includes(status)) return;
  await response.body?.cancel();
  const reason = `it answered ${status} ${statusText}`.trimEnd();
  throw status >= 500 || status === 408 || status === 429 ? new Error(reason) : new Refusal(reason);
}

/** Aborts its signal when a connection is silent or too slow to be useful. */
class PaceWatch implements Disposable {
  readonly #abort = new AbortController();
  readonly #stall: NodeJS.Timeout;
  readonly #pace: NodeJS.Timeout;
  #bytes = 0;

  constructor({ stallMs, minBytes, windowMs }: HttpOptions) {
    this.#stall = setTimeout(
      () => this.#abort.abort(new Error(`it sent nothing for ${stallMs / 1000} seconds`)),
      stallMs,
    );
    this.#pace = setInterval(() => {
      if (this.#bytes < minBytes)
        this.#abort.abort(new Error(`it sent only ${this.#bytes} bytes in ${windowMs / 1000} seconds`));
      this.#bytes = 0;
    }, windowMs);
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  received(bytes: number): void {
    this.#stall.refresh();
    this.#bytes += bytes;
  }

  dispose(): void {
    clearTimeout(this.#stall);
    clearInterval(this.#pace);
  }
}

/** The pieces of a body, each of which is reported to `watch`. */
async function* pieces(response: Response, signal: AbortSignal, watch: PaceWatch): AsyncGenerator<Uint8Array> {
  const reader = response.body?.getReader();
  if (!reader) return;
  try {
    for (;;) {
      const piece: ReadableStreamReadResult<Uint8Array> = await abortable(reader.read(), signal);
      if (piece.done) return;
      watch.received(piece.value.length);
      yield piece.value;
    }
  } finally {
    await reader.cancel().catch(() => undefined); // its error, if any, was thrown by read()
  }
}

/** Returns a temporary failure with its most specific message; rethrows permanent ones. */
function temporary(error: unknown): Error {
  if (error instanceof DiskError || error instanceof Refusal) throw error;
  // fetch says only “fetch failed” or “terminated”; the cause is more specific.
  const cause = error instanceof TypeError && error.cause instanceof Error ? error.cause : error;
  return new Error(messageOf(cause) || systemCodeOf(cause), { cause: error });
}
