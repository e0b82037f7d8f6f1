import type { LanguageCode } from '../language';
import type { PartOfSpeech } from '../partOfSpeech';

/** "en" stands for American and British English. */
export type EntryLanguage = LanguageCode | 'en';

/** How the user wants a word to be said, as it stands in `.kokoro/pronunciations.json` and in the settings. */
export interface Pronunciation {
  /** A word or phrase; matches whole words only. Either this or `pattern`. */
  word?: string;
  /** A regular expression as `compilePattern` understands it. */
  pattern?: string;
  /** Text that is read in its place. Either this or `phonemes`. */
  say?: string;
  /** Kokoro's phonemes. */
  phonemes?: string;
  /** Texts in other languages do not use the entry. */
  language?: EntryLanguage;
  caseSensitive?: boolean;
  /** English only: the entry is used where the word has this part of speech. */
  partOfSpeech?: PartOfSpeech;
  /** A glob; other files do not use the entry. */
  files?: string;
  /** For people. */
  note?: string;
}

/** Lists of entries. Where two lists match the same text, the earlier one wins. */
export type PronunciationLists = readonly (readonly Pronunciation[])[];

/** Longest strings of an entry, in characters. */
export const MAX_WORD = 100;
export const MAX_PATTERN = 200;
export const MAX_SPOKEN = 200;
/** Most entries of one list. */
export const MAX_ENTRIES = 5000;

/** Whether an entry is for texts in this language. */
export function isForLanguage({ language }: Pronunciation, code: LanguageCode): boolean {
  return language === undefined || language === code || (language === 'en' && code.startsWith('en-'));
}
