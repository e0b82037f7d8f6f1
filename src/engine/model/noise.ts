import { FRAME_SAMPLES, HARMONICS, MAX_PHONEME_FRAMES } from '../../kokoro/model';

const SEED = 0x6b6f6b6f;

/** Samples of noise that suffice for this many ids (boundaries included), however long the model makes them. */
export function noiseSamples(ids: number, speed: number): number {
  return FRAME_SAMPLES * Math.ceil(MAX_PHONEME_FRAMES / speed) * ids;
}

/** Standard normal noise for models that take it as an input: the same each time, generated once. */
export class Noise {
  #drawn = new Float32Array(0);

  /** The first `samples` × 9 numbers. */
  take(samples: number): Float32Array {
    const count = samples * HARMONICS;
    if (this.#drawn.length < count) this.#drawn = normalNumbers(count);
    return this.#drawn.subarray(0, count);
  }
}

/** Box–Muller transform of xorshift32 numbers (Marsaglia, 2003). */
function normalNumbers(count: number): Float32Array<ArrayBuffer> {
  const numbers = new Float32Array(count);
  let state = SEED;
  const uniform = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32; // never 0
  };
  for (let i = 0; i < count; i += 2) {
    const radius = Math.sqrt(-2 * Math.log(uniform()));
    const angle = 2 * Math.PI * uniform();
    numbers[i] = radius * Math.cos(angle);
    if (i + 1 < count) numbers[i + 1] = radius * Math.sin(angle);
  }
  return numbers;
}
