import type { SourceRange } from '../common/range';
import type { MappedText } from '../document/mappedText';
import type { EmojiMode } from './emojiMode';

/** Languages of Kokoro's voices, by the first letter of the voice's name: a b e f h i j p z. */
export type LanguageCode = 'en-us' | 'en-gb' | 'es' | 'fr' | 'hi' | 'it' | 'ja' | 'pt-br' | 'zh';

/**
 * A word as it is said; letters that are said one by one ("CPU", "CPUs"); or one of Kokoro's punctuation marks; its range is in
 * the sentence that was given. The words for a number or symbol share its range.
 */
export interface SpokenToken extends SourceRange {
  kind: 'word' | 'letters' | 'punctuation';
  /** In the source's case where it stands there; "-" and "'" may be inside a word. */
  text: string;
  /** Kokoro's phonemes where the author gave them: `[Kokoro](/kˈOkəɹO/)`. */
  phonemes?: string;
  /** Set for a little word that stands for a sign and must be heard: the "at" of an address. */
  stressed?: boolean;
  /** False for punctuation that clings to the word before it, parts of a compound ("camelCase"), and in languages without spaces. */
  spaceBefore: boolean;
}

/** Phonemes of one or more tokens: the smallest stretch whose place in the sentence is known. */
export interface PhonemeSegment extends SourceRange {
  phonemes: string;
  spaceBefore: boolean;
  /** Set where a speaker would not breathe after it: "old", "lighthouse" in "the old lighthouse keeper". */
  proclitic?: boolean;
}

/** A language that can be read aloud: text → spoken tokens → Kokoro's phonemes, offsets kept all the way. */
export interface Language {
  readonly code: LanguageCode;
  /** Words (lower case) that begin a phrase: where a sentence must be cut, a speaker would breathe before them, not after. */
  readonly phraseBoundaryWords: ReadonlySet<string>;
  /** Splits a block's text into sentences; line ends do not end one. Linear time, never throws. */
  splitSentences(text: MappedText): MappedText[];
  /** Splits a sentence into what is said: numbers, symbols and abbreviations become words. Linear time, never throws. */
  normalize(sentence: string, emoji?: EmojiMode): SpokenToken[];
  /** Kokoro's phonemes for a sentence's tokens; every token is covered by exactly one run, in order. */
  phonemize(tokens: readonly SpokenToken[]): Promise<PhonemeSegment[]>;
}

/** The phoneme string of a sentence. */
export function joinSegments(runs: readonly PhonemeSegment[]): string {
  return runs.map((run, i) => (run.spaceBefore && i > 0 ? ' ' : '') + run.phonemes).join('');
}

/** The words and punctuation of a sentence as one string: words apart, and letters that are said one by one. */
export function joinTokens(tokens: readonly SpokenToken[]): string {
  const said = ({ kind, text }: SpokenToken): string =>
    kind === 'letters' ? text.replace(/(?<=\p{L})(?=\p{Lu})/gu, ' ') : text;
  const apart = (token: SpokenToken, i: number): boolean =>
    token.spaceBefore || (token.kind !== 'punctuation' && tokens[i - 1]?.kind !== 'punctuation');
  return tokens.map((token, i) => (i > 0 && apart(token, i) ? ' ' : '') + said(token)).join('');
}
