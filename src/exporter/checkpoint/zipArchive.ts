import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from 'yauzl';
import { KokoroError, messageOf } from '../../common/errors';
import { corrupt, type DataFile } from './dataFile';

const MAX_ENTRIES = 20_000;
const STORED = 0;
const DEFLATED = 8;
/** Deflate cannot exceed 1032 : 1; an entry that claims more is lying. */
const MAX_RATIO = 1040;

/**
 * A zip archive with random access. yauzl, which the extension ships anyway, reads the directory (zip64 too) and
 * inflates. It neither verifies checksums nor reads stored entries without a stream, so that is done here.
 */
export class ZipArchive {
  readonly entries: ReadonlyMap<string, ZipEntry>;

  private constructor(entries: ReadonlyMap<string, ZipEntry>) {
    this.entries = entries;
  }

  /** @throws KokoroError `checkpoint-corrupt` for a broken directory */
  static async open(file: DataFile): Promise<ZipArchive> {
    const entries = new Map<string, ZipEntry>();
    try {
      const zip = await fromRandomAccessReaderPromise(new Reader(file), file.size, {
        autoClose: false,
        lazyEntries: true,
      });
      for await (const entry of zip.eachEntry()) {
        if (entries.has(entry.fileName)) throw new Error(`two entries are named “${entry.fileName.slice(0, 100)}”`);
        if (entries.size === MAX_ENTRIES) throw new Error(`it has more than ${MAX_ENTRIES} entries`);
        entries.set(entry.fileName, new ZipEntry(file, zip, entry));
      }
    } catch (error) {
      if (error instanceof KokoroError) throw error;
      throw corrupt(file.path, `its zip directory cannot be read (${messageOf(error)})`, error);
    }
    return new ZipArchive(entries);
  }
}

/** Gives yauzl access to the file. For an offset above 2⁵³, its own reader throws uncatchably in a callback. */
class Reader extends RandomAccessReader {
  readonly #file: DataFile;

  constructor(file: DataFile) {
    super();
    this.#file = file;
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null, bytesRead?: number) => void,
  ): void {
    this.#file.read(position, length).then(
      (bytes) => {
        buffer.set(bytes, offset);
        callback(null, length);
      },
      (error: unknown) => callback(error as Error),
    );
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.#file.chunks(start, end - start));
  }
}

/** A file in the archive. */
export class ZipEntry {
  readonly name: string;
  readonly size: number;
  readonly #file: DataFile;
  readonly #zip: ZipFile;
  readonly #entry: Entry;
  #verified: Promise<void> | undefined;

  constructor(file: DataFile, zip: ZipFile, entry: Entry) {
    this.name = entry.fileName;
    this.size = entry.uncompressedSize;
    this.#file = file;
    this.#zip = zip;
    this.#entry = entry;
  }

  /**
   * Reads bytes `start` to `end` of the content into a new buffer. Only these bytes take memory, but the checksum of
   * the whole entry is verified, once.
   * @throws KokoroError `checkpoint-corrupt`
   */
  async read(start = 0, end = this.size): Promise<Uint8Array<ArrayBuffer>> {
    try {
      this.#check(start, end);
      return await (this.#entry.compressionMethod === STORED ? this.#stored(start, end) : this.#inflated(start, end));
    } catch (error) {
      if (error instanceof KokoroError) throw error;
      throw corrupt(this.#file.path, `its entry “${this.name}” cannot be read (${messageOf(error)})`, error);
    }
  }

  #check(start: number, end: number): void {
    const { compressionMethod, compressedSize, uncompressedSize } = this.#entry;
    if (start < 0 || end < start || end > this.size) throw new Error(`bytes ${start} to ${end} are outside it`);
    if (this.#entry.isEncrypted()) throw new Error('it is encrypted');
    if (compressionMethod !== STORED && compressionMethod !== DEFLATED) {
      throw new Error(`it is compressed by method ${compressionMethod}, not stored or deflated`);
    }
    const limit = compressionMethod === STORED ? compressedSize : compressedSize * MAX_RATIO;
    if (compressedSize > this.#file.size || uncompressedSize > limit) throw new Error('its size is impossible');
  }

  async #stored(start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
    const { fileDataStart } = await this.#zip.readLocalFileHeaderPromise(this.#entry, { minimal: true });
    if (end - start === this.size) {
      const bytes = await this.#file.read(fileDataStart, this.size);
      this.#compare(crc32(bytes));
      return bytes;
    }
    this.#verified ??= this.#verify(fileDataStart);
    await this.#verified;
    return this.#file.read(fileDataStart + start, end - start);
  }

  async #verify(fileDataStart: number): Promise<void> {
    let sum = 0;
    for await (const chunk of this.#file.chunks(fileDataStart, this.size)) sum = crc32(chunk, sum);
    this.#compare(sum);
  }

  async #inflated(start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = new Uint8Array(end - start);
    let at = 0;
    let sum = 0;
    const stream = await this.#zip.openReadStreamPromise(this.#entry);
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      sum = crc32(chunk, sum);
      const wanted = chunk.subarray(Math.max(start - at, 0), Math.max(end - at, 0));
      bytes.set(wanted, Math.max(at - start, 0));
      at += chunk.length;
    }
    this.#compare(sum);
    return bytes;
  }

  /** torch.save writes 0 if it is told not to compute checksums (`set_crc32_options(False)`). */
  #compare(sum: number): void {
    if (this.#entry.crc32 !== 0 && this.#entry.crc32 !== sum) throw new Error('its checksum is wrong');
  }
}
