import { secondsOf, type SpeechChunk } from '../kokoro/speechChunk';

/** A usual voice's seconds per letter, until a voice has been heard. */
export const SECONDS_PER_LETTER = 0.065;
/** Chunks with fewer letters say little about a voice's pace. */
const MEASURED_LETTERS = 15;
/** The weight of the newest chunk. */
const NEWEST = 0.2;

/** How long the voice takes for a letter, learned from what it has spoken. */
export class VoicePace {
  #secondsPerLetter = SECONDS_PER_LETTER;

  learn({ pcm, speed, spokenStart, spokenEnd }: SpeechChunk): void {
    const letters = spokenEnd - spokenStart;
    if (letters < MEASURED_LETTERS) return;
    const secondsPerLetter = (secondsOf({ pcm }) * speed) / letters;
    this.#secondsPerLetter += NEWEST * (secondsPerLetter - this.#secondsPerLetter);
  }

  /** Seconds that so many letters take at a speed. */
  secondsFor(letters: number, speed: number): number {
    return (letters * this.#secondsPerLetter) / speed;
  }
}
