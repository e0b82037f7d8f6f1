import { FRAME_SAMPLES, SAMPLE_RATE } from '../kokoro/model';
import type { WordTime } from './wordTimes';

/** Length of the first window, and the longest of later ones, in samples. Each is at most twice as long as the last. */
const FIRST = 0.8 * SAMPLE_RATE;
const LONGEST = 2.5 * SAMPLE_RATE;
/** A shorter last window is joined to the one before it. */
const SHORTEST = 0.6 * SAMPLE_RATE;
/** Kokoro's sound is ahead of its durations by 1.5 frames; a window ends before the next word is heard. */
const AHEAD = 2 * FRAME_SAMPLES;

/** A part of an utterance that is made and heard in one go: samples, and the words that begin in it. */
export interface Window {
  from: number;
  to: number;
  firstWord: number;
  /** The index after the last one. */
  endWord: number;
}

/** The sample at which an utterance can be cut before a word. */
export function cutBefore(word: WordTime): number {
  return Math.max(0, Math.round(word.from) - AHEAD);
}

/**
 * Divides a part of an utterance into windows that begin with a word: a short one, so that sound starts early, then
 * longer ones.
 * @param words of the utterance
 * @param part what is heard of it
 * @param mayBegin whether a window may begin with a word
 */
export function planWindows(words: readonly WordTime[], part: Window, mayBegin: (word: number) => boolean): Window[] {
  const windows: Window[] = [];
  let { from, firstWord } = part;
  let wanted = FIRST;
  let start = words[firstWord]?.from ?? from; // the silence before the first word takes no time to make
  const borders = words
    .map((word, index) => ({ index, to: cutBefore(word) }))
    .slice(firstWord + 1, part.endWord)
    .filter(({ index, to }) => part.to - to >= SHORTEST && mayBegin(index));
  while (part.to - start > wanted) {
    const distance = ({ to }: { to: number }): number => Math.abs(to - start - wanted);
    const [border] = borders.filter(({ to }) => to > start).sort((a, b) => distance(a) - distance(b));
    if (border === undefined) break;
    windows.push({ from, to: border.to, firstWord, endWord: border.index });
    [from, firstWord, start] = [border.to, border.index, border.to];
    wanted = Math.min(LONGEST, 2 * wanted);
  }
  return [...windows, { from, to: part.to, firstWord, endWord: part.endWord }];
}
