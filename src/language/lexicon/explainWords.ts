import type { SourceRange } from '../../common/range';
import type { EmojiMode } from '../emojiMode';
import { GIVEN } from '../givenPronunciations';
import type { Language, PhonemeOrigin } from '../language';
import type { Dictionary } from './dictionary';
import type { Pronunciation } from './entry';
import { normalizeWith } from './normalizeWith';

/** How a stretch of a sentence is said and why; its range is in the sentence. */
export interface ExplainedWord extends SourceRange {
  phonemes: string;
  origin: PhonemeOrigin;
  /** The entry of the dictionary that was used. */
  entry?: Pronunciation;
}

/** The words of a sentence in order; marks are left out, and what is written as one word is one. */
export async function explainWords(
  language: Language,
  dictionary: Dictionary | undefined,
  sentence: string,
  emoji?: EmojiMode,
): Promise<ExplainedWord[]> {
  const { tokens, matches } = normalizeWith(language, dictionary, sentence, emoji);
  const origins = language.origins(tokens);
  const given = Array.from(sentence.matchAll(GIVEN), ({ index, 0: { length } }) => ({
    start: index,
    end: index + length,
  }));
  const words: ExplainedWord[] = [];
  for (const { start, end, phonemes, spaceBefore } of await language.phonemize(tokens)) {
    if (!/\p{L}/u.test(phonemes)) continue;
    const last = words.at(-1);
    if (last && start < last.end) {
      last.end = Math.max(last.end, end);
      last.phonemes += (spaceBefore ? ' ' : '') + phonemes;
      continue;
    }
    const overlaps = (other: SourceRange): boolean => other.start < end && start < other.end;
    const entry = matches.find(overlaps)?.entry;
    const token = tokens.findIndex((other) => overlaps(other) && other.kind !== 'punctuation');
    const origin = entry ? 'dictionary' : given.some(overlaps) ? 'given' : (origins[token] ?? 'rules');
    words.push({ start, end, phonemes, origin, ...(entry && { entry }) });
  }
  return words;
}
