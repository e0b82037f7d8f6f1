import { randomUUID } from 'node:crypto';
import { access, constants, copyFile, type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isDiskFull, KokoroError, messageOf, systemCodeOf } from '../../common/errors';
import { partFile, removeAllDeadParts, removeDeadParts } from '../../common/partFiles';
import { SAMPLE_RATE } from '../../kokoro/model';

const HEADER_BYTES = 44;
/** A WAV header holds sizes in 32 bits. */
const MAX_DATA_BYTES = 0xffff_ffff - HEADER_BYTES;

/** Header of a mono 16-bit PCM WAV file at SAMPLE_RATE (RIFF, Multimedia Programming Interface 1.0). */
export function wavHeader(dataBytes: number): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(HEADER_BYTES - 8 + dataBytes, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16); // length of the format chunk
  header.writeUInt16LE(1, 20); // PCM
  header.writeUInt16LE(1, 22); // channels
  header.writeUInt32LE(SAMPLE_RATE, 24);
  header.writeUInt32LE(SAMPLE_RATE * 2, 28); // bytes per second
  header.writeUInt16LE(2, 32); // bytes per frame
  header.writeUInt16LE(16, 34); // bits per sample
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(dataBytes, 40);
  return header;
}

/** Converts float samples (−1…1) to 16-bit little-endian PCM, rounding and clipping. */
export function toPcm16(samples: Float32Array): Buffer {
  const pcm = Buffer.alloc(samples.length * 2);
  samples.forEach((sample, i) => pcm.writeInt16LE(Math.round(Math.max(-1, Math.min(1, sample)) * 32767), i * 2));
  return pcm;
}

/** Writes a WAV file while its speech arrives. The file appears under its name once it is complete. */
export class WavWriter {
  readonly #path: string;
  readonly #partial: string;
  readonly #file: FileHandle;
  #dataBytes = 0;

  private constructor(path: string, partial: string, file: FileHandle) {
    this.#path = path;
    this.#partial = partial;
    this.#file = file;
  }

  /**
   * Opens the file.
   * @param workFolder where it is written until it is complete, where nobody sees it; beside `path` by default
   * @throws KokoroError `output-not-writable` or `disk-full`, as all methods do
   */
  static async create(path: string, workFolder?: string): Promise<WavWriter> {
    try {
      const partial = workFolder === undefined ? await partBeside(path) : await partIn(workFolder, path);
      const file = await open(partial, 'w');
      await file.write(wavHeader(0));
      return new WavWriter(path, partial, file);
    } catch (error) {
      throw notWritable(path, error);
    }
  }

  /** Appends samples (mono, SAMPLE_RATE). */
  async write(samples: Float32Array): Promise<void> {
    const pcm = toPcm16(samples);
    if (this.#dataBytes + pcm.length > MAX_DATA_BYTES) {
      throw new KokoroError('output-not-writable', 'A WAV file holds at most 24 hours of speech. Save a shorter part.');
    }
    try {
      await this.#file.writeFile(pcm);
    } catch (error) {
      throw notWritable(this.#path, error);
    }
    this.#dataBytes += pcm.length;
  }

  /** Completes the file and renames it to its final name. */
  async finish(): Promise<void> {
    try {
      await this.#file.write(wavHeader(this.#dataBytes), 0, HEADER_BYTES, 0);
      await this.#file.close();
      await this.#move();
    } catch (error) {
      throw notWritable(this.#path, error);
    }
  }

  async #move(): Promise<void> {
    try {
      await rename(this.#partial, this.#path);
    } catch (error) {
      if (systemCodeOf(error) !== 'EXDEV') throw error;
      // The work folder is on another volume.
      const beside = await partBeside(this.#path);
      await copyFile(this.#partial, beside);
      await rename(beside, this.#path);
      await rm(this.#partial, { force: true });
    }
  }

  /** Deletes what was written. */
  async abandon(): Promise<void> {
    await this.#file.close();
    await rm(this.#partial, { force: true });
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
