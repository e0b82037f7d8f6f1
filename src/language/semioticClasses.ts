/**
 * The kinds of text that are not said as they are written and that every language must say. The taxonomy is that of
 * Sproat et al., "Normalization of non-standard words" (2001), with the names that NeMo and Sparrowhawk use.
 */
export type SemioticClass =
  | 'cardinal'
  | 'ordinal'
  | 'decimal'
  | 'fraction'
  | 'date'
  | 'time'
  | 'duration'
  | 'money'
  | 'measure'
  | 'telephone'
  | 'address'
  | 'electronic'
  | 'roman'
  | 'range'
  | 'math'
  | 'score';

/** What a stretch of text was taken for: a semiotic class, or something else that only some languages tell apart. */
export type StretchClass = SemioticClass | 'version' | 'code' | 'abbreviation' | 'emoji' | 'symbol';

/** A rule of a language that says one kind of text. */
export interface ClassRule<Class extends StretchClass = StretchClass> {
  /** Undefined for text of no class: words, spaces, punctuation. */
  readonly semiotic?: Class | undefined;
}

type ClassOf<Rule> = Rule extends { readonly semiotic: infer Class } ? Class : never;
type MissingClass<Rules extends readonly object[]> = Exclude<SemioticClass, ClassOf<Rules[number]>>;

/** Has an impossible member when no rule says one of the classes, so that the compiler names the missing class. */
export type CompleteRules<Rules extends readonly object[]> = [MissingClass<Rules>] extends [never]
  ? unknown
  : { readonly missingClass: MissingClass<Rules> };

/**
 * The rules of a language in the order in which they are tried. Rules that leave a semiotic class out do not compile;
 * their classes must be literal types, as after `as const satisfies readonly Rule[]`.
 */
export function completeRules<const Rules extends readonly object[]>(rules: Rules & CompleteRules<Rules>): Rules {
  return rules;
}
