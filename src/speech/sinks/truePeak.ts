/** Values between two samples that are computed (BS.1770-4, annex 2: at least 192 kHz for 48 kHz). */
const OVERSAMPLING = 4;
/** Samples on each side that count. */
const REACH = 12;

/** For each place between two samples, the weights of the 2 · REACH samples around it: a sinc under a Hann window. */
const PHASES: readonly Float64Array[] = Array.from({ length: OVERSAMPLING - 1 }, (_, i) =>
  Float64Array.from({ length: 2 * REACH }, (_, tap) => {
    const distance = tap - REACH + 1 - (i + 1) / OVERSAMPLING;
    const window = 0.5 + 0.5 * Math.cos((Math.PI * distance) / REACH);
    return (Math.sin(Math.PI * distance) / (Math.PI * distance)) * window;
  }),
);

/** No value between samples is further from zero than the farthest sample, times this. */
const BOUND = Math.max(...PHASES.map((weights) => weights.reduce((sum, weight) => sum + Math.abs(weight), 0)));

/** Finds the peaks of the sound that the samples stand for, which may lie between them. */
export class TruePeak {
  /** How many samples later a peak is known. */
  static readonly DELAY = REACH;

  /** The last 2 · REACH samples, twice, so that they can be read in a row from anywhere. */
  readonly #recent = new Float64Array(4 * REACH);
  #at = 0;
  /** How many samples in a row cannot have a peak above the floor. */
  #quiet = 0;

  /**
   * Takes a sample.
   * @param floor peaks below it need not be found
   * @returns the magnitude from the sample DELAY before it up to the next one
   */
  push(sample: number, floor: number): number {
    const length = 2 * REACH;
    this.#recent[this.#at] = this.#recent[this.#at + length] = sample;
    this.#at = (this.#at + 1) % length;
    const from = this.#at;
    let peak = Math.abs(this.#recent[from + REACH - 1] ?? 0);
    this.#quiet = Math.abs(sample) * BOUND < floor ? this.#quiet + 1 : 0;
    if (this.#quiet >= length) return peak;
    for (const weights of PHASES) {
      let sum = 0;
      for (let tap = 0; tap < length; tap++) sum += (weights[tap] ?? 0) * (this.#recent[from + tap] ?? 0);
      peak = Math.max(peak, Math.abs(sum));
    }
    return peak;
  }
}
