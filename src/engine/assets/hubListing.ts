import { KokoroError, messageOf } from '../../common/errors';

/** A file of a repository. */
export interface Entry {
  path: string;
  bytes: number;
  /** The SHA-256 of a large file, or Git's name for a small one. */
  hash: string;
}

/** More pages of a thousand files than a repository of voices needs. */
const MAX_PAGES = 20;

/**
 * The files of a repository as the Hub's API lists them, page by page.
 * @throws KokoroError `repository-unknown` when there is none, `asset-unavailable` when the Hub does not answer as it should; AbortError
 */
export async function listFiles(
  url: string,
  repo: string,
  fetch: typeof globalThis.fetch,
  signal: AbortSignal | undefined,
): Promise<Entry[]> {
  const entries: Entry[] = [];
  const { host, origin } = new URL(url);
  let next: string | undefined = url;
  for (let page = 0; next !== undefined && page < MAX_PAGES; page++) {
    const response: Response = await request(next, host, repo, fetch, signal);
    entries.push(...parse(await response.text(), host, repo));
    const link = /<([^<>]+)>;\s*rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
    next = link !== undefined && new URL(link, url).origin === origin ? new URL(link, url).href : undefined;
  }
  return entries;
}

async function request(
  url: string,
  host: string,
  repo: string,
  fetch: typeof globalThis.fetch,
  signal: AbortSignal | undefined,
): Promise<Response> {
  const response = await fetch(url, signal ? { signal } : {}).catch((error: unknown) => {
    signal?.throwIfAborted();
    const cause = error instanceof TypeError && error.cause instanceof Error ? error.cause : error;
    throw unavailable(host, repo, messageOf(cause), error);
  });
  if (response.ok) return response;
  await response.body?.cancel();
  // The Hub does not tell what is not there from what is not public.
  if ([401, 403, 404].includes(response.status)) {
    throw new KokoroError('repository-unknown', `${host} has no public repository ${repo}. Check its name.`);
  }
  throw unavailable(host, repo, `it answered ${response.status}`);
}

function parse(json: string, host: string, repo: string): Entry[] {
  try {
    const list: unknown = JSON.parse(json);
    if (!Array.isArray(list)) throw new Error('it sent no list');
    return list.flatMap(entryOf);
  } catch (error) {
    throw unavailable(host, repo, messageOf(error), error);
  }
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

function unavailable(host: string, repo: string, why: string, cause?: unknown): KokoroError {
  return new KokoroError(
    'asset-unavailable',
    `The files of ${repo} cannot be listed: ${host}: ${why}. Try again later; or download its checkpoint, config.json and voices ` +
      'into a folder and export that; or name a mirror with the environment variable HF_ENDPOINT.',
    { cause },
  );
}
