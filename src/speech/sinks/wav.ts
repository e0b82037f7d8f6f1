import { open } from 'node:fs/promises';
import { KokoroError } from '../../common/errors';
import { SAMPLE_RATE } from '../../kokoro/model';
import { OutputFile } from './outputFile';

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
  readonly #file: OutputFile;
  #dataBytes = 0;

  private constructor(file: OutputFile) {
    this.#file = file;
  }

  /**
   * Opens the file.
   * @param workFolder where it is written until it is complete, where nobody sees it; beside `path` by default
   * @throws KokoroError `output-not-writable` or `disk-full`, as all methods do
   */
  static async create(path: string, workFolder?: string): Promise<WavWriter> {
    const file = await OutputFile.create(path, workFolder);
    await file.write(wavHeader(0));
    return new WavWriter(file);
  }

  /** Appends samples (mono, SAMPLE_RATE). */
  async write(samples: Float32Array): Promise<void> {
    const pcm = toPcm16(samples);
    if (this.#dataBytes + pcm.length > MAX_DATA_BYTES) {
      throw new KokoroError('output-not-writable', 'A WAV file holds at most 24 hours of speech. Save a shorter part.');
    }
    await this.#file.write(pcm);
    this.#dataBytes += pcm.length;
  }

  /** Completes the file and renames it to its final name. */
  async finish(): Promise<void> {
    await this.#file.write(wavHeader(this.#dataBytes), 0);
    await this.#file.finish();
  }

  /** Deletes what was written. */
  async abandon(): Promise<void> {
    await this.#file.abandon();
  }
}

/** The samples of a WAV file as `WavWriter` writes it, in pieces of `seconds`. */
export async function* readWav(path: string, seconds: number): AsyncGenerator<Float32Array, void, void> {
  const file = await open(path);
  try {
    const buffer = Buffer.alloc(2 * Math.round(seconds * SAMPLE_RATE));
    for (let at = HEADER_BYTES; ; at += buffer.length) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length, at);
      if (bytesRead === 0) return;
      yield Float32Array.from({ length: bytesRead >> 1 }, (_, i) => buffer.readInt16LE(2 * i) / 32767);
      if (bytesRead < buffer.length) return;
    }
  } finally {
    await file.close();
  }
}
