import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { isDiskFull, KokoroError, messageOf } from '../common/errors';
import { partFile, removeDeadParts } from '../common/partFiles';

/** Reports how much of the file is written, from 0 to 1. */
export type WriteProgress = (part: number) => void;

export interface WriteOptions {
  signal?: AbortSignal | undefined;
  onProgress?: WriteProgress | undefined;
}

/**
 * Writes a file part by part, under a temporary name until it is complete.
 * @throws KokoroError `disk-full`, `output-not-writable`; an AbortError when `signal` is aborted
 */
export async function writeWhole(
  path: string,
  parts: readonly Uint8Array[],
  options: WriteOptions = {},
): Promise<void> {
  const temporary = partFile(path, process.pid);
  try {
    await removeDeadParts(path);
    const file = await open(temporary, 'w');
    try {
      await writeParts(file, parts, options);
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    options.signal?.throwIfAborted();
    const full = isDiskFull(error);
    throw new KokoroError(
      full ? 'disk-full' : 'output-not-writable',
      full
        ? `The disk is full: ${path} was not written. Free some space and try again.`
        : `${path} cannot be written: ${messageOf(error)}. Choose another location.`,
      { cause: error },
    );
  }
}

/** Small parts are joined; large ones are written without a copy. */
async function writeParts(
  file: FileHandle,
  parts: readonly Uint8Array[],
  { signal, onProgress }: WriteOptions,
): Promise<void> {
  const LARGE = 1 << 16;
  const size = parts.reduce((sum, { byteLength }) => sum + byteLength, 0);
  let small: Uint8Array[] = [];
  let written = 0;
  const put = async (bytes: Uint8Array): Promise<void> => {
    signal?.throwIfAborted();
    for (let at = 0; at < bytes.byteLength;) {
      const { bytesWritten } = await file.write(bytes, at, Math.min(bytes.byteLength - at, 1 << 26));
      at += bytesWritten;
    }
    written += bytes.byteLength;
    onProgress?.(written / size);
  };
  for (const part of parts) {
    if (part.byteLength < LARGE) {
      small.push(part);
      continue;
    }
    await put(Buffer.concat(small));
    small = [];
    await put(part);
  }
  await put(Buffer.concat(small));
}
