import type { ClassRule } from '../../semioticClasses';
import type { Match, Sentence, Wordings } from './sentence';

/** One kind of text that is not said as it is written, and how it is said: an address, a date, a price. */
export interface TextRule extends ClassRule {
  readonly name: string;
  /** Sticky; every repetition is bounded or a single run, so that a sentence takes linear time. */
  readonly pattern: RegExp;
  /** A quick test of the sentence: when it fails, the kind does not occur there. */
  readonly requires?: RegExp;
  /** Says what the pattern matched. @returns how many characters it said; 0 when they are something else here */
  readonly verbalize: (found: Match) => number;
}

/** A rule whose pattern is built from the words that the tables list. */
export type RuleByWords = Omit<TextRule, 'pattern'> & { readonly pattern: (words: Wordings) => RegExp };

/**
 * Says what begins at `at`, by the first rule that accepts it. @returns how many characters it said; 0 when none does
 */
export function verbalizeFirst(rules: readonly TextRule[], sentence: Sentence, at: number): number {
  const { out } = sentence;
  const outer = out.semiotic;
  for (const { pattern, semiotic, verbalize } of rules) {
    const found = sentence.match(pattern, at);
    out.semiotic = semiotic;
    const length = found === undefined ? 0 : verbalize(found);
    out.semiotic = outer;
    if (length > 0) return length;
  }
  return 0;
}
