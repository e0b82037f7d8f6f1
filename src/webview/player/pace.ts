import { secondsOf } from '../../kokoro/speechChunk';
import type { PlayerChunk } from '../protocol';

/** Seconds per character before anything was measured: an English voice at its own pace. */
const USUAL = 0.066;
/** The estimate counts as this many characters, so that the first chunks do not swing it. */
const USUAL_WEIGHT = 300;

/** How long a voice takes for a character, measured from the chunks it speaks. */
export class Pace {
  #seconds = USUAL * USUAL_WEIGHT;
  #characters = USUAL_WEIGHT;

  /** @param characters how many the chunk speaks */
  learn(chunk: PlayerChunk, characters: number): void {
    this.#seconds += secondsOf(chunk) * chunk.speed;
    this.#characters += characters;
  }

  /** Seconds that speaking so many characters takes at a speed. */
  secondsFor(characters: number, speed: number): number {
    return (characters * this.#seconds) / this.#characters / speed;
  }
}
