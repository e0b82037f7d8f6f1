import { continuesWord } from '../../engine/wordTimes';
import type { SpokenWord } from '../../kokoro/speechChunk';

/** A word of a recording. */
export interface TimedWord {
  /** The word as it stands in the source. */
  text: string;
  /** Its UTF-16 offsets in the source; `to` is exclusive. */
  from: number;
  to: number;
  /** When it is spoken, in seconds from the start of the recording. */
  start: number;
  end: number;
}

/**
 * The words of a recording for captions, highlighting and the like.
 * @param words those of its chunks, with times in the recording
 * @param source the text that was read
 */
export function timedWords(words: Iterable<SpokenWord>, source: string): TimedWord[] {
  const timed: TimedWord[] = [];
  for (const { source: range, start, end } of words) {
    const before = timed.at(-1);
    // A chunk may end in the middle of what is written as one.
    if (before && continuesWord(source, { start: before.from, end: before.to }, range)) {
      before.to = Math.max(before.to, range.end);
      before.text = source.slice(before.from, before.to);
      before.end = end;
    } else timed.push({ text: source.slice(range.start, range.end), from: range.start, to: range.end, start, end });
  }
  return timed;
}
