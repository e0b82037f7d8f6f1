import { wordSet } from './wordSet';

/** How sentences end in a language; what holds for all languages is in sentences.ts. */
export interface SentenceHabits {
  /**
   * Abbreviations, without their last full stop, that stand before names and numbers: "dr", "e.g". In small letters, which match
   * "Dr" too; in capitals, which match nothing else ("MM"). Those that may end a sentence ("etc.") are best left out: a full stop
   * before a small letter never ends one.
   */
  abbreviations: ReadonlySet<string>;
  /** Abbreviations only where a number follows: "No. 5". */
  beforeNumber: ReadonlySet<string>;
  /** Capitals that are words, not initials: "I" in English. */
  wordsOfOneCapital?: string;
  /** Whether a space is written before "!" and "?". */
  spacedMarks?: boolean;
  /** Whether a sentence goes on where a small letter follows "!" or "?": "¡Ay! dijo él". */
  goesOnInSmallLetters?: boolean;
  /** Matches, from its beginning, what goes on with a sentence after a quotation that ends with a mark of its own: 「はい。」と. */
  afterQuotation?: RegExp;
}

/** English habits, which also hold for the Latin words in Chinese and Japanese text. */
export const LATIN_SENTENCES: SentenceHabits = {
  abbreviations: wordSet(
    'e.g i.e eg ie etc vs v cf al approx ca resp incl est dr mr mrs ms prof st jr sr fig figs eq inc ltd dept gen lt sgt rev',
  ),
  beforeNumber: wordSet('no nos p pp vol ch sec art ver pt ed fig eq'),
  wordsOfOneCapital: 'I',
};
