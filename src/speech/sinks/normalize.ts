import { SAMPLE_RATE } from '../../kokoro/model';
import { LoudnessMeter } from './loudness';
import { TruePeak } from './truePeak';

/** What spoken word is normalized to: LUFS, and dBTP at most. */
export const TARGET_LOUDNESS = -16;
export const MAX_TRUE_PEAK = -1;

/** Samples ahead of a peak at which the gain begins to fall: 5 ms. */
const LOOK_AHEAD = SAMPLE_RATE / 200;
/** How fast it rises afterwards: the time constant is 100 ms. */
const RELEASE = 1 - Math.exp(-1 / (0.1 * SAMPLE_RATE));
/** How far below the limit peaks are kept, dB: the gain changes within the reach of a peak. */
const MARGIN = 0.1;
/** How close the loudness must come, LU, and in how many attempts. */
const TOLERANCE = 0.05;
const ATTEMPTS = 4;

type Sound = AsyncIterable<Float32Array> | Iterable<Float32Array>;

/**
 * The gain in dB that brings a recording to a loudness when a `Limiter` applies it. It is read once, or several times
 * if peaks must be limited, which costs some loudness. Silence is left as it is.
 * @param read the recording from its start: mono, SAMPLE_RATE
 */
export async function normalizingGain(read: () => Sound, target = TARGET_LOUDNESS): Promise<number> {
  const meter = new LoudnessMeter();
  for await (const samples of read()) meter.push(samples);
  if (!Number.isFinite(meter.integrated)) return 0;
  let gain = target - meter.integrated;
  if (meter.truePeak + gain <= MAX_TRUE_PEAK - MARGIN) return gain;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const missing = target - (await limitedLoudness(read(), gain));
    gain += missing;
    if (Math.abs(missing) < TOLERANCE) break;
  }
  return gain;
}

async function limitedLoudness(sound: Sound, gain: number): Promise<number> {
  const [meter, limiter] = [new LoudnessMeter(), new Limiter(gain)];
  for await (const samples of sound) meter.push(limiter.push(samples));
  meter.push(limiter.end());
  return meter.integrated;
}

/**
 * Applies a gain to sound as it arrives, and lowers it around peaks that would exceed a limit. What comes out is as long
 * as what went in, and comes a few milliseconds later.
 */
export class Limiter {
  readonly #gain: number;
  readonly #limit: number;
  readonly #truePeak = new TruePeak();
  /** Samples whose gain is not known yet, oldest first. */
  #waiting: number[] = [];
  /** Samples still to be left out, whose peaks come before the first sample. */
  #skip = TruePeak.DELAY + LOOK_AHEAD;
  /** The gains that the last peaks allow; rising, each with how long it counts. */
  #allowed: { gain: number; until: number }[] = [];
  #now = 0;
  #released = 1;
  /** The last gains, whose mean is applied, and their sum. */
  readonly #recent = new Float64Array(LOOK_AHEAD + 1).fill(1);
  #sum = LOOK_AHEAD + 1;

  /** @param gain dB. @param limit of the true peak, dBTP */
  constructor(gain: number, limit = MAX_TRUE_PEAK) {
    this.#gain = 10 ** (gain / 20);
    this.#limit = 10 ** ((limit - MARGIN) / 20);
  }

  /** Takes samples and returns those that are ready. */
  push(samples: Float32Array): Float32Array {
    const ready: number[] = [];
    for (const sample of samples) this.#step(sample * this.#gain, ready);
    return Float32Array.from(ready);
  }

  /** The rest. */
  end(): Float32Array {
    return this.push(new Float32Array(TruePeak.DELAY + LOOK_AHEAD));
  }

  #step(sample: number, ready: number[]): void {
    this.#waiting.push(sample);
    const gain = this.#next(Math.min(1, this.#limit / this.#truePeak.push(sample, this.#limit)));
    if (this.#skip > 0) this.#skip--;
    else ready.push((this.#waiting.shift() ?? 0) * gain);
  }

  /** The gain for the sample LOOK_AHEAD before the one that allows `allowed`. */
  #next(allowed: number): number {
    while ((this.#allowed.at(-1)?.gain ?? 0) >= allowed) this.#allowed.pop();
    this.#allowed.push({ gain: allowed, until: this.#now + LOOK_AHEAD });
    if ((this.#allowed[0]?.until ?? 0) < this.#now) this.#allowed.shift();
    const lowest = this.#allowed[0]?.gain ?? 1;
    this.#released = Math.min(lowest, this.#released + (1 - this.#released) * RELEASE);
    const slot = this.#now++ % this.#recent.length;
    this.#sum += this.#released - (this.#recent[slot] ?? 1);
    this.#recent[slot] = this.#released;
    return this.#sum / this.#recent.length;
  }
}
