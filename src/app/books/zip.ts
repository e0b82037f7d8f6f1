import { Inflate } from 'fflate';

/** A file in a zip archive. */
interface Entry {
  offset: number;
  compressed: number;
  method: number;
}

/** Bytes of compressed data that are unpacked at a time: at most 1,032 times as many come out. */
const STEP = 16_384;
const STORED = 0;
const DEFLATED = 8;
const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;

/** Reads single files of a zip archive in memory, however large they claim to be. Encryption and zip64 are not known. */
export class ZipFiles {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #entries = new Map<string, Entry>();
  #room: number;

  /**
   * @param room bytes that may be unpacked altogether
   * @throws RangeError for damaged archives
   */
  constructor(bytes: Uint8Array, room: number) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#room = room;
    this.#readDirectory();
  }

  /** The bytes of a file; undefined if there is none of that name. @throws RangeError */
  read(name: string): Uint8Array | undefined {
    const entry = this.#entries.get(name);
    if (entry === undefined) return undefined;
    const { offset, compressed, method } = entry;
    const from = offset + 30 + this.#view.getUint16(offset + 26, true) + this.#view.getUint16(offset + 28, true);
    const data = this.#bytes.subarray(from, from + compressed);
    if (data.length < compressed) throw new RangeError(`${name} is cut off`);
    if (method === STORED) return this.#spend(data);
    if (method !== DEFLATED) throw new RangeError(`${name} is compressed in an unknown way`);
    return this.#inflated(data);
  }

  #inflated(data: Uint8Array): Uint8Array {
    const pieces: Uint8Array[] = [];
    const inflate = new Inflate((piece) => pieces.push(this.#spend(piece)));
    for (let at = 0; at < data.length; at += STEP) inflate.push(data.subarray(at, at + STEP), at + STEP >= data.length);
    const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const piece of pieces) {
      whole.set(piece, at);
      at += piece.length;
    }
    return whole;
  }

  #spend(piece: Uint8Array): Uint8Array {
    this.#room -= piece.length;
    if (this.#room < 0) throw new RangeError('it is too large when unpacked');
    return piece;
  }

  #readDirectory(): void {
    const view = this.#view;
    const last = view.byteLength - 22;
    let end = last;
    // A comment of up to 64 kB may follow.
    while (end >= 0 && end > last - 0xffff && view.getUint32(end, true) !== END_OF_DIRECTORY) end--;
    if (end < 0 || view.getUint32(end, true) !== END_OF_DIRECTORY) throw new RangeError('it has no directory');
    let at = view.getUint32(end + 16, true);
    for (let left = view.getUint16(end + 10, true); left > 0; left--) {
      if (view.getUint32(at, true) !== DIRECTORY_ENTRY) throw new RangeError('its directory is damaged');
      const name = new TextDecoder().decode(this.#bytes.subarray(at + 46, at + 46 + view.getUint16(at + 28, true)));
      this.#entries.set(name, {
        offset: view.getUint32(at + 42, true),
        compressed: view.getUint32(at + 20, true),
        method: view.getUint16(at + 10, true),
      });
      at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    }
  }
}
