import { PHONEMES_PER_SECOND, SILENCE_SECONDS } from '../kokoro/model';

/** Real-time factor of the model on a phone of the middle class. */
const REAL_TIME_FACTOR = 0.5;
/** Phonemes of a first utterance, for an early start: two seconds of speech. */
const FIRST_PHONEMES = 32;
/** Shorter utterances sound choppy and are harder to understand than a moment of silence. */
const LEAST_PHONEMES = 60;
/** About six seconds. Longer utterances delay a stop, and each second takes some 20 MB of activations. */
const MOST_PHONEMES = 90;

/** Estimates how much audio a listener has buffered, and from that how long the next utterance may be. */
export class PlaybackBuffer {
  #seconds = 0;
  #started = false;

  /** Adds an utterance. @param seconds of audio that are heard, the pause included */
  add(phonemes: number, seconds: number): void {
    const cost = REAL_TIME_FACTOR * (phonemes / PHONEMES_PER_SECOND + SILENCE_SECONDS);
    this.#seconds = Math.max(0, this.#seconds - cost) + seconds;
    this.#started = true;
  }

  /** The most phonemes that can be generated before the buffer is empty. */
  get limit(): number {
    if (!this.#started) return FIRST_PHONEMES;
    const ready = (this.#seconds / REAL_TIME_FACTOR - SILENCE_SECONDS) * PHONEMES_PER_SECOND;
    return Math.min(MOST_PHONEMES, Math.max(LEAST_PHONEMES, Math.floor(ready)));
  }
}
