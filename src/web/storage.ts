/** The name of the browser's cache that keeps models and voices. */
const CACHE = 'kokoro';
/** Paths of stored files begin with this; each is the key of an entry, which must look like a URL. */
const ROOT = 'https://kokoro.invalid/';
/** The header of an entry with the SHA-256 that its content had when it was stored. */
const HASH = 'x-sha256';

/** The path of a stored file, by which the engine knows it. */
export const storedPath = (name: string): string => ROOT + name;

export const isStored = (path: string): boolean => path.startsWith(ROOT);

/** The content of a stored file, which the browser reads from disk; undefined when there is none. */
export async function storedBlob(path: string): Promise<Blob | undefined> {
  const entry = await (await caches.open(CACHE)).match(path);
  return entry?.blob();
}

/** The SHA-256 that a file was stored with; undefined when there is none. */
export async function storedHash(path: string): Promise<string | undefined> {
  const entry = await (await caches.open(CACHE)).match(path);
  return entry?.headers.get(HASH) ?? undefined;
}

/** Whether the content of a stored file still has the SHA-256 that it was stored with. */
export async function isIntact(path: string): Promise<boolean> {
  const content = await storedBlob(path);
  return content !== undefined && (await sha256Of(content)) === (await storedHash(path));
}

/**
 * Stores a file.
 * @param sha256 its hash, if that is known already
 * @throws DOMException `QuotaExceededError` when the browser has no room for it
 */
export async function store(path: string, content: Blob, sha256?: string): Promise<void> {
  const headers = { [HASH]: sha256 ?? (await sha256Of(content)) };
  await (await caches.open(CACHE)).put(path, new Response(content, { headers }));
}

/** Removes a file, if it is stored. */
export async function removeStored(path: string): Promise<void> {
  await (await caches.open(CACHE)).delete(path);
}

/** Removes the files whose paths begin like this. */
export async function removeUnder(folder: string): Promise<void> {
  const cache = await caches.open(CACHE);
  for (const { url } of await cache.keys()) if (url.startsWith(folder)) await cache.delete(url);
}

/** The SHA-256 of bytes, in hexadecimal. */
export async function sha256Of(content: Blob): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await content.arrayBuffer()));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
