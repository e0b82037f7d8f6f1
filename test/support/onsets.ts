import { SAMPLE_RATE } from '../../src/kokoro/model';

// Finds in the sound alone, without the model's durations, where words begin and end.

/** A part of a recording, s. */
export interface Part {
  start: number;
  end: number;
}

/** Steps of 5 ms. */
const STEP = SAMPLE_RATE / 200;
/** How far silence is below the loud parts, dB. */
const DEPTH = 38;

/** The parts of at least `shortest` seconds that are `depth` dB quieter than the loud parts, also at both ends. */
export function quietParts(samples: Float32Array, shortest: number, depth = DEPTH): Part[] {
  const levels: number[] = [];
  for (let at = 0; at < samples.length; at += STEP) levels.push(levelOf(samples.subarray(at, at + STEP)));
  const limit = ([...levels].sort((a, b) => a - b)[Math.floor(0.95 * levels.length)] ?? 0) - depth;
  const parts: Part[] = [];
  for (let i = 0; i < levels.length; i++) {
    const from = i;
    while (i < levels.length && (levels[i] ?? 0) < limit) i++;
    if ((i - from) * STEP >= shortest * SAMPLE_RATE)
      parts.push({ start: (from * STEP) / SAMPLE_RATE, end: (i * STEP) / SAMPLE_RATE });
  }
  return parts;
}

/** Mean power in dB. */
function levelOf(samples: Float32Array): number {
  return (
    10 * Math.log10(samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, samples.length) + 1e-12)
  );
}

/** Power of the second difference that tells hissing (above about 4 kHz) from voice, relative to the signal's own. */
const HISS = 0.5;
/** Samples of the window that it is measured in: 10 ms. */
const WINDOW = SAMPLE_RATE / 100;

/**
 * When a hiss begins that lasts at least 30 ms, near the time `near`; undefined if none begins within 0.15 s. An "s"
 * after a vowel begins as sharply as the end of a silence.
 */
export function hissNear(samples: Float32Array, near: number): number | undefined {
  const isHiss = (at: number): boolean => hissAt(samples, Math.round(at * SAMPLE_RATE)) > HISS;
  const step = 0.0025;
  let best: number | undefined;
  for (let at = near - 0.15; at <= near + 0.15; at += step) {
    const begins = !isHiss(at - step) && [0, 0.01, 0.02, 0.03].every((later) => isHiss(at + later));
    if (begins && (best === undefined || Math.abs(at - near) < Math.abs(best - near))) best = at;
  }
  return best;
}

function hissAt(samples: Float32Array, middle: number): number {
  let [power, differences] = [1e-9, 0];
  for (let i = middle - WINDOW / 2; i < middle + WINDOW / 2; i++) {
    const [a = 0, b = 0, c = 0] = samples.subarray(Math.max(0, i - 2), i + 1);
    power += b * b;
    differences += (a - 2 * b + c) ** 2;
  }
  return differences / power;
}
