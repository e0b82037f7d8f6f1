import { secondsOf, type SpeechChunk } from '../kokoro/speechChunk';

/** The longest utterances of the engine, at speed 1, in seconds of sound. */
const UTTERANCE_SECONDS = 6;
/** The second utterance of a reading is at most this long, because the listener has heard only a short first clause. */
const EARLY_UTTERANCE_SECONDS = 4;
/** Silence around an utterance that the model makes, too, and that is trimmed, s. */
const TRIMMED_SECONDS = 0.7;
/** How quickly a slow utterance is forgotten: the weight of the newest one. */
const RECOVERY = 0.3;

/**
 * Passes on speech such that sound does not run out inside a sentence: on a machine that speaks more slowly than it
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
    const latest = chunk.realTimeFactor ?? 0;
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

/** Whether the rest of the sentence is made before `ready` seconds and what follows them have been heard. */
function isEnough(ready: number, held: readonly SpeechChunk[], factor: number): boolean {
  const rest = restSeconds(held);
  const next = Math.min(rest, UTTERANCE_SECONDS, Math.max(EARLY_UTTERANCE_SECONDS, 2 * ready));
  const work = factor * (next + TRIMMED_SECONDS);
  const deficit = Math.max(0, factor - 1) * (rest - next);
  return ready >= work + deficit;
}

/** Estimates how long the rest of the sentence is, from the pace of the chunks so far. */
function restSeconds(held: readonly SpeechChunk[]): number {
  const spoken = held.reduce((sum, { spokenStart, spokenEnd }) => sum + spokenEnd - spokenStart, 0);
  const last = held.at(-1);
  if (last === undefined || spoken <= 0) return 0;
  return ((last.sentence.length - last.spokenEnd) * seconds(held)) / spoken;
}

const seconds = (chunks: readonly SpeechChunk[]): number => chunks.reduce((sum, chunk) => sum + secondsOf(chunk), 0);
