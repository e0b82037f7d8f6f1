import type { SourceRange } from '../../common/range';
import type { EmojiMode } from '../emojiMode';
import { FoldedText, foldWith } from '../foldedText';
import { GIVEN } from '../givenPronunciations';
import type { Language, SpokenToken } from '../language';
import { type Accepts, type Dictionary, type DictionaryMatch, plain } from './dictionary';

/** What `plain` of a longer text changes: white space, apostrophes and combined characters. */
const FOLDED = /\s+|[’ʼ]|\P{M}\p{M}+/gu;
const HAS_FOLDED = /[^\S ]|\s\s|[’ʼ\p{M}]/u;
/** The possessive ending of a name: "Kokoro's". */
const POSSESSIVE = /'s(?![\p{L}\p{N}])/uy;

/** A sentence's tokens, and the entries of the dictionary that it uses. Ranges are in the sentence. */
export interface NormalizedSentence {
  tokens: SpokenToken[];
  matches: DictionaryMatch[];
}

/**
 * Normalizes a sentence as the dictionary wants it said: what an entry matches is replaced by its text, or by the inline
 * form of its phonemes, which every language knows, and the tokens are mapped back. Never throws.
 */
export function normalizeWith(
  language: Language,
  dictionary: Dictionary | undefined,
  sentence: string,
  emoji?: EmojiMode,
): NormalizedSentence {
  if (dictionary === undefined) return { tokens: language.normalize(sentence, emoji), matches: [] };
  const folded = HAS_FOLDED.test(sentence)
    ? foldWith(sentence, FOLDED, ([found]) => plain(found) || ' ')
    : new FoldedText(
        sentence,
        Array.from({ length: sentence.length }, (_, i) => i),
        Array.from({ length: sentence.length }, (_, i) => i + 1),
      );
  const given = Array.from(folded.text.matchAll(GIVEN), ({ index, 0: found }) => ({
    start: index,
    end: index + found.length,
  }));
  const matches = dictionary
    .find(folded.text, partOfSpeechTest(language, folded.text))
    .filter(({ start, end }) => !given.some((other) => start < other.end && other.start < end))
    .map((match) => ({ ...folded.sourceRange(match.start, match.end), entry: match.entry }));
  if (matches.length === 0) return { tokens: language.normalize(sentence, emoji), matches };
  const said = replaceMatches(sentence, matches, language);
  const tokens = language
    .normalize(said.text, emoji)
    .map((token) => ({ ...token, ...said.sourceRange(token.start, token.end) }));
  return { tokens, matches };
}

/** Tags the sentence as it is written, when the first entry asks for a part of speech. */
function partOfSpeechTest(language: Language, text: string): Accepts {
  let tagged: { tokens: SpokenToken[]; parts: (string | undefined)[] } | undefined;
  return ({ partOfSpeech }, { start, end }) => {
    if (language.partsOfSpeech === undefined) return false;
    if (tagged === undefined) {
      const tokens = language.normalize(text);
      tagged = { tokens, parts: language.partsOfSpeech(tokens) };
    }
    // The last word of a phrase is its head.
    const head = tagged.tokens.findLastIndex((token) => token.start < end && token.end > start);
    return tagged.parts[head] === partOfSpeech;
  };
}

/** The sentence with the matched ranges said as their entries want. */
function replaceMatches(sentence: string, matches: readonly DictionaryMatch[], language: Language): FoldedText {
  const parts: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const add = (text: string, range?: SourceRange): void => {
    for (let i = 0; i < text.length; i++) {
      starts.push(range?.start ?? done + i);
      ends.push(range?.end ?? done + i + 1);
    }
    parts.push(text);
  };
  let done = 0;
  const straight = sentence.replaceAll('’', "'");
  for (const { start, end, entry } of matches) {
    add(sentence.slice(done, start));
    done = end;
    if (entry.phonemes === undefined) {
      add(plain(entry.say ?? ''), { start, end });
      continue;
    }
    POSSESSIVE.lastIndex = end;
    const possessive = language.code.startsWith('en') && POSSESSIVE.test(straight);
    if (possessive) done = POSSESSIVE.lastIndex;
    const word = plain(sentence.slice(start, end)).replace(/[[\]]/g, ' ');
    const phonemes = entry.phonemes + (possessive ? possessiveEnding(entry.phonemes) : '');
    add(`[${word}](/${phonemes}/)`, { start, end: done });
  }
  add(sentence.slice(done));
  return new FoldedText(parts.join(''), starts, ends);
}

/** The sound of "'s" after a word. */
function possessiveEnding(phonemes: string): string {
  if (/[szʃʒʧʤ]$/.test(phonemes)) return 'ᵻz';
  return /[ptkfθ]$/.test(phonemes) ? 's' : 'z';
}
