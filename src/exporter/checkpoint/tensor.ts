/** The element types that can be read. */
export type DataType =
  'float32' | 'float16' | 'bfloat16' | 'float64' | 'int64' | 'int32' | 'int16' | 'int8' | 'uint8' | 'bool';

/** What is known about a tensor before its values are read. */
export interface TensorInfo {
  name: string;
  dtype: DataType;
  shape: readonly number[];
}

/** A tensor of a checkpoint whose values are still on disk. */
export interface LazyTensor extends TensorInfo {
  /**
   * Reads the values as float32, contiguous and row-major.
   * @throws KokoroError `checkpoint-corrupt` if the file does not hold them
   */
  read(): Promise<Float32Array>;
}

/** Bytes per element. */
export const ELEMENT_BYTES: Readonly<Record<DataType, number>> = {
  float32: 4,
  float16: 2,
  bfloat16: 2,
  float64: 8,
  int64: 8,
  int32: 4,
  int16: 2,
  int8: 1,
  uint8: 1,
  bool: 1,
};

/** Twenty times the size of Kokoro's largest tensor; a file that claims more is out to exhaust memory. */
export const MAX_ELEMENTS = 2 ** 26;

/** The number of elements in a tensor of this shape. */
export function elementsOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** Row-major strides, in elements, of a contiguous tensor. */
export function contiguousStrides(shape: readonly number[]): number[] {
  const strides: number[] = [];
  let stride = 1;
  for (const size of shape.toReversed()) {
    strides.unshift(stride);
    stride *= Math.max(size, 1);
  }
  return strides;
}

/**
 * Converts little-endian elements to float32.
 * @param bytes whole elements that start at the start of their buffer; float32 is not copied
 */
export function toFloat32(dtype: DataType, bytes: Uint8Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  const { buffer } = bytes;
  switch (dtype) {
    case 'float32':
      return new Float32Array(buffer);
    case 'float64':
      return new Float32Array(new Float64Array(buffer));
    case 'float16':
      return halfToFloat32(new Uint16Array(buffer));
    case 'bfloat16':
      return brainToFloat32(new Uint16Array(buffer));
    case 'int64':
      return Float32Array.from(new BigInt64Array(buffer), Number);
    case 'int32':
      return new Float32Array(new Int32Array(buffer));
    case 'int16':
      return new Float32Array(new Int16Array(buffer));
    case 'int8':
      return new Float32Array(new Int8Array(buffer));
    case 'uint8':
      return new Float32Array(bytes);
    case 'bool':
      return Float32Array.from(bytes, (byte) => (byte === 0 ? 0 : 1));
  }
}

/** bfloat16 is the upper half of a float32. */
function brainToFloat32(bits: Uint16Array): Float32Array<ArrayBuffer> {
  const out = new Uint32Array(bits.length);
  for (let i = 0; i < out.length; i++) out[i] = (bits[i] ?? 0) << 16;
  return new Float32Array(out.buffer);
}

/**
 * IEEE 754 binary16 has 5 bits of exponent and 10 of fraction. Moved to the positions of those of a float32, they
 * make the number divided by 2¹¹², because the biases are 15 and 127. This includes subnormal numbers, but not
 * infinities and NaN.
 */
function halfToFloat32(halves: Uint16Array): Float32Array<ArrayBuffer> {
  const bits = new Uint32Array(halves.length);
  const out = new Float32Array(bits.buffer);
  for (let i = 0; i < out.length; i++) {
    const half = halves[i] ?? 0;
    const wide = ((half & 0x8000) << 16) | ((half & 0x7fff) << 13);
    bits[i] = wide;
    if ((half & 0x7c00) === 0x7c00) bits[i] = wide | 0x7f800000;
    else out[i] = (out[i] ?? 0) * 2 ** 112;
  }
  return out;
}
