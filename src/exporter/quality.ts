import { SAMPLE_RATE } from '../kokoro/model';
import { PowerSpectrum } from './fft';

// Measures of how much the sound of one model differs from another's. All signals are mono at 24 kHz.

const FFT_SIZE = 1024;
const HOP = 256;
const MEL_BANDS = 80;
/** Levels are clamped at this distance below the loudest band of both signals. */
const FLOOR_DB = 80;
/** Frames whose mean over the bands is further than this below the loudest band are silent and not compared. */
const ACTIVE_DB = 60;
const SMALLEST_POWER = 1e-10;
/** Octave boundaries in bins of 23.4 Hz: 93.75 Hz to 12 kHz. */
const OCTAVES = [4, 8, 16, 32, 64, 128, 256, 512];

/**
 * The mean absolute difference of log-mel spectra in dB, over 80 bands and all frames that are not silent. Two draws
 * of Kokoro's noise are 0.25 to 0.4 dB apart.
 * @throws RangeError if the lengths differ: a mean over misaligned speech is meaningless
 */
export function logMelDistance(a: Float32Array, b: Float32Array): number {
  sameLength(a, b);
  const [x, y] = spectrogramsAboveFloor(a, b);
  const differences: number[] = [];
  const active: boolean[] = [];
  for (const [i, p] of x.entries()) {
    const q = y[i] ?? p;
    active.push(Math.max(mean(p), mean(q)) > FLOOR_DB - ACTIVE_DB);
    differences.push(meanDifference(p, q));
  }
  const kept = differences.filter((_, i) => active[i]);
  return mean(kept.length > 0 ? kept : differences);
}

/**
 * The log-mel distance between two renderings of the same text, whose lengths may differ: frames are aligned by
 * dynamic time warping (Sakoe and Chiba, 1978).
 */
export function warpedLogMelDistance(a: Float32Array, b: Float32Array): number {
  const [x, y] = spectrogramsAboveFloor(a, b);
  interface Path {
    cost: number;
    steps: number;
  }
  const cheapest = (...paths: (Path | undefined)[]): Path =>
    paths.reduce<Path>((best, path) => (path && path.cost < best.cost ? path : best), { cost: Infinity, steps: 0 });
  let before: Path[] = [];
  for (const [i, frame] of x.entries()) {
    const here: Path[] = [];
    for (const [j, other] of y.entries()) {
      const way = i + j === 0 ? { cost: 0, steps: 0 } : cheapest(before[j], before[j - 1], here[j - 1]);
      here.push({ cost: way.cost + meanDifference(frame, other), steps: way.steps + 1 });
    }
    before = here;
  }
  const { cost = NaN, steps = NaN } = before.at(-1) ?? {};
  return cost / steps;
}

/** By how many dB `a` is louder than `b` (mean square); NaN if both are silent. */
export function levelDifference(a: Float32Array, b: Float32Array): number {
  return decibels(meanSquare(a), meanSquare(b));
}

/**
 * By how many dB `a` is louder than `b` in each octave from 93.75 Hz to 12 kHz: shows a spectral tilt or a missing
 * band.
 * @throws RangeError if the lengths differ
 */
export function octaveBands(a: Float32Array, b: Float32Array): number[] {
  sameLength(a, b);
  const [x, y] = [totalPower(a), totalPower(b)];
  return OCTAVES.slice(1).map((to, i) => {
    const power = (total: Float64Array): number =>
      total.subarray(OCTAVES[i], to).reduce((sum, value) => sum + value, 0);
    return decibels(power(x), power(y));
  });
}

/** Log-mel spectrograms in dB above a floor FLOOR_DB below the loudest band of both, clamped at 0. */
function spectrogramsAboveFloor(a: Float32Array, b: Float32Array): [Float64Array[], Float64Array[]] {
  const [x, y] = [melSpectrogram(a), melSpectrogram(b)];
  let top = -Infinity;
  for (const frame of [...x, ...y]) for (const value of frame) top = Math.max(top, value);
  const above = (frame: Float64Array): Float64Array => frame.map((value) => Math.max(value - top + FLOOR_DB, 0));
  return [x.map(above), y.map(above)];
}

function meanDifference(p: Float64Array, q: Float64Array): number {
  let sum = 0;
  for (let band = 0; band < p.length; band++) sum += Math.abs((p[band] ?? 0) - (q[band] ?? 0));
  return sum / p.length;
}

function sameLength(a: Float32Array, b: Float32Array): void {
  if (a.length !== b.length) throw new RangeError(`${a.length} and ${b.length} samples cannot be compared`);
}

const decibels = (a: number, b: number): number => 10 * Math.log10(a / b);

const meanSquare = (x: Float32Array): number => x.reduce((sum, value) => sum + value * value, 0) / x.length;

const mean = (x: ArrayLike<number>): number => Array.from(x).reduce((sum, value) => sum + value, 0) / x.length;

function totalPower(signal: Float32Array): Float64Array {
  const total = new Float64Array(FFT_SIZE / 2 + 1);
  for (const frame of frames(signal)) for (const [k, value] of frame.entries()) total[k] = (total[k] ?? 0) + value;
  return total;
}

/** The level of each band in dB, frame by frame. */
function melSpectrogram(signal: Float32Array): Float64Array[] {
  const filters = melFilters();
  return Array.from(frames(signal), (power) =>
    Float64Array.from(filters, ({ from, weights }) => {
      let sum = 0;
      for (const [i, weight] of weights.entries()) sum += weight * (power[from + i] ?? 0);
      return 10 * Math.log10(Math.max(sum, SMALLEST_POWER));
    }),
  );
}

/** The power spectra of centred frames under a periodic Hann window, with reflected ends. */
function* frames(signal: Float32Array): Generator<Float64Array> {
  const spectrum = new PowerSpectrum(FFT_SIZE);
  const window = Float64Array.from({ length: FFT_SIZE }, (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / FFT_SIZE));
  for (let start = 0; start <= signal.length; start += HOP) {
    yield spectrum.of(window.map((w, n) => w * sampleAt(signal, start + n - FFT_SIZE / 2)));
  }
}

/** A sample of the signal, reflected at both ends. */
function sampleAt(signal: Float32Array, at: number): number {
  const before = Math.abs(at);
  const last = signal.length - 1;
  return signal[before > last ? 2 * last - before : before] ?? 0;
}

interface Filter {
  /** The first bin, and the weights of it and those after it. */
  from: number;
  weights: number[];
}

/**
 * Triangular filters of area 1 on the mel scale of Slaney's Auditory Toolbox (1998), as in librosa: linear up to 1 kHz,
 * logarithmic above.
 */
function melFilters(): Filter[] {
  const top = toMel(SAMPLE_RATE / 2);
  const edges = Array.from({ length: MEL_BANDS + 2 }, (_, i) => toHertz((top * i) / (MEL_BANDS + 1)));
  return edges.slice(2).map((right, i) => {
    const [left = 0, peak = 0] = edges.slice(i, i + 2);
    const rise = (hertz: number): number => Math.min((hertz - left) / (peak - left), (right - hertz) / (right - peak));
    const from = Math.ceil((left * FFT_SIZE) / SAMPLE_RATE);
    const to = Math.floor((right * FFT_SIZE) / SAMPLE_RATE);
    const weights = Array.from({ length: to - from + 1 }, (_, k) => {
      const height = Math.max(0, rise(((from + k) * SAMPLE_RATE) / FFT_SIZE));
      return (2 * height) / (right - left);
    });
    return { from, weights };
  });
}

const MEL_PER_HERTZ = 3 / 200;
const KNEE_HERTZ = 1000;
const KNEE_MEL = KNEE_HERTZ * MEL_PER_HERTZ;
const MEL_STEP = Math.log(6.4) / 27;

const toMel = (hertz: number): number =>
  hertz < KNEE_HERTZ ? hertz * MEL_PER_HERTZ : KNEE_MEL + Math.log(hertz / KNEE_HERTZ) / MEL_STEP;

const toHertz = (mel: number): number =>
  mel < KNEE_MEL ? mel / MEL_PER_HERTZ : KNEE_HERTZ * Math.exp((mel - KNEE_MEL) * MEL_STEP);
