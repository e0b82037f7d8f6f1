import { SAMPLE_RATE } from '../kokoro/model';

/** Samples that are cross-faded from one piece to the next: longer than the period of a low voice, shorter than a sound. */
const OVERLAP = 0.015 * SAMPLE_RATE;
/** How far from its place a piece may be taken to continue the previous one: half the period of 60 Hz, in samples. */
const SEARCH = Math.round(SAMPLE_RATE / 120);

const FADE_IN = Float32Array.from({ length: OVERLAP }, (_, i) => 0.5 - 0.5 * Math.cos((Math.PI * (i + 0.5)) / OVERLAP));

/**
 * Plays speech faster or slower at the same pitch, by overlapping similar pieces (WSOLA: W. Verhelst and M. Roelands,
 * "An overlap-add technique based on waveform similarity", ICASSP 1993). Speech may be added part by part: the result
 * is the same.
 */
export class Stretch {
  readonly #speed: number;
  /** All samples so far, and how many they are. */
  #samples = new Float32Array(0);
  #length = 0;
  /** How much was returned, and where the last piece was taken from. */
  #at = 0;
  #from = 0;

  /** @param speed 2 takes half the time */
  constructor(speed: number) {
    this.#speed = speed;
  }

  /** Samples returned so far. */
  get returned(): number {
    return this.#at;
  }

  /**
   * Adds samples.
   * @param isLast whether no others follow; all samples together then have the same beginning and end as the original,
   *   and its length divided by the speed
   * @returns new samples, as many as can be made now
   */
  add(samples: Float32Array<ArrayBuffer>, isLast: boolean): Float32Array<ArrayBuffer> {
    this.#append(samples);
    const length = Math.round(this.#length / this.#speed);
    const isShort = Math.min(length, this.#length) < 2 * OVERLAP;
    if (isShort && !isLast) return new Float32Array(0);
    const out = new Float32Array(length - this.#at);
    const start = this.#at;
    if (this.#at === 0) {
      this.#at = isShort ? length : OVERLAP;
      out.set(this.#samples.subarray(0, this.#at));
      if (isShort) return out;
    }
    while (this.#at < length && (isLast || this.#canContinue(length)))
      this.#piece(out.subarray(this.#at - start), length, isLast);
    return out.slice(0, this.#at - start);
  }

  #append(samples: Float32Array<ArrayBuffer>): void {
    const needed = this.#length + samples.length;
    if (needed > this.#samples.length) {
      const grown = new Float32Array(Math.max(needed, 2 * this.#samples.length));
      grown.set(this.#samples.subarray(0, this.#length));
      this.#samples = grown;
    }
    this.#samples.set(samples, this.#length);
    this.#length = needed;
  }

  /** Whether everything that the next piece can be taken from is there, and it is not the last one. */
  #canContinue(length: number): boolean {
    const needed = Math.max(this.#from, Math.round(this.#at * this.#speed) + SEARCH) + 2 * OVERLAP;
    return needed < this.#length && this.#at + OVERLAP < length;
  }

  #piece(out: Float32Array, length: number, isLast: boolean): void {
    const samples = this.#samples.subarray(0, this.#length);
    const next = this.#from + OVERLAP;
    const count = Math.min(OVERLAP, length - this.#at);
    const isEnd = isLast && this.#at + OVERLAP >= length;
    this.#from = isEnd
      ? samples.length - (length - this.#at)
      : mostSimilar(samples, next, Math.round(this.#at * this.#speed));
    for (let i = 0; i < count; i++) {
      const weight = FADE_IN[Math.ceil(((i + 1) * OVERLAP) / count) - 1] ?? 1;
      out[i] = (samples[next + i] ?? 0) * (1 - weight) + (samples[this.#from + i] ?? 0) * weight;
    }
    this.#at += count;
  }
}

/** The place near `ideal` at which the samples are most similar to those at `next`. */
function mostSimilar(samples: Float32Array, next: number, ideal: number): number {
  const end = samples.length - OVERLAP;
  let best = Math.min(Math.max(ideal, 0), end);
  let bestScore = 0;
  for (let from = Math.max(0, ideal - SEARCH); from <= Math.min(end, ideal + SEARCH); from++) {
    let product = 0;
    let energy = 0;
    for (let i = 0; i < OVERLAP; i++) {
      const sample = samples[from + i] ?? 0;
      product += sample * (samples[next + i] ?? 0);
      energy += sample * sample;
    }
    const score = energy > 0 ? product / Math.sqrt(energy) : 0;
    if (score > bestScore) [best, bestScore] = [from, score];
  }
  return best;
}
