import type { SourceRange } from '../common/range';
import type { PhonemeSegment } from '../language/language';

/** When a word is spoken, in samples of the model's audio; its range is in the sentence. */
export interface WordTime extends SourceRange {
  from: number;
  to: number;
}

/**
 * When the words of an utterance are spoken, from the durations that the model returned for its ids.
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
    if (spaceBefore && i > 0) pass(' ');
    const from = at;
    pass(phonemes);
    if (/\p{L}/u.test(phonemes)) times.push({ start, end, from: from * samplesPerFrame, to: at * samplesPerFrame });
  }
  return times;
}
