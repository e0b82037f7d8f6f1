import { ELEMENT_BYTES, elementsOf, toFloat32 } from './tensor';

/** An array from a file in numpy's NPY format. */
export interface NpyArray {
  shape: readonly number[];
  data: Float32Array;
}

const MAGIC = '\x93NUMPY';
const DATA_TYPES = new Map([
  ['<f4', 'float32'],
  ['<f2', 'float16'],
  ['<f8', 'float64'],
] as const);

/** Whether a file that begins so is in numpy's NPY format. */
export function isNpy(start: Uint8Array): boolean {
  return Buffer.from(start).toString('latin1', 0, 6) === MAGIC;
}

/**
 * Reads versions 1 to 3 of the format: magic, version, length of the header, the header as the text of a Python dict,
 * elements (numpy/lib/format.py).
 * @throws Error for anything but little-endian floats in row-major order
 */
export function parseNpy(bytes: Uint8Array<ArrayBuffer>): NpyArray {
  const buffer = Buffer.from(bytes.buffer);
  if (buffer.length < 12 || !isNpy(buffer)) throw new Error('it is not a numpy array');
  const wide = buffer.readUInt8(6) > 1;
  const start = (wide ? 12 : 10) + (wide ? buffer.readUInt32LE(8) : buffer.readUInt16LE(8));
  const header = buffer.toString('latin1', wide ? 12 : 10, Math.min(start, 4096));
  const descr = /'descr':\s*'([^']*)'/.exec(header)?.[1] ?? '';
  const dtype = DATA_TYPES.get(descr as '<f4');
  if (dtype === undefined) throw new Error(`its elements are ${descr || 'unknown'}, not little-endian floats`);
  if (!/'fortran_order':\s*False/.test(header)) throw new Error('it is not in row-major order');
  const sizes = /'shape':\s*\(([\d,\s]*)\)/.exec(header)?.[1];
  if (sizes === undefined) throw new Error('it has no shape');
  const shape = sizes.split(',').flatMap((size) => (size.trim() === '' ? [] : [Number(size)]));
  const length = elementsOf(shape) * ELEMENT_BYTES[dtype];
  if (bytes.length - start !== length) throw new Error(`it has ${bytes.length - start} bytes, not ${length}`);
  return { shape, data: toFloat32(dtype, bytes.slice(start)) };
}

/** Writes version 1 of the format. The header is padded so that the elements start at a multiple of 64. */
export function npyOf(data: Float32Array, shape: readonly number[]): Uint8Array {
  const dict = `{'descr': '<f4', 'fortran_order': False, 'shape': (${shape.join(', ')}), }`;
  const length = Math.ceil((10 + dict.length + 1) / 64) * 64;
  const start = Buffer.from(`${MAGIC}\x01\x00\x00\x00${dict.padEnd(length - 11)}\n`, 'latin1');
  start.writeUInt16LE(length - 10, 8);
  return Buffer.concat([start, new Uint8Array(data.buffer, data.byteOffset, data.byteLength)]);
}
