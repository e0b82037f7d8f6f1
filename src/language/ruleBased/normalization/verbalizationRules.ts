import type { SentenceHabits } from '../../sentenceHabits';
import type { UnitSymbol } from '../../units';
import type { CountedNoun } from './countedNoun';
import type { Currencies } from './currencies';

/** How a language verbalizes what is not written in words. Numbers are passed as digits without leading zeros. */
export interface VerbalizationRules {
  /** The decimal separator in writing; the other one of "," and "." groups thousands. */
  decimal: ',' | '.';
  /** Names of the separators, said between the parts of "3,5" and of "1.2.3". */
  comma: string;
  point: string;
  minus: string;
  plus: string;
  /** A cardinal number of at most 24 digits; `noun` is the word after it, which it may agree with. */
  cardinal(digits: string, noun: string): string;
  /** An ordinal number below 10⁹; `mark` is its suffix: "ª" of "2.ª", "er" of "1er". */
  ordinal(digits: string, mark: string): string;
  /** Matches the suffix of an ordinal. */
  ordinalMarks: RegExp;
  /** A fraction; `noun` is the word after it, of which it may be a part: "media taza". */
  fraction(top: string, bottom: string, noun: string): string;
  /** Said between a number and a fraction: "dos y medio"; `half` is the second half of "una hora y media". */
  mixed: { and: string; half(noun: string): string };
  /** Words for a number and a half, in languages that have some: डेढ़, ढाई, साढ़े तीन. */
  andHalf?(whole: string): string;
  /** Whether a noun is feminine. */
  isFeminine(noun: string): boolean;
  /** Whether a number takes the singular; `decimals` is empty for whole numbers. */
  isSingular(whole: string, decimals: string): boolean;
  /** Joins a noun to what counts it: "de euros", "d'euros", "di euro". */
  of(noun: string): string;
  /** A date of day, month (1 to 12) and year, each of which but the month may be empty. */
  date(day: string, month: number, year: string): string;
  /** Whether "06-05" is a day and a month. */
  shortDates?: boolean;
  /** Whether "31/12" is. */
  strokeDates?: boolean;
  /** Words for four digits if they are a year by the text around them and it is not said as a number. */
  year?(digits: string, before: string, after: string): string | undefined;
  /** The months' names, then abbreviations, each with the number of its month. */
  months: ReadonlyMap<string, number>;
  /** A time of day; minutes and seconds have two digits, or are empty where nothing is written. */
  time(hours: string, minutes: string, seconds: string): string;
  /** A time of a twelve-hour clock, `time` being the words for it. */
  halfDay(time: string, hours: number, half: 'a' | 'p'): string;
  /** Whether up to two decimals are one number ("veinticinco"), or all are read digit by digit. */
  decimals: 'number' | 'digits';
  /** Said for the hyphen of "10-20". */
  to: string;
  /** Said for the hyphen of "3-2", if it is not said as that of a range; empty for a pause. */
  score?: string;
  /** Said for the "x" of "10x20". */
  by: string;
  /** What follows the base in "10²" and "10⁻³". */
  power(exponent: string, isNegative: boolean): string;
  /** Words for symbols between words; other symbols are silent. */
  symbols: Readonly<Record<string, string>>;
  /** The names of the 24 Greek letters, separated by spaces. */
  greek: string;
  /** Words for symbols inside addresses, paths and names: . / \ _ # */
  inNames: Readonly<Record<string, string>>;
  /** Said for each hyphen of an option ("-v", "--verbose") and of an e-mail address, and for the latter's underscores. */
  optionDash: string;
  underscore: string;
  /** Said for "#" before letters, "~" in a path, the operators "||" and "??", and "v" in "v2.3". */
  hash: string;
  tilde: string;
  or: string;
  version: string;
  /** How Roman numerals are read: "siglo XXI" as a cardinal, "XXI secolo" as an ordinal. */
  romanNumerals: 'cardinal' | 'ordinal';
  /** Matches words before a number that make even "MCMLX" and small letters a Roman numeral: "siglo xix". */
  beforeRoman: RegExp;
  /** Matches the name of a ruler before an ordinal numeral: "Felipe VI"; the group "feminine" is set for a woman's. */
  regnal?: RegExp;
  /** Units, multipliers ("k") and "%", by their symbols after a number. */
  units: Readonly<Record<UnitSymbol, CountedNoun>> & Readonly<Record<string, CountedNoun>>;
  /** Said before the denominator of a unit, and the denominator alone: "por segundo". */
  per(noun: string): string;
  /** Symbols of units that are words of the language: units only at the end of a phrase. */
  ambiguousUnits: ReadonlySet<string>;
  /** Currencies, before or after a number. */
  money: Currencies;
  /** Said between a whole amount and its cents. */
  andCents: string;
  /** Matches a scale word after a number ("millones"), a space before it included. */
  scale: RegExp;
  /** Scale words that come directly before a noun: "tres mil euros", but "tres millones de euros". */
  scaleWithoutOf: RegExp;
  /** Scale words, or their singular and plural, for letters after an amount of money: "$5M". */
  moneyScales: Readonly<Record<string, string>>;
  /** Matches what stands before a number of six digits or more that is a telephone number. */
  beforeTelephone: RegExp;
  /** Matches what stands before a number that is read digit by digit: "CP", "pin". */
  beforeCode: RegExp;
  /** Whether digits are a telephone number by their form. */
  isTelephone?(digits: string): boolean;
  /** Whether digits are a postal code by their form and the text before them. */
  isPostalCode?(digits: string, before: string): boolean;
  /** Whether telephone numbers are read in pairs. */
  telephoneInPairs?: boolean;
  /** Expansions of lower-case abbreviations, by their spelling with full stops; those with " #" count before a number. */
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
