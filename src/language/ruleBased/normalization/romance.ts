import { symbolsInNames } from './tables';
import type { UnitVocabulary } from './units';
import type { CountedNoun, VerbalizationRules } from './verbalizationRules';

/**
 * Letters after the digits of an ordinal in Italian and Portuguese: "2º", "3.ª", "1a", but not the degrees of "20° C".
 */
export const ORDINAL_MARKS = /^\.?(?:[ºª°](?! ?[CF])|[oa](?!\p{L}))/u;

/** The prefixes of units, as Spanish writes them; the other languages change a few. */
export const PREFIXES: UnitVocabulary['prefixes'] = {
  ...{ n: 'nano', µ: 'micro', m: 'mili', c: 'centi', h: 'hecto', k: 'kilo', M: 'mega', G: 'giga', T: 'tera' },
  ...{ P: 'peta', E: 'exa', Ki: 'kibi', Mi: 'mebi', Gi: 'gibi', Ti: 'tebi' },
};

type Fixed = 'decimal' | 'decimals' | 'tilde' | 'inNames' | 'fractions' | 'date';

/** What the Romance languages do not share. */
export interface RomanceRules extends Omit<VerbalizationRules, Fixed> {
  tilde?: string;
  /** Said for "/" and "\" in paths. */
  slash: string;
  backslash: string;
  /** The word "number", said for "nº" and "#1". */
  number: string;
  /** 1/2, 1/3, 2/3, 1/4, 3/4. */
  fractions: readonly [half: string, third: string, twoThirds: string, quarter: string, threeQuarters: string];
  /** The first of a month has a name of its own; `between` stands between day, month and year. */
  dates: { first: string; months: string; between: string };
  money: VerbalizationRules['money'] & Readonly<Record<'$' | '€', CountedNoun>>;
}

/** Adds to the rules of a Romance language what all of them share. */
export function romanceRules(own: RomanceRules): VerbalizationRules {
  const { slash, backslash, number, fractions, dates, ...rules } = own;
  const { cardinal, point, symbols, money, or } = rules;
  const and = symbols['&'] ?? '';
  const months = dates.months.split(' ');
  const [half, third, twoThirds, quarter, threeQuarters] = fractions;
  return {
    tilde: 'tilde',
    ...rules,
    decimal: ',',
    decimals: 'number',
    inNames: symbolsInNames(symbols, { '.': point, '/': slash, '#': number, '\\': backslash }),
    date: (day, month, year) =>
      [day === '1' ? dates.first : cardinal(day, ''), months[month - 1] ?? '', cardinal(year, '')].join(dates.between),
    fractions: { '1/2': half, '1/3': third, '2/3': twoThirds, '1/4': quarter, '3/4': threeQuarters },
    money: { ...money, EUR: money['€'], USD: money.$ },
    abbreviations: { ...rules.abbreviations, [`${and}/${or}`]: `${and} ${or}`, nº: number, 'n°': number },
    sentences: { ...rules.sentences, goesOnInSmallLetters: true },
  };
}

/** Splits digits into groups of `size` from the right, the highest group first. */
export function groupsOf(digits: string, size: number): number[] {
  const groups: number[] = [];
  for (let end = digits.length; end > 0; end -= size)
    groups.unshift(Number(digits.slice(Math.max(0, end - size), end)));
  return groups;
}

/**
 * Verbalizes a number group by group and leaves out groups of zeros; empty for zero.
 * @param size digits of a group: three where each power of a thousand has a name, six where each power of a million has
 *   one
 * @param verbalize the words for a group and its power: 0 for the last group, 1 for thousands or millions
 */
export function inGroups(digits: string, size: number, verbalize: (group: number, power: number) => string): string {
  const groups = groupsOf(digits, size);
  return groups
    .map((group, i) => (group === 0 ? '' : verbalize(group, groups.length - 1 - i)))
    .filter(Boolean)
    .join(' ');
}
