import { writeWhole, type WriteOptions } from '../wholeFile';
import { DATA_TYPES, LENGTH_BYTES } from './safetensors';
import { ELEMENT_BYTES, type TensorInfo } from './tensor';

/** A tensor with its elements, row-major and little-endian. */
export interface StoredTensor extends TensorInfo {
  data: Uint8Array;
}

/** The header's length is a multiple of this, so that all elements are aligned when the file is. */
const ALIGNMENT = 8;

/**
 * Writes a safetensors file, under a temporary name until it is complete. Tensors with wider elements come first, as in
 * the original writer, which aligns them all without gaps.
 * @throws KokoroError `disk-full`, `output-not-writable`; an AbortError when `signal` is aborted
 */
export async function writeSafetensors(
  tensors: readonly StoredTensor[],
  metadata: ReadonlyMap<string, string>,
  path: string,
  options: WriteOptions = {},
): Promise<void> {
  const sorted = tensors.toSorted((a, b) => ELEMENT_BYTES[b.dtype] - ELEMENT_BYTES[a.dtype]);
  await writeWhole(path, [headerOf(sorted, metadata), ...sorted.map(({ data }) => data)], options);
}

function headerOf(tensors: readonly StoredTensor[], metadata: ReadonlyMap<string, string>): Uint8Array {
  const names = new Map([...DATA_TYPES].map(([name, dtype]) => [dtype, name]));
  let end = 0;
  const entries = tensors.map(({ name, dtype, shape, data }) => {
    const begin = end;
    end += data.byteLength;
    return [name, { dtype: names.get(dtype), shape, data_offsets: [begin, end] }] as const;
  });
  const json = JSON.stringify({ __metadata__: Object.fromEntries(metadata), ...Object.fromEntries(entries) });
  const text = Buffer.from(json);
  const padding = -(LENGTH_BYTES + text.length) & (ALIGNMENT - 1);
  const prefix = Buffer.alloc(LENGTH_BYTES);
  prefix.writeBigUInt64LE(BigInt(text.length + padding));
  return Buffer.concat([prefix, text, Buffer.alloc(padding, ' ')]);
}
