import type { SentenceHabits } from '../../sentenceHabits';
import type { UnitSymbol } from '../../units';

/** Singular and plural of a noun after a number. */
export type CountedNoun = readonly [one: string, many: string];

/** How a language verbalizes what is not written in words. Numbers are passed as digits without leading zeros. */
export interface VerbalizationRules {
  /** The decimal separator in writing; the other one of "," and "." groups thousands. */
  decimal: ',' | '.';
  /** Names of the separators, said between the parts of "3,5" and of "1.2.3". */
  comma: string;
  point: string;
  minus: string;
  /** A cardinal number of at most 15 digits; `noun` is the word after it, which it may agree with. */
  cardinal(digits: string, noun: string): string;
  /** An ordinal number of at most 3 digits; `mark` is its suffix: "ª" of "2.ª", "er" of "1er". */
  ordinal(digits: string, mark: string): string;
  /** Matches the suffix of an ordinal. */
  ordinalMarks: RegExp;
  /** A date of day, month (1 to 12) and year. */
  date(day: string, month: number, year: string): string;
  /** A time of day; minutes have two digits. */
  time(hours: string, minutes: string): string;
  /** Whether up to two decimals are one number ("veinticinco"), or all are read digit by digit. */
  decimals: 'number' | 'digits';
  /** Said for the hyphen of "10-20". */
  to: string;
  /** Words for symbols between words; other symbols are silent. */
  symbols: Readonly<Record<string, string>>;
  /** Words for symbols inside addresses, paths and names: . / \ _ # */
  inNames: Readonly<Record<string, string>>;
  /** Said for each hyphen of an option: "-v", "--verbose". */
  optionDash: string;
  /** Said for "#" before letters, "~" in a path, the operators "||" and "??", and "v" in "v2.3". */
  hash: string;
  tilde: string;
  or: string;
  version: string;
  /** Common fractions, e.g. by "1/2". */
  fractions: Readonly<Record<string, string>>;
  /** How Roman numerals are read: "siglo XXI" as a cardinal, "XXI secolo" as an ordinal. */
  romanNumerals: 'cardinal' | 'ordinal';
  /** Units, multipliers ("k") and "%", by their symbols after a number. */
  units: Readonly<Record<UnitSymbol, CountedNoun>> & Readonly<Record<string, CountedNoun>>;
  /** Currency signs and codes, before or after a number. */
  money: Readonly<Record<string, CountedNoun>>;
  /** Expansions of lower-case abbreviations, by their spelling with full stops. */
  abbreviations: Readonly<Record<string, string>>;
  /** Where sentences end. */
  sentences: SentenceHabits;
  /** Acronyms in capitals that are spelled although they could be read as a word. */
  spelled: ReadonlySet<string>;
  /** Silent punctuation marks that Kokoro would otherwise get: "¿¡". */
  silent: string;
}

/** Reads digits one by one, leading zeros included. */
export function verbalizeDigitByDigit(rules: Pick<VerbalizationRules, 'cardinal'>, digits: string): string {
  return Array.from(digits, (digit) => rules.cardinal(digit, '')).join(' ');
}
