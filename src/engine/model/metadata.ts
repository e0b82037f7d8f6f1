import { fieldsOf, OnnxFile } from './onnxFile';

/** Metadata beyond this size is not read. */
const MAX_BYTES = 4 << 20;
/** Field numbers of onnx.proto: ModelProto.metadata_props, and key and value of its entries. */
const METADATA = 14;
const [KEY, VALUE] = [1, 2];

/**
 * The metadata of an ONNX file, which onnxruntime-node does not expose. Any other file has no metadata; the runtime
 * reports that it is unusable.
 */
export async function readMetadata(path: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  await OnnxFile.with(path, async (file) => {
    let left = MAX_BYTES;
    for await (const field of file.fields()) {
      if (field.number !== METADATA || field.end - field.start > left) continue;
      left -= field.end - field.start;
      const [key, value] = entryOf(await file.bytes(field));
      found.set(key, value);
    }
  });
  return found;
}

function entryOf(bytes: Uint8Array): [string, string] {
  const entry: [string, string] = ['', ''];
  for (const { number, start, end } of fieldsOf(bytes)) {
    const text = new TextDecoder().decode(bytes.subarray(start, end));
    if (number === KEY) entry[0] = text;
    else if (number === VALUE) entry[1] = text;
  }
  return entry;
}
