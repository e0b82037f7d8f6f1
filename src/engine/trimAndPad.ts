import { SAMPLE_RATE } from '../kokoro/model';

/** Frames of 5 ms are short against a stop consonant and long against a glottal pulse. */
const FRAME = SAMPLE_RATE / 200;
/** Mean square above which a frame is speech: −58 dBFS. Kokoro's own silence lies between −120 and −66 dBFS. */
const SPEECH_POWER = 10 ** -5.8;
/** Silence around an utterance, in seconds: what is kept of the model's own, and what is added after it. */
export interface Margins {
  lead: number;
  tail: number;
  pause: number;
}
/** Length of the fades that make joins free of clicks, in samples. */
const FADE = 0.005 * SAMPLE_RATE;
/** Highest sample that leaves the engine: a little below full scale. */
const CEILING = 0.98;

/**
 * Makes an utterance ready to be joined to others: brings it to level, cuts the model's silence from both ends,
 * fades the cut edges and adds a pause.
 * @param audio the model's PCM at SAMPLE_RATE; not changed
 * @param gain linear factor that brings the model to the level of the PyTorch reference
 * @returns new PCM; only the pause when the model was silent
 */
export function trimAndPad(audio: Float32Array, gain: number, margins: Margins): Float32Array<ArrayBuffer> {
  const { start, end } = keptBounds(audio, gain, margins);
  const shaped = new Float32Array(end - start + Math.round(margins.pause * SAMPLE_RATE));
  let peak = 0;
  for (let i = start; i < end; i++) peak = Math.max(peak, Math.abs(sampleAt(audio, i)) * gain);
  const level = peak > CEILING ? (gain * CEILING) / peak : gain;
  const fade = Math.min(FADE, (end - start) / 2);
  for (let i = start; i < end; i++) {
    const edge = Math.min(i - start, end - 1 - i);
    shaped[i - start] = sampleAt(audio, i) * level * (edge < fade ? edge / fade : 1);
  }
  return shaped;
}

/** Whether a model's output is sound at all: not empty, and no sample that is used is infinite or no number. */
export function isSound(audio: Float32Array): boolean {
  return audio.length > 0 && audio.every((_, i) => Number.isFinite(sampleAt(audio, i)));
}

/** First and last sample (exclusive) of what is kept of an utterance: the speech with its margins. */
export function keptBounds(audio: Float32Array, gain: number, margins: Margins): { start: number; end: number } {
  const speech = speechBounds(audio, gain);
  const start = Math.max(0, speech.start - Math.round(margins.lead * SAMPLE_RATE));
  const end = speech.end > 0 ? Math.min(audio.length, speech.end + Math.round(margins.tail * SAMPLE_RATE)) : 0;
  return { start: Math.min(start, end), end };
}

/** First and last sample (exclusive) of the speech, to the frame; both 0 when there is none. */
export function speechBounds(audio: Float32Array, gain: number): { start: number; end: number } {
  const threshold = (SPEECH_POWER * FRAME) / (gain * gain);
  let first = -1;
  let last = 0;
  for (let at = 0; at < audio.length; at += FRAME) {
    const end = Math.min(at + FRAME, audio.length);
    let energy = 0;
    for (let i = at; i < end; i++) energy += sampleAt(audio, i) ** 2;
    if (energy < threshold) continue;
    if (first < 0) first = at;
    last = end;
  }
  return { start: Math.max(0, first), end: last };
}

/** The published model spoils its first ten samples (its window sum is nearly zero there); nothing is said so early. */
function sampleAt(audio: Float32Array, i: number): number {
  return i < FRAME ? 0 : (audio[i] ?? 0);
}
