import type { FileHandle } from 'node:fs/promises';
import { openRegularFile } from '../../common/regularFile';

/** Metadata beyond this size is not read. */
const MAX_BYTES = 4 << 20;
/** Field numbers of onnx.proto: ModelProto.metadata_props, and key and value of its entries. */
const METADATA = 14;
const [KEY, VALUE] = [1, 2];
/** Protobuf wire types: a varint, and bytes prefixed with their length. */
const [VARINT, BYTES] = [0, 2];

/**
 * The metadata of an ONNX file, which onnxruntime-node does not expose. Skips the graph without reading it. Any
 * other file has no metadata; the runtime reports that it is unusable.
 */
export async function readMetadata(path: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const opened = await openRegularFile(path).catch(() => undefined);
  if (opened === undefined) return found;
  const { file, size } = opened;
  try {
    for (let at = 0, left = MAX_BYTES; at < size;) {
      const field = fieldAt(await bytesAt(file, at, 20));
      if (field === undefined) break;
      const start = at + field.headBytes;
      if (field.number === METADATA && field.length <= left) {
        left -= field.length;
        const [key, value] = entryOf(await bytesAt(file, start, field.length));
        found.set(key, value);
      }
      at = start + field.length;
    }
    return found;
  } finally {
    await file.close();
  }
}

interface Field {
  number: number;
  /** Bytes of its tag and of the varint after it. */
  headBytes: number;
  /** Bytes of its content. */
  length: number;
}

/** The field that starts with these bytes; undefined for wire types that ModelProto does not use. */
function fieldAt(bytes: Uint8Array): Field | undefined {
  const tag = varint(bytes, 0);
  const next = tag && varint(bytes, tag.end);
  if (!tag || !next || ![VARINT, BYTES].includes(tag.value & 7)) return undefined;
  return { number: tag.value >>> 3, headBytes: next.end, length: (tag.value & 7) === BYTES ? next.value : 0 };
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

function entryOf(bytes: Uint8Array): [string, string] {
  const entry: [string, string] = ['', ''];
  for (let at = 0; at < bytes.length;) {
    const field = fieldAt(bytes.subarray(at));
    if (field === undefined) break;
    const text = new TextDecoder().decode(bytes.subarray(at + field.headBytes, at + field.headBytes + field.length));
    if (field.number === KEY) entry[0] = text;
    else if (field.number === VALUE) entry[1] = text;
    at += field.headBytes + field.length;
  }
  return entry;
}

async function bytesAt(file: FileHandle, position: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  const { bytesRead } = await file.read(bytes, 0, length, position);
  return bytes.subarray(0, bytesRead);
}
