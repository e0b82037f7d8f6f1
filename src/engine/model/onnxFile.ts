import type { FileHandle } from 'node:fs/promises';
import { openRegularFile } from '../../common/regularFile';

/** Protobuf wire types: a varint, and bytes prefixed with their length. */
const [VARINT, BYTES] = [0, 2];
/** Bytes of the longest tag and length. */
const HEAD_BYTES = 20;
const WINDOW_BYTES = 64 << 10;

/** A part of a file or of a message, in bytes. */
export interface Extent {
  start: number;
  end: number;
}

/** A protobuf field: its number, and where its content lies. A number has no content. */
export interface Field extends Extent {
  number: number;
}

/** The fields of a message in memory, up to the first that ONNX does not use. */
export function* fieldsOf(message: Uint8Array): Generator<Field> {
  for (let at = 0; at < message.length;) {
    const field = fieldAt(message.subarray(at, at + HEAD_BYTES), at);
    if (field === undefined) return;
    yield field;
    at = field.end;
  }
}

/** An encoded field that holds bytes. */
export function bytesField(number: number, content: Uint8Array): Uint8Array {
  const head = [(number << 3) | BYTES];
  let rest = content.length;
  for (; rest > 0x7f; rest >>>= 7) head.push((rest & 0x7f) | 0x80);
  return Uint8Array.from([...head, rest, ...content]);
}

/** An ONNX file, read field by field: what nobody asks for, such as weights, is stepped over. */
export class OnnxFile {
  readonly #file: FileHandle;
  readonly #size: number;
  #window: Uint8Array = new Uint8Array(0);
  #windowStart = 0;

  private constructor(file: FileHandle, size: number) {
    this.#file = file;
    this.#size = size;
  }

  /** Opens a file, calls `use` and closes it. @returns undefined if there is no such file */
  static async with<T>(path: string, use: (file: OnnxFile) => Promise<T>): Promise<T | undefined> {
    const opened = await openRegularFile(path).catch(() => undefined);
    if (opened === undefined) return undefined;
    try {
      return await use(new OnnxFile(opened.file, opened.size));
    } finally {
      await opened.file.close();
    }
  }

  /** The fields of the message in this part of the file, or of the whole file, up to the first that is not ONNX's. */
  async *fields({ start, end }: Extent = { start: 0, end: this.#size }): AsyncGenerator<Field> {
    for (let at = start; at < end;) {
      const field = fieldAt(await this.bytes({ start: at, end: Math.min(at + HEAD_BYTES, end) }), at);
      if (field === undefined) return;
      yield field;
      at = field.end;
    }
  }

  /** The bytes of a part of the file; fewer if the file is cut off. */
  async bytes({ start, end }: Extent): Promise<Uint8Array> {
    if (start < this.#windowStart || end > this.#windowStart + this.#window.length) {
      const bytes = new Uint8Array(Math.min(Math.max(end - start, WINDOW_BYTES), Math.max(0, this.#size - start)));
      const { bytesRead } = await this.#file.read(bytes, 0, bytes.length, start);
      [this.#window, this.#windowStart] = [bytes.subarray(0, bytesRead), start];
    }
    return this.#window.subarray(start - this.#windowStart, end - this.#windowStart);
  }

  /** The bytes of the whole file with others behind them. */
  async followedBy(more: Uint8Array): Promise<Uint8Array> {
    const bytes = new Uint8Array(this.#size + more.length);
    await this.#file.read(bytes, 0, this.#size, 0);
    bytes.set(more, this.#size);
    return bytes;
  }
}

/** The field that starts with these bytes; undefined for wire types that ONNX's large messages do not use. */
function fieldAt(bytes: Uint8Array, position: number): Field | undefined {
  const tag = varint(bytes, 0);
  const next = tag && varint(bytes, tag.end);
  if (!tag || !next || ![VARINT, BYTES].includes(tag.value & 7)) return undefined;
  const start = position + next.end;
  return { number: tag.value >>> 3, start, end: start + ((tag.value & 7) === BYTES ? next.value : 0) };
}

/** A varint up to 2⁵³, more than any file size. */
function varint(bytes: Uint8Array, at: number): { value: number; end: number } | undefined {
  let value = 0;
  for (let i = 0; i < 8; i++) {
    const byte = bytes[at + i];
    if (byte === undefined) return undefined;
    value += (byte & 0x7f) * 2 ** (7 * i);
    if (byte < 0x80) return Number.isSafeInteger(value) ? { value, end: at + i + 1 } : undefined;
  }
  return undefined;
}
