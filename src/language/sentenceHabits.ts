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

/** A set of words given as one string. */
export function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(' ').filter(Boolean));
}
