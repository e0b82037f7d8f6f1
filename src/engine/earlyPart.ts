import { SAMPLE_RATE } from '../kokoro/model';

/** A part is joined to the rest by a cross-fade of this length, in samples: shorter than a sound, longer than a click. */
export const CROSS_FADE = 0.02 * SAMPLE_RATE;
/** The shortest part that is heard before the whole is made, and the shortest rest that is worth it, s. */
const SHORTEST = 1;
const SHORTEST_REST = 0.8;

/**
 * The word before which the early part of an utterance ends, so that the rest can be made while it is heard.
 * @param starts samples at which the words that are heard can be cut off
 * @param end of the last of them
 * @param seconds that the part must last
 * @returns the index in `starts`; 0 if the utterance is too short
 */
export function earlyEnd(starts: readonly number[], end: number, seconds: number): number {
  const wanted = (starts[0] ?? 0) + Math.max(SHORTEST, seconds) * SAMPLE_RATE;
  const word = starts.findIndex((start) => start >= wanted);
  return word > 0 && end - (starts[word] ?? end) >= SHORTEST_REST * SAMPLE_RATE ? word : 0;
}

/**
 * The early part of a sound, and from `at` the whole one.
 * @param early reaches CROSS_FADE beyond `at`
 */
export function joinAt(early: Float32Array, whole: Float32Array, at: number): Float32Array {
  const joined = whole.slice();
  joined.set(early.subarray(0, at));
  for (let i = at; i < Math.min(at + CROSS_FADE, whole.length); i++) {
    const share = (i - at + 0.5) / CROSS_FADE;
    joined[i] = (early[i] ?? 0) * (1 - share) + (whole[i] ?? 0) * share;
  }
  return joined;
}
