import type { ReadFile } from '../extensionFiles';
import { isStored, storedBlob } from '../storage';

// What the engine calls of Node's `fs` and `fs/promises`, on the files that a browser has: those stored by
// `web/storage.ts`, and the extension's own.

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

export async function open(path: string) {
  const blob = await blobAt(path);
  return {
    stat: () => Promise.resolve({ size: blob.size, isFile: () => true }),
    read: async (target: Uint8Array, offset: number, length: number, position: number) => {
      const bytes = new Uint8Array(await blob.slice(position, position + length).arrayBuffer());
      target.set(bytes, offset);
      return { bytesRead: bytes.length };
    },
    close: () => Promise.resolve(),
  };
}

/** Always false: it is asked only for files that a developer's checkout has. */
export const existsSync = (_path: string): boolean => false;

async function blobAt(path: string): Promise<Blob> {
  const blob = await storedBlob(path);
  if (blob === undefined) throw Object.assign(new Error(`There is no file ${path}.`), { code: 'ENOENT' });
  return blob;
}
