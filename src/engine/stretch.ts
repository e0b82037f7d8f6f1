import { SAMPLE_RATE } from '../kokoro/model';

/** Samples that are cross-faded from one piece to the next: longer than the period of a low voice, shorter than a sound. */
const OVERLAP = 0.015 * SAMPLE_RATE;
/** How far from its place a piece may be taken to continue the previous one: half the period of 60 Hz, in samples. */
const SEARCH = Math.round(SAMPLE_RATE / 120);

const FADE_IN = Float32Array.from({ length: OVERLAP }, (_, i) => 0.5 - 0.5 * Math.cos((Math.PI * (i + 0.5)) / OVERLAP));

/**
 * Plays speech faster or slower at the same pitch, by overlapping similar pieces (WSOLA: W. Verhelst and M. Roelands,
 * "An overlap-add technique based on waveform similarity", ICASSP 1993).
 * @param speed 2 takes half the time
 * @returns new samples, `samples.length / speed` of them, with the same beginning and end
 */
export function stretch(samples: Float32Array<ArrayBuffer>, speed: number): Float32Array<ArrayBuffer> {
  const length = Math.round(samples.length / speed);
  if (length === samples.length) return samples;
  const out = new Float32Array(length);
  const isShort = Math.min(length, samples.length) < 2 * OVERLAP;
  out.set(samples.subarray(0, isShort ? length : OVERLAP));
  if (isShort) return out;
  let from = 0;
  for (let at = OVERLAP; at < length; at += OVERLAP) {
    const next = from + OVERLAP;
    const isLast = at + OVERLAP >= length;
    from = isLast ? samples.length - (length - at) : mostSimilar(samples, next, Math.round(at * speed));
    const count = Math.min(OVERLAP, length - at);
    for (let i = 0; i < count; i++) {
      const weight = FADE_IN[Math.ceil(((i + 1) * OVERLAP) / count) - 1] ?? 1;
      out[at + i] = (samples[next + i] ?? 0) * (1 - weight) + (samples[from + i] ?? 0) * weight;
    }
  }
  return out;
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
