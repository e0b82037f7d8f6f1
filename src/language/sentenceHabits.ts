import { wordSet } from './wordSet';

/** How sentences end in one language; sentences.ts has the rules that all languages share. */
export interface SentenceHabits {
  /**
   * Abbreviations that do not end a sentence, without their last full stop: "dr", "e.g". Lower case also matches "Dr";
   * upper case ("MM") matches only itself. Leave out those that may end a sentence ("etc."): a full stop before a small
   * letter never does.
   */
  abbreviations: ReadonlySet<string>;
  /** Words that are abbreviations only before a number: "No. 5". */
  beforeNumber: ReadonlySet<string>;
  /** Single capitals that are words, not initials: "I" in English. */
  wordsOfOneCapital?: string;
  /** Whether a space is written before "!" and "?". */
  spacedMarks?: boolean;
  /** Whether a sentence continues when a small letter follows "!" or "?": "¡Ay! dijo él". */
  goesOnInSmallLetters?: boolean;
  /**
   * Matches text that continues the sentence after a quotation with its own final mark: と after 「はい。」. Anchored with ^.
   */
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
