import { SAMPLE_RATE } from '../kokoro/model';

/** Samples of a 5 ms frame: shorter than a stop consonant, longer than a glottal pulse. */
export const FRAME = SAMPLE_RATE / 200;
/** A frame with a mean square above this, −58 dBFS, is speech. Kokoro's silence is between −120 and −66 dBFS. */
const SPEECH_POWER = 10 ** -5.8;
/** In samples. */
const SHORTEST_SILENCE = 10 * FRAME;
/**
 * Silence around an utterance, s: how much of the model's is kept before and after it, and the pause added at the end.
 */
export interface Margins {
  lead: number;
  tail: number;
  pause: number;
}

/** A part of an utterance, from one sample to another (exclusive). */
export interface Part {
  from: number;
  to: number;
  /** The end at which the rest of the utterance follows or goes before without a gap. */
  joined?: 'from' | 'to' | undefined;
}
/** Length of the fades that prevent clicks at joins, in samples. */
const FADE = 0.005 * SAMPLE_RATE;
/** Peak limit of the engine's output, a little below full scale. */
const CEILING = 0.98;

/**
 * Prepares an utterance to be joined to others: applies the gain, trims the model's silence at both ends, fades the
 * edges and adds a pause.
 * @param audio the model's PCM at SAMPLE_RATE; not modified
 * @param gain linear factor that brings the model to the level of the PyTorch reference
 * @param part what is heard of it
 * @returns new PCM; only the pause if the model was silent
 */
export function trimAndPad(
  audio: Float32Array,
  gain: number,
  margins: Margins,
  part: Part = wholeOf(audio),
): Float32Array<ArrayBuffer> {
  const { start, end } = keptBounds(audio, gain, margins, part);
  const shaped = new Float32Array(end - start + Math.round(margins.pause * SAMPLE_RATE));
  let peak = 0;
  for (let i = start; i < end; i++) peak = Math.max(peak, Math.abs(sampleAt(audio, i)) * gain);
  const level = peak > CEILING ? (gain * CEILING) / peak : gain;
  const fade = Math.min(FADE, (end - start) / 2);
  for (let i = start; i < end; i++) {
    const edge = Math.min(part.joined === 'from' ? fade : i - start, part.joined === 'to' ? fade : end - 1 - i);
    shaped[i - start] = sampleAt(audio, i) * level * (edge < fade ? edge / fade : 1);
  }
  return shaped;
}

/** Whether a model's output is usable: not empty, and no used sample is infinite or NaN. */
export function isSound(audio: Float32Array): boolean {
  return audio.length > 0 && audio.every((_, i) => Number.isFinite(sampleAt(audio, i)));
}

const wholeOf = (audio: Float32Array): Part => ({ from: 0, to: audio.length });

/**
 * First and last sample (exclusive) of what is kept: the speech and its margins, or up to the end of `part` where that
 * is inside the utterance.
 */
export function keptBounds(
  audio: Float32Array,
  gain: number,
  margins: Margins,
  part: Part = wholeOf(audio),
): { start: number; end: number } {
  const speech = speechBounds(audio, gain);
  const start = Math.max(0, speech.start - Math.round(margins.lead * SAMPLE_RATE));
  const end = speech.end > 0 ? Math.min(audio.length, speech.end + Math.round(margins.tail * SAMPLE_RATE)) : 0;
  const first = part.from > 0 ? part.from : Math.min(start, end);
  return { start: first, end: part.to < audio.length ? part.to : Math.max(first, end) };
}

/** First and last sample (exclusive) of the speech, in whole frames; both 0 if there is none. */
export function speechBounds(audio: Float32Array, gain: number): { start: number; end: number } {
  let first = -1;
  let last = 0;
  for (let at = 0; at < audio.length; at += FRAME) {
    if (!isSpeech(audio, gain, at)) continue;
    if (first < 0) first = at;
    last = Math.min(at + FRAME, audio.length);
  }
  return { start: Math.max(0, first), end: last };
}

/** The silence around a sample, in whole frames; empty if there is none of 50 ms or more. */
export function silenceAt(audio: Float32Array, gain: number, sample: number): { start: number; end: number } {
  const isSilent = (at: number): boolean => at >= 0 && at < audio.length && !isSpeech(audio, gain, at);
  let start = Math.max(0, Math.floor(sample / FRAME) * FRAME);
  let end = start;
  while (isSilent(end)) end += FRAME;
  while (end > start && isSilent(start - FRAME)) start -= FRAME;
  return end - start < SHORTEST_SILENCE ? { start: sample, end: sample } : { start, end: Math.min(end, audio.length) };
}

function isSpeech(audio: Float32Array, gain: number, from: number): boolean {
  const end = Math.min(from + FRAME, audio.length);
  let energy = 0;
  for (let i = from; i < end; i++) energy += sampleAt(audio, i) ** 2;
  return energy >= (SPEECH_POWER * FRAME) / (gain * gain);
}

/** Ignores the first frame: the published model's first ten samples are broken (its window sum is nearly 0 there). */
function sampleAt(audio: Float32Array, i: number): number {
  return i < FRAME ? 0 : (audio[i] ?? 0);
}
