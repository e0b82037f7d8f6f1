/** Reads bytes from front to back. Reading past the end throws a RangeError. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get position(): number {
    return this.#at;
  }

  u8(): number {
    return this.#view.getUint8(this.#advance(1));
  }

  u16(): number {
    return this.#view.getUint16(this.#advance(2), true);
  }

  u32(): number {
    return this.#view.getUint32(this.#advance(4), true);
  }

  i32(): number {
    return this.#view.getInt32(this.#advance(4), true);
  }

  /** An unsigned 8-byte length. Values above 2⁵³ are inexact, but no file is that long. */
  u64(): number {
    return Number(this.#view.getBigUint64(this.#advance(8), true));
  }

  /** Big-endian, as in pickles. */
  f64(): number {
    return this.#view.getFloat64(this.#advance(8), false);
  }

  take(length: number): Uint8Array {
    const start = this.#advance(length);
    return this.#bytes.subarray(start, start + length);
  }

  /** UTF-8 text of `length` bytes. A lone surrogate, which Python may write, becomes U+FFFD. */
  text(length: number): string {
    return new TextDecoder().decode(this.take(length));
  }

  /** The text before the next line feed, which is skipped. */
  line(): string {
    const end = this.#bytes.indexOf(10, this.#at);
    if (end < 0) throw new RangeError('a line has no end');
    const line = this.text(end - this.#at);
    this.#at++;
    return line;
  }

  #advance(length: number): number {
    const start = this.#at;
    if (length > this.#bytes.length - start) throw new RangeError(`it ends within ${length} bytes at ${start}`);
    this.#at = start + length;
    return start;
  }
}
