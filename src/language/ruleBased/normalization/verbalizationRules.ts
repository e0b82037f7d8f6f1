import type { SentenceHabits } from '../../sentenceHabits';
import type { UnitSymbol } from '../../units';

/** Singular and plural of a word that follows a number. */
export type CountedNoun = readonly [one: string, many: string];

/** How a language says what is not written in words. Numbers are given as digits without leading zeros. */
export interface VerbalizationRules {
  /** The decimal separator as it is written; the other one of "," and "." groups thousands. */
  decimal: ',' | '.';
  /** Names of the separators, said between the parts of "3,5" and of "1.2.3". */
  comma: string;
  point: string;
  minus: string;
  /** A cardinal number of at most 15 digits; `noun` is the word after it, which some forms agree with. */
  cardinal(digits: string, noun: string): string;
  /** An ordinal number of at most 3 digits, with the letters written after it: "a" of "2.ª", "er" of "1er". */
  ordinal(digits: string, mark: string): string;
  /** Matches the letters of an ordinal after its digits. */
  ordinalMarks: RegExp;
  /** Day, month (1 to 12) and year as a date is said. */
  date(day: string, month: number, year: string): string;
  /** Hours and minutes (two digits) of a time of day. */
  time(hours: string, minutes: string): string;
  /** How decimals are said: as one number where they are few ("veinticinco"), or digit by digit. */
  decimals: 'number' | 'digits';
  /** "10-20" in numbers: said between them. */
  to: string;
  /** Words for symbols between words; what is not listed is silent. */
  symbols: Readonly<Record<string, string>>;
  /** Words for symbols inside addresses, paths and names: . / \ _ # */
  inNames: Readonly<Record<string, string>>;
  /** Said for each dash of an option: "-v", "--verbose". */
  optionDash: string;
  /** "#" before letters, "~" of a path, "||" and "??" between conditions and values, "v" of "v2.3". */
  hash: string;
  tilde: string;
  or: string;
  version: string;
  /** Common fractions by how they are written: "1/2". */
  fractions: Readonly<Record<string, string>>;
  /** How Roman numerals are said: "siglo XXI" as a number, "XXI secolo" as an ordinal. */
  romanNumerals: 'cardinal' | 'ordinal';
  /** Units, multipliers ("k") and "%", by their symbols after a number. */
  units: Readonly<Record<UnitSymbol, CountedNoun>> & Readonly<Record<string, CountedNoun>>;
  /** Currency signs and codes, before or after a number. */
  money: Readonly<Record<string, CountedNoun>>;
  /** Abbreviations in lower case, with their full stops, and what is said for them. */
  abbreviations: Readonly<Record<string, string>>;
  /** Where its sentences end. */
  sentences: SentenceHabits;
  /** Words in capitals that are spelled although they could be read, in capitals. */
  spelled: ReadonlySet<string>;
  /** Marks of punctuation that are silent, besides those that are not Kokoro's. */
  silent: string;
}

/** The digits said one by one, with the leading zeros that a number would lose. */
export function verbalizeDigitByDigit(rules: Pick<VerbalizationRules, 'cardinal'>, digits: string): string {
  return Array.from(digits, (digit) => rules.cardinal(digit, '')).join(' ');
}
