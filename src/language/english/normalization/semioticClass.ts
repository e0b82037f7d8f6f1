import type { Match, Sentence, Wordings } from './sentence';

/** One kind of text that is not said as it is written, and how it is said: an address, a date, a price. */
export interface SemioticClass {
  readonly name: string;
  /** Sticky; every repetition is bounded or a single run, so that a sentence takes linear time. */
  readonly pattern: RegExp;
  /** A quick test of the sentence: when it fails, the class does not occur there. */
  readonly requires?: RegExp;
  /** Says what the pattern matched. @returns how many characters it said; 0 when they are something else here */
  readonly verbalize: (found: Match) => number;
}

/** A semiotic class whose pattern is built from the words that the tables list. */
export type ClassByWords = Omit<SemioticClass, 'pattern'> & { readonly pattern: (words: Wordings) => RegExp };

/**
 * Says what begins at `at`, by the first class that accepts it. @returns how many characters it said; 0 when none does
 */
export function verbalizeFirst(classes: readonly SemioticClass[], sentence: Sentence, at: number): number {
  for (const { pattern, verbalize } of classes) {
    const found = sentence.match(pattern, at);
    const length = found === undefined ? 0 : verbalize(found);
    if (length > 0) return length;
  }
  return 0;
}
