import { randomUUID } from 'node:crypto';
import { access, constants, copyFile, type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isDiskFull, KokoroError, messageOf, systemCodeOf } from '../../common/errors';
import { partFile, removeAllDeadParts, removeDeadParts } from '../../common/partFiles';

/** A file that appears under its name once it is complete. Its methods throw `output-not-writable` or `disk-full`. */
export class OutputFile {
  readonly path: string;
  readonly #partial: string;
  readonly #file: FileHandle;

  private constructor(path: string, partial: string, file: FileHandle) {
    this.path = path;
    this.#partial = partial;
    this.#file = file;
  }

  /** @param workFolder where it is written until it is complete, where nobody sees it; beside `path` by default */
  static async create(path: string, workFolder?: string): Promise<OutputFile> {
    try {
      const partial = workFolder === undefined ? await partBeside(path) : await partIn(workFolder, path);
      return new OutputFile(path, partial, await open(partial, 'w+'));
    } catch (error) {
      throw notWritable(path, error);
    }
  }

  /** Writes all bytes: at a position, or else at the end of what was written so far. */
  async write(bytes: Uint8Array, position?: number): Promise<void> {
    try {
      if (position === undefined) await this.#file.writeFile(bytes);
      else for (let at = 0; at < bytes.length;) at += await this.#writeSome(bytes, at, position);
    } catch (error) {
      throw notWritable(this.path, error);
    }
  }

  async #writeSome(bytes: Uint8Array, at: number, position: number): Promise<number> {
    return (await this.#file.write(bytes, at, bytes.length - at, position + at)).bytesWritten;
  }

  /** Reads back what was written. */
  async read(position: number, length: number): Promise<Buffer> {
    const { buffer, bytesRead } = await this.#file.read(Buffer.alloc(length), 0, length, position);
    return buffer.subarray(0, bytesRead);
  }

  /** The bytes written so far. */
  async size(): Promise<number> {
    return (await this.#file.stat()).size;
  }

  /** Gives the complete file its name. */
  async finish(): Promise<void> {
    try {
      await this.#file.close();
      await this.#move();
    } catch (error) {
      throw notWritable(this.path, error);
    }
  }

  async #move(): Promise<void> {
    try {
      await rename(this.#partial, this.path);
    } catch (error) {
      if (systemCodeOf(error) !== 'EXDEV') throw error;
      // The work folder is on another volume.
      const beside = await partBeside(this.path);
      await copyFile(this.#partial, beside);
      await rename(beside, this.path);
      await rm(this.#partial, { force: true });
    }
  }

  /** Deletes what was written. */
  async abandon(): Promise<void> {
    await this.#file.close();
    await rm(this.#partial, { force: true });
  }
}

/** Writes a whole file, which appears under its name once it is complete. */
export async function writeOutput(path: string, content: string): Promise<void> {
  const file = await OutputFile.create(path);
  try {
    await file.write(Buffer.from(content));
    await file.finish();
  } catch (error) {
    await file.abandon();
    throw error;
  }
}

async function partBeside(path: string): Promise<string> {
  await removeDeadParts(path);
  return partFile(path, process.pid);
}

/** A file in a folder of our own. @throws the system's error when `path` could not be written in the end */
async function partIn(folder: string, path: string): Promise<string> {
  await access(dirname(path), constants.W_OK);
  await mkdir(folder, { recursive: true });
  await removeAllDeadParts(folder);
  return partFile(join(folder, randomUUID()), process.pid);
}

function notWritable(path: string, cause: unknown): KokoroError {
  return isDiskFull(cause)
    ? new KokoroError('disk-full', `The disk is full: ${path} was not written. Free some space and try again.`, {
        cause,
      })
    : new KokoroError('output-not-writable', `${path} cannot be written: ${messageOf(cause)}`, { cause });
}
