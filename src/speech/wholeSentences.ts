import { secondsOf, type SpeechChunk } from '../kokoro/speechChunk';

/** What the engine makes of a sentence in one go, a window, is at most twice as long as the one before it, … */
const GROWTH = 2;
/** … and about this long in the end, or as long as the last one where the model makes more at once, s. */
const WINDOW_SECONDS = 2.75;
/** How quickly a slow utterance is forgotten: the weight of the newest one. */
const RECOVERY = 0.3;

/**
 * Passes on speech in a way that sound does not run out inside a sentence: on a machine that speaks more slowly than it
 * is heard, the beginning of a sentence is held back until the rest can be made in time. The pauses that this causes
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

/** Whether each window of the rest is made before `ready` seconds and the windows before it have been heard. */
function isEnough(ready: number, held: readonly SpeechChunk[], factor: number): boolean {
  const rest = restSeconds(held);
  let window = Math.max(0.1, seconds(held.slice(-1)));
  const longest = Math.max(WINDOW_SECONDS, window);
  for (let made = 0; made < rest; made += window) {
    window = Math.min(GROWTH * window, longest, rest - made);
    if (factor * (made + window) > ready + made) return false;
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
