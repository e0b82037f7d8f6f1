/** The types of elements that are read. */
export type DataType =
  'float32' | 'float16' | 'bfloat16' | 'float64' | 'int64' | 'int32' | 'int16' | 'int8' | 'uint8' | 'bool';

/** What is known of a tensor before its values are read. */
export interface TensorInfo {
  name: string;
  dtype: DataType;
  shape: readonly number[];
}

/** A tensor of a checkpoint whose values are still on the disk. */
export interface LazyTensor extends TensorInfo {
  /**
   * The values as float32, contiguous and row-major; they are read now.
   * @throws KokoroError `checkpoint-corrupt` when the file does not hold them
   */
  read(): Promise<Float32Array>;
}

/** Bytes of an element. */
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

/** Twenty times the largest tensor of Kokoro; a file that asks for more wants memory, not speech. */
export const MAX_ELEMENTS = 2 ** 26;

/** The number of elements of a shape. */
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
 * Little-endian elements as float32.
 * @param bytes whole elements at the start of a buffer of their own; float32 is not copied
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

/** IEEE 754 binary16: sign, 5 bits of exponent with bias 15, 10 of fraction. */
function halfToFloat32(bits: Uint16Array): Float32Array<ArrayBuffer> {
  const out = new Float32Array(bits.length);
  for (let i = 0; i < out.length; i++) {
    const value = bits[i] ?? 0;
    const exponent = (value >> 10) & 31;
    const fraction = value & 1023;
    let size: number;
    if (exponent === 0) size = fraction * 2 ** -24;
    else if (exponent === 31) size = fraction === 0 ? Infinity : NaN;
    else size = (1024 + fraction) * 2 ** (exponent - 25);
    out[i] = value & 0x8000 ? -size : size;
  }
  return out;
}
