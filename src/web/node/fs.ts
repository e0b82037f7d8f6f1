import type { ReadFile } from '../extensionFiles';
import { isStored, removeStored, store, storedBlob } from '../storage';

// What shared code calls of Node's `fs` and `fs/promises`, on the files that a browser has: those in its storage, and
// the extension's own. There are no folders: a path is a name.

let readExtensionFile: ReadFile = () => Promise.reject(new Error('The extension’s files cannot be read yet.'));

/** Sets how the extension's own files are read, by their paths relative to its folder. */
export function readExtensionFilesWith(read: ReadFile): void {
  readExtensionFile = read;
}

export const constants = { O_RDONLY: 0 };

export async function readFile(path: string): Promise<Uint8Array<ArrayBuffer>> {
  if (!isStored(path)) return readExtensionFile(path);
  return new Uint8Array(await (await blobAt(path)).arrayBuffer());
}

export async function stat(path: string) {
  const { size } = await blobAt(path);
  return { size, mtimeMs: 0, isFile: () => true };
}

export async function open(path: string, flags: string | number) {
  return flags === 'w' ? new WrittenFile(path) : new ReadableFile(await blobAt(path));
}

export async function rename(from: string, to: string): Promise<void> {
  await copyFile(from, to);
  await removeStored(from);
}

export async function copyFile(from: string, to: string): Promise<void> {
  await store(to, await blobAt(from));
}

export const rm = (path: string): Promise<void> => removeStored(path);

export const mkdir = (_path: string): Promise<void> => Promise.resolve();

export const readdir = (_path: string): Promise<string[]> => Promise.resolve([]);

/** Always false: it is asked only for files that a developer's checkout has. */
export const existsSync = (_path: string): boolean => false;

class ReadableFile {
  readonly #blob: Blob;

  constructor(blob: Blob) {
    this.#blob = blob;
  }

  stat() {
    return Promise.resolve({ size: this.#blob.size, isFile: () => true });
  }

  async read(target: Uint8Array, offset: number, length: number, position: number): Promise<{ bytesRead: number }> {
    const bytes = new Uint8Array(await this.#blob.slice(position, position + length).arrayBuffer());
    target.set(bytes, offset);
    return { bytesRead: bytes.length };
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** A file that is written from its beginning to its end. It is stored when it is closed. */
class WrittenFile {
  readonly #path: string;
  readonly #pieces: BlobPart[] = [];

  constructor(path: string) {
    this.#path = path;
  }

  write(bytes: Uint8Array<ArrayBuffer>, offset: number, length: number): Promise<{ bytesWritten: number }> {
    // A copy, which the browser may keep on disk.
    this.#pieces.push(new Blob([bytes.subarray(offset, offset + length)]));
    return Promise.resolve({ bytesWritten: length });
  }

  close(): Promise<void> {
    return store(this.#path, new Blob(this.#pieces));
  }
}

async function blobAt(path: string): Promise<Blob> {
  const blob = await storedBlob(path);
  if (blob === undefined) throw Object.assign(new Error(`There is no file ${path}.`), { code: 'ENOENT' });
  return blob;
}
