import { KokoroError } from '../../common/errors';

// The protocol buffers' wire format (protobuf.dev/programming-guides/encoding), as far as ONNX uses it. Not a library: tensors are
// written from where they lie and read as views of the file, so that a model of 300 MB is held once.

const VARINT = 0;
const FIXED64 = 1;
const BYTES = 2;
const FIXED32 = 5;

/** A message under construction: a list of byte ranges that is never joined. */
export class Message {
  readonly parts: Uint8Array[] = [];
  size = 0;

  /** An int32, int64, enum or bool field. Negative numbers take ten bytes, as the format wants. */
  int(field: number, value: number | bigint): this {
    return this.#push(Uint8Array.from([...varint((field << 3) | VARINT), ...varint(value)]));
  }

  /** A float field. */
  float(field: number, value: number): this {
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setFloat32(0, value, true);
    return this.#push(Uint8Array.from([...varint((field << 3) | FIXED32), ...bytes]));
  }

  /** A bytes field; `value` is referred to, not copied. */
  bytes(field: number, value: Uint8Array): this {
    return this.#length(field, value.byteLength).#push(value);
  }

  /** A string field. */
  string(field: number, value: string): this {
    return this.bytes(field, new TextEncoder().encode(value));
  }

  /** An embedded message. */
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

/** One field of a message that is read: a number (varint or fixed) or bytes (a view). */
export interface Field {
  number: number;
  /** The value of a varint, as a signed 64-bit number. */
  int: bigint;
  /** The value of a 32-bit or 64-bit fixed field. */
  float: number;
  bytes: Uint8Array;
}

const NOTHING = new Uint8Array(0);

/** The fields of a message in their order. @throws KokoroError `model-invalid` where the bytes are no message */
export function* readFields(message: Uint8Array): Generator<Field> {
  const cursor = new Cursor(message);
  while (!cursor.atEnd) {
    const tag = Number(cursor.varint());
    const field: Field = { number: Math.floor(tag / 8), int: 0n, float: 0, bytes: NOTHING };
    const wire = tag % 8;
    if (wire === VARINT) field.int = BigInt.asIntN(64, cursor.varint());
    else if (wire === BYTES) field.bytes = cursor.take(Number(cursor.varint()));
    else if (wire === FIXED32) field.float = view(cursor.take(4)).getFloat32(0, true);
    else if (wire === FIXED64) field.float = view(cursor.take(8)).getFloat64(0, true);
    else throw notAMessage();
    yield field;
  }
}

/** The numbers of a repeated varint field, packed or one by one. */
export function readVarints(field: Field): bigint[] {
  if (field.bytes.byteLength === 0) return [field.int];
  const cursor = new Cursor(field.bytes);
  const numbers: bigint[] = [];
  while (!cursor.atEnd) numbers.push(BigInt.asIntN(64, cursor.varint()));
  return numbers;
}

/** The numbers of a repeated float field, packed or one by one. */
export function readFloats(field: Field): number[] {
  if (field.bytes.byteLength === 0) return [field.float];
  if (field.bytes.byteLength % 4 !== 0) throw notAMessage();
  const floats = view(field.bytes);
  return Array.from({ length: field.bytes.byteLength / 4 }, (_, i) => floats.getFloat32(4 * i, true));
}

/** A view of the bytes for reading numbers. */
export function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

class Cursor {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get atEnd(): boolean {
    return this.#at >= this.#bytes.byteLength;
  }

  varint(): bigint {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.#bytes[this.#at++];
      if (byte === undefined) break;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    throw notAMessage();
  }

  take(length: number): Uint8Array {
    const end = this.#at + length;
    if (end > this.#bytes.byteLength) throw notAMessage();
    const bytes = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return bytes;
  }
}

function notAMessage(): KokoroError {
  return new KokoroError('model-invalid', 'This is no ONNX file, or it is cut off; get it again.');
}
