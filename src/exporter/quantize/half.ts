/** The largest finite number in IEEE 754 binary16. */
export const LARGEST_HALF = 65504;

/**
 * Converts numbers to binary16, rounding to nearest, ties to even.
 * @param values numbers of at most LARGEST_HALF in magnitude
 */
export function toHalf(values: Float32Array): Uint16Array {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const out = new Uint16Array(values.length);
  for (let i = 0; i < out.length; i++) {
    const b = bits[i] ?? 0;
    const sign = (b >>> 16) & 0x8000;
    const magnitude = b & 0x7fffffff;
    if (magnitude >= 0x38800000) {
      // A normal number: the exponent's bias drops from 127 to 15, and 13 bits of the fraction are rounded off.
      out[i] = sign | ((magnitude - 0x38000000 + 0xfff + ((magnitude >>> 13) & 1)) >>> 13);
    } else {
      out[i] = sign | roundTiesToEven(Math.abs(values[i] ?? 0) * 2 ** 24); // multiples of 2⁻²⁴
    }
  }
  return out;
}

function roundTiesToEven(x: number): number {
  const floor = Math.floor(x);
  const rest = x - floor;
  if (rest !== 0.5) return Math.round(x);
  return floor % 2 === 0 ? floor : floor + 1;
}

/** Converts finite binary16 numbers (IEEE 754-2008) to float32. */
export function fromHalf(bits: Uint16Array): Float32Array {
  return Float32Array.from(bits, (half) => {
    const exponent = (half >> 10) & 0x1f;
    const fraction = half & 0x3ff;
    const size = exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25);
    return half & 0x8000 ? -size : size;
  });
}
