import { KokoroError } from '../../common/errors';

// The parts of protobuf's wire format (protobuf.dev/programming-guides/encoding) that ONNX uses. Libraries copy
// tensors; this code writes them from where they are and reads them as views of the file, so that a 300 MB model is
// in memory only once.

const VARINT = 0;
const FIXED64 = 1;
const BYTES = 2;
const FIXED32 = 5;

/** A message under construction: a list of byte ranges that are never joined. */
export class Message {
  readonly parts: Uint8Array[] = [];
  size = 0;

  /** Adds an int32, int64, enum or bool field. Negative numbers take ten bytes, as the format requires. */
  int(field: number, value: number | bigint): this {
    return this.#push(Uint8Array.from([...varint((field << 3) | VARINT), ...varint(value)]));
  }

  /** Adds a float field. */
  float(field: number, value: number): this {
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setFloat32(0, value, true);
    return this.#push(Uint8Array.from([...varint((field << 3) | FIXED32), ...bytes]));
  }

  /** Adds a bytes field; `value` is not copied. */
  bytes(field: number, value: Uint8Array): this {
    return this.#length(field, value.byteLength).#push(value);
  }

  /** Adds a string field. */
  string(field: number, value: string): this {
    return this.bytes(field, new TextEncoder().encode(value));
  }

  /** Adds an embedded message. */
  message(field: number, value: Message): this {
    this.#length(field, value.size);
    for (const part of value.parts) this.#push(part);
    return this;
  }

  #length(field: number, size: number): this {
    return this.#push(Uint8Array.from([...varint((field << 3) | BYTES), ...varint(size)]));
  }

  #push(bytes: Uint8Array): this {
    this.parts.push(bytes);
    this.size += bytes.byteLength;
    return this;
  }
}

function varint(value: number | bigint): number[] {
  let rest = BigInt.asUintN(64, BigInt(value));
  const bytes: number[] = [];
  for (; rest > 0x7fn; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  bytes.push(Number(rest));
  return bytes;
}

/** A field of a message that is being read: a number (varint or fixed) or bytes (a view). */
export interface Field {
  number: number;
  /** Whether it holds bytes, which for a repeated number field are packed numbers. */
  packed: boolean;
  /** The value of a varint, as a signed 64-bit number. */
  int: bigint;
  /** The value of a 32-bit or 64-bit fixed field. */
  float: number;
  bytes: Uint8Array;
}

const NOTHING = new Uint8Array(0);

/** The fields of a message in order. @throws KokoroError `model-invalid` if the bytes are not a message */
export function* readFields(message: Uint8Array): Generator<Field> {
  const cursor = new Cursor(message);
  while (!cursor.atEnd) {
    const tag = Number(cursor.varint());
    const wire = tag % 8;
    const field: Field = { number: Math.floor(tag / 8), packed: wire === BYTES, int: 0n, float: 0, bytes: NOTHING };
    if (wire === VARINT) field.int = cursor.varint();
    else if (wire === BYTES) field.bytes = cursor.take(Number(cursor.varint()));
    else if (wire === FIXED32) field.float = view(cursor.take(4)).getFloat32(0, true);
    else if (wire === FIXED64) field.float = view(cursor.take(8)).getFloat64(0, true);
    else throw notAMessage();
    yield field;
  }
}

/** The text of a string field. */
export const textOf = ({ bytes }: Field): string => new TextDecoder().decode(bytes);

/** How many numbers a repeated varint field holds, packed or not. */
export function countVarints({ packed, bytes }: Field): number {
  if (!packed) return 1;
  let count = 0;
  for (const byte of bytes) if (byte < 0x80) count++;
  return count;
}

/**
 * Visits the numbers of a repeated varint field, each as two signed 32-bit halves: millions of bigints would take too
 * much memory and time.
 */
export function eachVarint(field: Field, visit: (low: number, high: number) => void): void {
  if (!field.packed) {
    visit(Number(BigInt.asIntN(32, field.int)), Number(BigInt.asIntN(32, field.int >> 32n)));
    return;
  }
  const cursor = new Cursor(field.bytes);
  while (!cursor.atEnd) {
    cursor.readVarint();
    visit(cursor.low, cursor.high);
  }
}

/** The signed 64-bit number with these halves, rounded to the nearest double. */
export const numberOf = (low: number, high: number): number => high * 2 ** 32 + (low >>> 0);

/** How many numbers of `size` bytes (4 or 8) a repeated float or double field holds, packed or not. */
export function countFloats({ packed, bytes }: Field, size: number): number {
  if (!packed) return 1;
  if (bytes.byteLength % size !== 0) throw notAMessage();
  return bytes.byteLength / size;
}

/** Visits the numbers of a repeated float or double field. */
export function eachFloat(field: Field, size: number, visit: (value: number) => void): void {
  if (!field.packed) {
    visit(field.float);
    return;
  }
  const numbers = view(field.bytes);
  const count = countFloats(field, size);
  for (let i = 0; i < count; i++) visit(size === 4 ? numbers.getFloat32(4 * i, true) : numbers.getFloat64(8 * i, true));
}

/** A view for reading numbers. */
function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

class Cursor {
  readonly #bytes: Uint8Array;
  #at = 0;
  /** The halves of the varint last read, as signed 32-bit numbers. */
  low = 0;
  high = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get atEnd(): boolean {
    return this.#at >= this.#bytes.byteLength;
  }

  /** The next varint as a signed 64-bit number. */
  varint(): bigint {
    this.readVarint();
    return (BigInt(this.high) << 32n) | BigInt(this.low >>> 0);
  }

  /** Reads the next varint into `low` and `high`. */
  readVarint(): void {
    this.low = 0;
    this.high = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = this.#bytes[this.#at++];
      if (byte === undefined) break;
      const bits = byte & 0x7f;
      if (shift < 32) this.low |= bits << shift;
      if (shift > 25) this.high |= shift < 32 ? bits >> (32 - shift) : bits << (shift - 32);
      if (byte < 0x80) return;
    }
    throw notAMessage();
  }

  take(length: number): Uint8Array {
    const end = this.#at + length;
    if (!(length >= 0 && end <= this.#bytes.byteLength)) throw notAMessage();
    const bytes = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return bytes;
  }
}

function notAMessage(): KokoroError {
  return new KokoroError('model-invalid', 'This is not an ONNX file, or it is cut off. Get it again.');
}
