import type { ReadableStreamReadResult } from 'node:stream/web';
import { KokoroError, messageOf } from '../common/errors';
import { abortable } from './abort';

/** A file of a repository. */
export interface Entry {
  path: string;
  bytes: number;
  /** SHA-256 of a large file, or the Git object name of a small one. */
  hash: string;
}

/** Limits well above what a repository of voices needs; a page lists a thousand files. */
const MAX_PAGES = 20;
const MAX_PAGE_BYTES = 4_000_000;

export interface ListOptions {
  fetch: typeof globalThis.fetch;
  signal?: AbortSignal | undefined;
  /** Time limit for the whole listing, ms. */
  timeoutMs: number;
}

/**
 * Lists the files of a repository through the Hub's API, page by page.
 * @throws KokoroError `repository-unknown` when it does not exist, `asset-unavailable` when the Hub does not answer
 *   properly; AbortError
 */
export async function listFiles(url: string, repo: string, options: ListOptions): Promise<Entry[]> {
  const { host, origin } = new URL(url);
  const timeout = AbortSignal.timeout(options.timeoutMs);
  const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
  const entries: Entry[] = [];
  try {
    let next: string | undefined = url;
    for (let page = 0; next !== undefined && page < MAX_PAGES; page++) {
      const response: Response = await abortable(options.fetch(next, { signal }), signal);
      await rejectBadStatus(response, host, repo);
      entries.push(...parse(await textOf(response, signal)));
      const link = /<([^<>]+)>;\s*rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
      next = link !== undefined && new URL(link, url).origin === origin ? new URL(link, url).href : undefined;
    }
  } catch (error) {
    options.signal?.throwIfAborted();
    if (error instanceof KokoroError) throw error;
    if (timeout.aborted)
      throw unavailable(host, repo, `it took longer than ${options.timeoutMs / 1000} seconds`, error);
    const cause = error instanceof TypeError && error.cause instanceof Error ? error.cause : error;
    throw unavailable(host, repo, messageOf(cause), error);
  }
  return entries;
}

async function rejectBadStatus(response: Response, host: string, repo: string): Promise<void> {
  if (response.ok) return;
  await response.body?.cancel();
  // The Hub does not distinguish between missing and private repositories.
  if ([401, 403, 404].includes(response.status)) {
    throw new KokoroError('repository-unknown', `${host} has no public repository ${repo}. Check its name.`);
  }
  throw new Error(`it answered ${response.status}`);
}

/** The body of a response, up to MAX_PAGE_BYTES. */
async function textOf(response: Response, signal: AbortSignal): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return '';
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  try {
    for (;;) {
      const piece: ReadableStreamReadResult<Uint8Array> = await abortable(reader.read(), signal);
      if (piece.done) return Buffer.concat(pieces).toString();
      bytes += piece.value.length;
      if (bytes > MAX_PAGE_BYTES) throw new Error(`its list has more than ${MAX_PAGE_BYTES / 1e6} MB`);
      pieces.push(piece.value);
    }
  } finally {
    await reader.cancel().catch(() => undefined); // its error, if any, was thrown by read()
  }
}

function parse(json: string): Entry[] {
  const list: unknown = JSON.parse(json);
  if (!Array.isArray(list)) throw new Error('it sent no list');
  return list.flatMap(entryOf);
}

function entryOf(item: unknown): Entry[] {
  if (!isRecord(item) || item['type'] !== 'file') return [];
  const large = isRecord(item['lfs']) ? item['lfs'] : undefined;
  const { path, size: bytes } = { ...item, ...(large && { size: large['size'] }) } as Record<string, unknown>;
  const hash = (large ?? item)['oid'];
  if (typeof path !== 'string' || typeof bytes !== 'number' || !isHash(hash)) throw new Error('it sent an odd list');
  return [{ path, bytes, hash }];
}

function isHash(value: unknown): value is string {
  return typeof value === 'string' && /^(?:[\da-f]{40}|[\da-f]{64})$/.test(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function unavailable(host: string, repo: string, why: string, cause: unknown): KokoroError {
  return new KokoroError(
    'asset-unavailable',
    `The files of ${repo} cannot be listed: ${host}: ${why}. Try again later; or download its checkpoint, config.json and voices ` +
      'into a folder and export that; or name a mirror with the environment variable HF_ENDPOINT.',
    { cause },
  );
}
