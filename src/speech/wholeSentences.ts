import { SILENCE_SECONDS } from '../kokoro/model';
import { secondsOf, type SpeechChunk } from '../kokoro/speechChunk';

/** The longest pieces of a sentence that the engine makes in one go, s. */
const LONGEST_PIECE = 13.5;
/** How quickly a slow utterance is forgotten: the weight of the newest one. */
const RECOVERY = 0.3;

/**
 * Passes on speech so that sound does not run out inside a sentence: on a machine that speaks more slowly than it is
 * heard, the beginning of a sentence is held back until the rest can be made in time. The pauses that this causes
 * are between sentences.
 * @param buffered seconds of sound that the listener has not heard yet
 */
export async function* wholeSentences(
  chunks: AsyncIterable<SpeechChunk>,
  buffered: () => number,
): AsyncGenerator<SpeechChunk, void, void> {
  let held: SpeechChunk[] = [];
  let begun = false;
  let factor = 0;
  for await (const chunk of chunks) {
    const { realTimeFactor: latest = factor } = chunk; // a repeated chunk says nothing about the machine
    factor = Math.max(latest, factor + RECOVERY * (latest - factor));
    held.push(chunk);
    begun ||= chunk.endsSentence || isEnough(buffered() + seconds(held), held, factor);
    if (!begun) continue;
    yield* held;
    held = [];
    begun = !chunk.endsSentence;
  }
  yield* held;
}

/** Whether each piece of the rest is made before `ready` seconds and the pieces before it have been heard. */
function isEnough(ready: number, held: readonly SpeechChunk[], factor: number): boolean {
  const next = Math.max(0, (held.at(-1)?.nextSeconds ?? 0) - SILENCE_SECONDS);
  let rest = Math.max(next, restSeconds(held));
  let [work, heard] = [0, ready];
  for (let piece = next || Math.min(rest, LONGEST_PIECE); rest > 0; piece = Math.min(rest, LONGEST_PIECE)) {
    work += factor * (piece + SILENCE_SECONDS);
    if (work > heard) return false;
    heard += piece;
    rest -= piece;
  }
  return true;
}

/** Estimates how long the rest of the sentence is, from the pace of the chunks so far. */
function restSeconds(held: readonly SpeechChunk[]): number {
  const spoken = held.reduce((sum, { spokenStart, spokenEnd }) => sum + spokenEnd - spokenStart, 0);
  const last = held.at(-1);
  if (last === undefined || spoken <= 0) return 0;
  return ((last.sentence.length - last.spokenEnd) * seconds(held)) / spoken;
}

const seconds = (chunks: readonly SpeechChunk[]): number => chunks.reduce((sum, chunk) => sum + secondsOf(chunk), 0);
