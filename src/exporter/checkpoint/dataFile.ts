import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { KokoroError, messageOf } from '../../common/errors';
import { openRegularFile } from '../../common/regularFile';

const CHUNK_BYTES = 1 << 20;

/** The error for a file that is damaged or of the wrong kind. */
export function corrupt(path: string, problem: string, cause?: unknown): KokoroError {
  return new KokoroError('checkpoint-corrupt', `${path} is damaged or of the wrong kind: ${problem}.`, { cause });
}

/** An open file with random access. */
export class DataFile {
  readonly path: string;
  readonly size: number;
  readonly #handle: FileHandle;

  private constructor(path: string, size: number, handle: FileHandle) {
    this.path = path;
    this.size = size;
    this.#handle = handle;
  }

  /** @throws KokoroError `input-unreadable` */
  static async open(path: string): Promise<DataFile> {
    try {
      const { file, size } = await openRegularFile(path);
      return new DataFile(path, size, file);
    } catch (error) {
      throw new KokoroError('input-unreadable', `${path} cannot be read: ${messageOf(error)}`, { cause: error });
    }
  }

  /**
   * Reads bytes into a new buffer.
   * @throws KokoroError `checkpoint-corrupt` if the file ends too early, `input-unreadable` if reading fails
   */
  async read(position: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    if (position + length > this.size) {
      throw corrupt(this.path, `it ends after ${this.size} bytes, but ${position + length} are needed`);
    }
    const bytes = new Uint8Array(length);
    for (let done = 0; done < length;) {
      const { bytesRead } = await this.#handle
        .read(bytes, done, length - done, position + done)
        .catch((error: unknown) => {
          throw new KokoroError('input-unreadable', `${this.path} cannot be read: ${messageOf(error)}`, {
            cause: error,
          });
        });
      if (bytesRead === 0) throw corrupt(this.path, `it shrank while it was being read`);
      done += bytesRead;
    }
    return bytes;
  }

  /** Reads bytes in chunks of at most 1 MiB. */
  async *chunks(position: number, length: number): AsyncGenerator<Uint8Array> {
    const end = position + length;
    for (let at = position; at < end; at += CHUNK_BYTES) yield await this.read(at, Math.min(CHUNK_BYTES, end - at));
  }

  /** The SHA-256 of the whole file, in hexadecimal. */
  async sha256(): Promise<string> {
    const hash = createHash('sha256');
    for await (const chunk of this.chunks(0, this.size)) hash.update(chunk);
    return hash.digest('hex');
  }

  close(): Promise<void> {
    return this.#handle.close();
  }
}
