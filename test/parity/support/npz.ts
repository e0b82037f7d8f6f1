import { DataFile } from '../../../src/exporter/checkpoint/dataFile';
import { parseNpy } from '../../../src/exporter/checkpoint/npy';
import { ZipArchive } from '../../../src/exporter/checkpoint/zipArchive';

/** Reads a file by numpy.savez. int64 arrays become floats, which are exact up to 2²⁴. */
export async function readNpz(path: string): Promise<Map<string, { data: Float32Array; dims: readonly number[] }>> {
  const file = await DataFile.open(path);
  try {
    const archive = await ZipArchive.open(file);
    const arrays = new Map<string, { data: Float32Array; dims: readonly number[] }>();
    for (const [name, entry] of archive.entries) {
      const bytes = await entry.read();
      const integers = integersOf(bytes);
      const { data, shape } = integers ? { data: integers, shape: [integers.length] } : parseNpy(bytes);
      arrays.set(name.replace(/\.npy$/, ''), { data, dims: shape });
    }
    return arrays;
  } finally {
    await file.close();
  }
}

/** The elements of an int64 array, which do not occur in checkpoints. */
function integersOf(bytes: Uint8Array<ArrayBuffer>): Float32Array | undefined {
  const start = 10 + new DataView(bytes.buffer).getUint16(8, true);
  if (!Buffer.from(bytes.buffer, 0, start).includes("'<i8'")) return undefined;
  return Float32Array.from(new BigInt64Array(bytes.slice(start).buffer), Number);
}
