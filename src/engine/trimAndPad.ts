import { SAMPLE_RATE } from '../kokoro/model';

/** Samples of a 5 ms frame: shorter than a stop consonant, longer than a glottal pulse. */
const FRAME = SAMPLE_RATE / 200;
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
/** Length of the fades that prevent clicks at joins, in samples. */
const FADE = 0.005 * SAMPLE_RATE;
/** Peak limit of the engine's output, a little below full scale. */
const CEILING = 0.98;

/** Samples of an utterance, from one to another (exclusive). */
export interface Kept {
  start: number;
  end: number;
}

/**
 * Prepares the sound of an utterance, part by part, to be joined to others: applies the gain, trims the model's silence
 * at both ends, fades the edges and adds a pause.
 */
export class TrimAndPad {
  readonly #audio: Float32Array;
  readonly #from: number;
  readonly #gain: number;
  readonly #margins: Margins;
  /** The samples before it are there. */
  #end: number;
  /** The samples before it were returned; undefined at first. */
  #next: number | undefined;
  #level: number;

  /**
   * @param samples of the whole utterance
   * @param from the first of them that is heard
   * @param gain linear factor that brings the model to the level of the PyTorch reference
   */
  constructor(samples: number, from: number, gain: number, margins: Margins) {
    this.#audio = new Float32Array(samples);
    this.#from = this.#end = from;
    this.#gain = this.#level = gain;
    this.#margins = margins;
  }

  /** The sound so far, as the model made it, from the beginning of the utterance. */
  get audio(): Float32Array {
    return this.#audio.subarray(0, this.#end);
  }

  /**
   * Adds the next part of the model's sound.
   * @param isLast whether no other part is heard
   * @returns what can be heard of it, and the samples that this was made from; undefined while all is silent
   */
  add(part: Float32Array, isLast: boolean): { pcm: Float32Array<ArrayBuffer>; kept: Kept } | undefined {
    this.#audio.set(part, this.#end);
    this.#end += part.length;
    const isFirst = this.#next === undefined;
    const bounds = keptBounds(this.audio, this.#gain, this.#margins);
    if (isFirst && this.#from === 0 && bounds.end === 0 && !isLast) return undefined;
    const start = this.#next ?? (this.#from > 0 ? this.#from : bounds.start);
    const end = isLast && this.#end === this.#audio.length ? Math.max(start, bounds.end) : this.#end;
    this.#next = end;
    return { pcm: this.#shape({ start, end }, isFirst, isLast), kept: { start, end } };
  }

  #shape({ start, end }: Kept, isFirst: boolean, isLast: boolean): Float32Array<ArrayBuffer> {
    const pause = isLast ? Math.round(this.#margins.pause * SAMPLE_RATE) : 0;
    const shaped = new Float32Array(end - start + pause);
    const fade = Math.min(FADE, (end - start) / 2);
    let peak = 0;
    for (let i = start; i < end; i++) peak = Math.max(peak, Math.abs(sampleAt(this.#audio, i)) * this.#gain);
    const before = this.#level;
    this.#level = Math.min(before, peak > CEILING ? (this.#gain * CEILING) / peak : this.#gain);
    for (let i = start; i < end; i++) {
      const [fromStart, toEnd] = [i - start, end - 1 - i];
      const level = isFirst || fromStart >= FADE ? this.#level : mix(before, this.#level, fromStart / FADE);
      const sample = sampleAt(this.#audio, i) * level;
      const edge = Math.min(isFirst ? fromStart : fade, isLast ? toEnd : fade);
      shaped[fromStart] = Math.max(-CEILING, Math.min(CEILING, sample)) * (edge < fade ? edge / fade : 1);
    }
    return shaped;
  }
}

const mix = (a: number, b: number, share: number): number => a + (b - a) * share;

/**
 * Whether a model's output is usable: not empty, and no sample that is used is infinite or NaN.
 * @param offset the samples of the utterance before it
 */
export function isSound(audio: Float32Array, offset = 0): boolean {
  return audio.length > 0 && audio.every((sample, i) => offset + i < FRAME || Number.isFinite(sample));
}

/** First and last sample (exclusive) of the part that is kept: the speech and its margins. */
export function keptBounds(audio: Float32Array, gain: number, margins: Margins): Kept {
  const speech = speechBounds(audio, gain);
  const start = Math.max(0, speech.start - Math.round(margins.lead * SAMPLE_RATE));
  const end = speech.end > 0 ? Math.min(audio.length, speech.end + Math.round(margins.tail * SAMPLE_RATE)) : 0;
  return { start: Math.min(start, end), end };
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
