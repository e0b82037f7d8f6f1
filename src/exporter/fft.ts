/**
 * The power spectrum of real frames of n samples, n a power of two: bins 0 to n/2. This is a plain radix-2 transform
 * (Cooley and Tukey, 1965). A check does not need a library's speed, and this page of code saves a dependency.
 */
export class PowerSpectrum {
  readonly #size: number;
  readonly #order: Uint32Array;
  readonly #cosine: Float64Array;
  readonly #sine: Float64Array;
  readonly #re: Float64Array;
  readonly #im: Float64Array;

  constructor(size: number) {
    if (size < 2 || (size & (size - 1)) !== 0) throw new RangeError(`${size} is not a power of two`);
    this.#size = size;
    this.#order = bitReversal(size);
    this.#cosine = Float64Array.from({ length: size / 2 }, (_, i) => Math.cos((2 * Math.PI * i) / size));
    this.#sine = Float64Array.from({ length: size / 2 }, (_, i) => -Math.sin((2 * Math.PI * i) / size));
    this.#re = new Float64Array(size);
    this.#im = new Float64Array(size);
  }

  /** `|X_k|²` of a frame, unnormalized, in a new array. */
  of(frame: ArrayLike<number>): Float64Array {
    const re = this.#re;
    const im = this.#im;
    for (let i = 0; i < this.#size; i++) re[i] = frame[this.#order[i] ?? 0] ?? 0;
    im.fill(0);
    for (let half = 1; half < this.#size; half *= 2) this.#combine(half);
    return Float64Array.from({ length: this.#size / 2 + 1 }, (_, k) => (re[k] ?? 0) ** 2 + (im[k] ?? 0) ** 2);
  }

  /** Combines transforms of `half` samples into transforms of 2 · `half`. */
  #combine(half: number): void {
    const re = this.#re;
    const im = this.#im;
    const step = this.#size / (2 * half);
    for (let start = 0; start < this.#size; start += 2 * half) {
      for (let k = 0; k < half; k++) {
        const [even, odd] = [start + k, start + k + half];
        const c = this.#cosine[k * step] ?? 0;
        const s = this.#sine[k * step] ?? 0;
        const [x, y] = [re[odd] ?? 0, im[odd] ?? 0];
        const [turnedX, turnedY] = [x * c - y * s, x * s + y * c];
        const [evenX, evenY] = [re[even] ?? 0, im[even] ?? 0];
        re[even] = evenX + turnedX;
        im[even] = evenY + turnedY;
        re[odd] = evenX - turnedX;
        im[odd] = evenY - turnedY;
      }
    }
  }
}

/** Each index with its bits reversed. */
function bitReversal(size: number): Uint32Array {
  const order = new Uint32Array(size);
  for (let i = 1; i < size; i++) order[i] = ((order[i >> 1] ?? 0) >> 1) | (i & 1 ? size / 2 : 0);
  return order;
}
