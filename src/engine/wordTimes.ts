import type { SourceRange } from '../common/range';
import type { MappedText } from '../document/mappedText';
import { FRAME_SAMPLES, SAMPLE_RATE } from '../kokoro/model';
import type { SpokenWord } from '../kokoro/speechChunk';
import type { PhonemeSegment } from '../language/language';
import { silenceAt, speechBounds } from './trimAndPad';

/** When a word is spoken, in samples of the model's audio; its range is in the sentence. */
export interface WordTime extends SourceRange {
  from: number;
  to: number;
  /** The first segment of the word, counted in the utterance. */
  segment: number;
}

/**
 * The durations of the words of an utterance, from those that the model returned for its ids. A space belongs to the
 * word after it; punctuation belongs to none.
 * @param segments the utterance, as joined by `joinSegments`
 * @param frames durations of all ids, including the boundary before the first segment
 * @param samplesPerFrame of the model's audio
 */
export function wordTimes(
  segments: readonly PhonemeSegment[],
  frames: readonly number[],
  vocabulary: ReadonlyMap<string, number>,
  samplesPerFrame: number,
): WordTime[] {
  const times: WordTime[] = [];
  let next = 1;
  let at = frames[0] ?? 0;
  const pass = (symbols: string): void => {
    for (const symbol of symbols) if (vocabulary.has(symbol)) at += frames[next++] ?? 0; // others have no id
  };
  for (const [i, { phonemes, spaceBefore, start, end }] of segments.entries()) {
    const from = at;
    if (spaceBefore && i > 0) pass(' ');
    pass(phonemes);
    const before = times.at(-1);
    // The second part of a compound may be spoken with the first: the French "GitHub".
    if (phonemes === '' && before?.end === start) before.end = end;
    if (/\p{L}/u.test(phonemes))
      times.push({ start, end, from: from * samplesPerFrame, to: at * samplesPerFrame, segment: i });
  }
  return times;
}

/**
 * Kokoro sounds 1.5 frames (37.5 ms) ahead of its durations, in all English voices measured: docs/timing.md has the
 * figures.
 */
const SOUND_LEAD = 1.5 * FRAME_SAMPLES;
/** The least length of a word, in samples: fast speech may begin later than its durations say. */
const SHORTEST = FRAME_SAMPLES / 2;

/**
 * When words are heard: the model's durations, without its lead, and without the silence that it counts with the words
 * beside it, at both ends of an utterance and at marks.
 */
export function heardTimes(times: readonly WordTime[], audio: Float32Array, gain: number): WordTime[] {
  const speech = speechBounds(audio, gain);
  let at = speech.start;
  return times.map((word, i) => {
    const [before, next] = [times[i - 1], times[i + 1]];
    let [from, to] = [word.from - SOUND_LEAD, word.to - SOUND_LEAD];
    if (!before) from = speech.start;
    else if (before.to < word.from) from = Math.min(silenceAt(audio, gain, from).end, Math.max(from, to));
    if (!next) to = Math.min(to, speech.end);
    else if (word.to < next.from) to = Math.max(silenceAt(audio, gain, to).start, Math.min(from, to));
    from = Math.max(from, at);
    at = to = Math.max(to, from + SHORTEST);
    return { ...word, from, to };
  });
}

/** A word as a reader sees it, and its range in the document. */
export interface WrittenWord extends WordTime {
  source: SourceRange;
}

/**
 * Joins words to those that a reader sees. What is written as one is one word: the five spoken words of "40–60 °C" have
 * one range and the time of all five.
 * @param document the text that the sentence is from
 */
export function writtenWords(times: readonly WordTime[], sentence: MappedText, document: string): WrittenWord[] {
  const words: WrittenWord[] = [];
  for (const word of times) {
    const source = withoutSpaces(sentence.sourceRange(word.start, word.end), document);
    const before = words.at(-1);
    if (before && continuesWord(document, before.source, source)) {
      before.source = { start: before.source.start, end: Math.max(before.source.end, source.end) };
      before.end = Math.max(before.end, word.end);
      before.to = word.to;
    } else words.push({ ...word, source });
  }
  return words;
}

/**
 * The words of `writtenWords` with their times in the trimmed audio.
 * @param kept the samples of the model's audio that the chunk consists of
 */
export function spokenWords(
  times: readonly WordTime[],
  sentence: MappedText,
  document: string,
  kept: { start: number; end: number },
): SpokenWord[] {
  const seconds = (sample: number): number =>
    (Math.min(Math.max(sample, kept.start), kept.end) - kept.start) / SAMPLE_RATE;
  return writtenWords(times, sentence, document).map(({ source, from, to }) => ({
    ...{ source, start: seconds(from), end: seconds(to) },
  }));
}

/** Two numbers with a dash between them. */
const NUMBERS = /\p{N}[-–—〜～~]\p{Sc}?\p{N}/uy;

/** Whether what is spoken of `next` belongs to the same written word as what was spoken of `before`. */
export function continuesWord(document: string, before: SourceRange, next: SourceRange): boolean {
  if (next.start < before.end) return true;
  if (next.start > before.end + 1) return false;
  return [next.start - 1, next.start - 2].some((at) => {
    NUMBERS.lastIndex = Math.max(0, at);
    return NUMBERS.test(document);
  });
}

function withoutSpaces({ start, end }: SourceRange, document: string): SourceRange {
  const text = document.slice(start, end);
  const lead = text.length - text.trimStart().length;
  return { start: start + lead, end: start + Math.max(lead, text.trimEnd().length) };
}
