import { decodeUtf8 } from './utf8';

interface Section {
  type: string;
  offset: number;
  length: number;
}

/**
 * A data file written by scripts/lib/sections.mjs: the length of the header (UInt32LE), the header (JSON), then typed
 * arrays (little-endian). Arrays start at multiples of 8 bytes; their offsets count from the padded end of the header.
 */
export class Sections<Header> {
  readonly header: Header;
  readonly #bytes: Uint8Array<ArrayBuffer>;
  readonly #start: number;
  readonly #sections: Readonly<Record<string, Section | undefined>>;

  /** @param bytes decompressed. @throws Error when they are not such a file */
  constructor(bytes: Uint8Array<ArrayBuffer>) {
    const headerLength = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
    const header = JSON.parse(decodeUtf8(bytes, 4, 4 + headerLength)) as Header & {
      sections: Record<string, Section>;
    };
    this.header = header;
    this.#sections = header.sections;
    this.#start = Math.ceil((4 + headerLength) / 8) * 8;
    this.#bytes = bytes;
  }

  uint8(name: string): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.#copy(name, 'Uint8Array', 1));
  }

  uint16(name: string): Uint16Array<ArrayBuffer> {
    return new Uint16Array(this.#copy(name, 'Uint16Array', 2));
  }

  int16(name: string): Int16Array<ArrayBuffer> {
    return new Int16Array(this.#copy(name, 'Int16Array', 2));
  }

  uint32(name: string): Uint32Array<ArrayBuffer> {
    return new Uint32Array(this.#copy(name, 'Uint32Array', 4));
  }

  float32(name: string): Float32Array<ArrayBuffer> {
    return new Float32Array(this.#copy(name, 'Float32Array', 4));
  }

  float64(name: string): Float64Array<ArrayBuffer> {
    return new Float64Array(this.#copy(name, 'Float64Array', 8));
  }

  /** A copy, which is aligned and does not keep the whole file alive. */
  #copy(name: string, type: string, width: number): ArrayBuffer {
    const section = this.#sections[name];
    if (section?.type !== type) throw new Error(`The data has no ${type} "${name}".`);
    const from = this.#start + section.offset;
    return this.#bytes.slice(from, from + section.length * width).buffer;
  }
}
