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

/** Stores a file. @throws DOMException `QuotaExceededError` when the browser has no room for it */
export async function store(path: string, content: Blob, sha256: string): Promise<void> {
  await (await caches.open(CACHE)).put(path, new Response(content, { headers: { [HASH]: sha256 } }));
}

/** Removes a file, if it is stored. */
export async function removeStored(path: string): Promise<void> {
  await (await caches.open(CACHE)).delete(path);
}
