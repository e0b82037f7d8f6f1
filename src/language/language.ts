import type { SourceRange } from '../common/range';
import type { MappedText } from '../document/mappedText';
import type { EmojiMode } from './emojiMode';
import type { PartOfSpeech } from './partOfSpeech';
import type { StretchClass } from './semioticClasses';

/** The languages of Kokoro's voices. */
export type LanguageCode = 'en-us' | 'en-gb' | 'es' | 'fr' | 'hi' | 'it' | 'ja' | 'pt-br' | 'zh';

/**
 * A spoken word; letters that are spelled ("CPU", "CPUs"); or one of Kokoro's punctuation marks. Its range lies in the
 * sentence; all the words for a number or symbol have the same range.
 */
export interface SpokenToken extends SourceRange {
  kind: 'word' | 'letters' | 'punctuation';
  /** Words from the sentence keep their case and may contain "-" and "'". */
  text: string;
  /** Kokoro's phonemes, when the author gave them: `[Kokoro](/kˈOkəɹO/)`. */
  phonemes?: string;
  /** What its text was taken for; undefined for a word or mark that is said as it is written. */
  semiotic?: StretchClass;
  /** Set for a short word that must be heard because it stands for a sign: the "at" of an address. */
  stressed?: boolean;
  /**
   * False for punctuation after a word, for later parts of a compound ("camelCase"), and in languages without spaces.
   */
  spaceBefore: boolean;
}

/** The phonemes of one or more tokens: the smallest unit whose place in the sentence is known. */
export interface PhonemeSegment extends SourceRange {
  phonemes: string;
  spaceBefore: boolean;
  /** Set when a speaker would not pause after it: "old" and "lighthouse" in "the old lighthouse keeper". */
  proclitic?: boolean;
}

/** What decided how a word sounds, from the surest to the least sure. */
export const PHONEME_ORIGINS = ['dictionary', 'given', 'lexicon', 'homograph', 'letters', 'rules', 'guessed'] as const;
/**
 * The user's dictionary; the inline form `[Kokoro](/kˈOkəɹO/)`; a lexicon; the lexicon and the context, for a word with
 * several pronunciations; the names of its letters; the language's rules; the letter-to-sound model or other guesses.
 */
export type PhonemeOrigin = (typeof PHONEME_ORIGINS)[number];

/** A language's front end: text → spoken tokens → Kokoro's phonemes, each with its offsets. */
export interface Language {
  readonly code: LanguageCode;
  /** Words (lower case) that begin a phrase. A sentence that must be cut is cut before them. */
  readonly phraseBoundaryWords: ReadonlySet<string>;
  /** Splits a block's text into sentences; line ends do not end one. Linear time, never throws. */
  splitSentences(text: MappedText): MappedText[];
  /**
   * Turns a sentence into spoken tokens: numbers, symbols and abbreviations become words. Linear time, never throws.
   */
  normalize(sentence: string, emoji?: EmojiMode): SpokenToken[];
  /** Kokoro's phonemes for a sentence's tokens, in order; exactly one segment covers each token. */
  phonemize(tokens: readonly SpokenToken[]): Promise<PhonemeSegment[]>;
  /** What decides how each token sounds, for a person who asks. */
  origins(tokens: readonly SpokenToken[]): PhonemeOrigin[];
  /** The part of speech of each token, where the language knows it; undefined for a language that does not tag. */
  partsOfSpeech?(tokens: readonly SpokenToken[]): (PartOfSpeech | undefined)[];
}

/** The phoneme string of a sentence. */
export function joinSegments(runs: readonly PhonemeSegment[]): string {
  return runs.map((run, i) => (run.spaceBefore && i > 0 ? ' ' : '') + run.phonemes).join('');
}

/** The tokens of a sentence as one string; spelled letters are separated by spaces. */
export function joinTokens(tokens: readonly SpokenToken[]): string {
  const said = ({ kind, text }: SpokenToken): string =>
    kind === 'letters' ? text.replace(/(?<=\p{L})(?=\p{Lu})/gu, ' ') : text;
  const apart = (token: SpokenToken, i: number): boolean =>
    token.spaceBefore || (token.kind !== 'punctuation' && tokens[i - 1]?.kind !== 'punctuation');
  return tokens.map((token, i) => (i > 0 && apart(token, i) ? ' ' : '') + said(token)).join('');
}
