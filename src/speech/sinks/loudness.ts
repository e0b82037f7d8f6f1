import { SAMPLE_RATE } from '../../kokoro/model';
import { TruePeak } from './truePeak';

/** Seconds of a gating block, and of its part that is new (ITU-R BS.1770-4: 400 ms, overlapping by 75 %). */
const BLOCK_STEPS = 4;
const STEP = SAMPLE_RATE / 10;
/** Blocks below this are silence, LUFS. */
const ABSOLUTE_GATE = -70;
/** Blocks that are so much quieter than the others do not count, LU. */
const RELATIVE_GATE = -10;

/** Coefficients of a second-order filter: b0, b1, b2, a1, a2. */
type Biquad = readonly [number, number, number, number, number];

/**
 * The K-weighting of BS.1770-4, which gives its filters for 48 kHz only: a shelf for the head and a high-pass. These are
 * the analog filters behind them, by the bilinear transform, for any rate; their parameters are those of B. De Man,
 * "Evaluation of Implementations of the EBU R128 Loudness Measurement" (AES 145, 2018), as libebur128 uses them.
 */
export function kWeighting(rate: number): readonly [Biquad, Biquad] {
  return [
    shelf(rate, 1681.974450955533, 3.999843853973347, 0.7071752369554196),
    highPass(rate, 38.13547087602444, 0.5003270373238773),
  ];
}

function shelf(rate: number, frequency: number, gain: number, q: number): Biquad {
  const k = Math.tan((Math.PI * frequency) / rate);
  const high = 10 ** (gain / 20);
  const band = high ** 0.4996667741545416;
  const a0 = 1 + k / q + k * k;
  return [
    (high + (band * k) / q + k * k) / a0,
    (2 * (k * k - high)) / a0,
    (high - (band * k) / q + k * k) / a0,
    (2 * (k * k - 1)) / a0,
    (1 - k / q + k * k) / a0,
  ];
}

function highPass(rate: number, frequency: number, q: number): Biquad {
  const k = Math.tan((Math.PI * frequency) / rate);
  const a0 = 1 + k / q + k * k;
  return [1, -2, 1, (2 * (k * k - 1)) / a0, (1 - k / q + k * k) / a0];
}

/** Measures speech (mono, SAMPLE_RATE) as it arrives: integrated loudness (EBU R128, BS.1770-4) and true peak. */
export class LoudnessMeter {
  readonly #filters = kWeighting(SAMPLE_RATE);
  /** The last two values of each filter (transposed direct form II). */
  readonly #state = [new Float64Array(2), new Float64Array(2)] as const;
  readonly #truePeak = new TruePeak();
  /** Mean square of each block. */
  readonly #blocks: number[] = [];
  #steps: number[] = [];
  #energy = 0;
  #count = 0;
  #peak = 0;

  push(samples: Float32Array): void {
    for (const sample of samples) {
      this.#peak = Math.max(this.#peak, this.#truePeak.push(sample, this.#peak));
      const value = filtered(filtered(sample, this.#filters[0], this.#state[0]), this.#filters[1], this.#state[1]);
      this.#energy += value * value;
      if (++this.#count === STEP) this.#endStep();
    }
  }

  #endStep(): void {
    this.#steps = [...this.#steps, this.#energy / STEP].slice(-BLOCK_STEPS);
    if (this.#steps.length === BLOCK_STEPS) this.#blocks.push(mean(this.#steps));
    this.#energy = 0;
    this.#count = 0;
  }

  /** The integrated loudness so far, in LUFS; −Infinity for silence and for less than 400 ms. */
  get integrated(): number {
    const heard = this.#blocks.filter((power) => loudness(power) > ABSOLUTE_GATE);
    const gate = loudness(mean(heard)) + RELATIVE_GATE;
    return loudness(mean(heard.filter((power) => loudness(power) > gate)));
  }

  /** The highest true peak so far, in dBTP. */
  get truePeak(): number {
    return 20 * Math.log10(this.#peak);
  }
}

function filtered(sample: number, [b0, b1, b2, a1, a2]: Biquad, state: Float64Array): number {
  const [first = 0, second = 0] = state;
  const value = b0 * sample + first;
  state[0] = b1 * sample - a1 * value + second;
  state[1] = b2 * sample - a2 * value;
  return value;
}

function loudness(power: number): number {
  return -0.691 + 10 * Math.log10(power);
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
