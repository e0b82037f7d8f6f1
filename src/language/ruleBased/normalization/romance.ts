import { symbolsInNames } from './tables';
import type { UnitVocabulary } from './units';
import type { VerbalizationRules } from './verbalizationRules';

/**
 * Letters after the digits of an ordinal in Italian and Portuguese: "2º", "3.ª", "1a", but not the degrees of "20° C".
 */
export const ORDINAL_MARKS = /^\.?(?:[ºª°](?! ?[CFKcfk](?!\p{L}))|[oa]s?(?!\p{L}))/u;

/** The prefixes of units, as Spanish writes them; the other languages change a few. */
export const PREFIXES: UnitVocabulary['prefixes'] = {
  ...{ p: 'pico', n: 'nano', µ: 'micro', m: 'mili', c: 'centi', d: 'deci', h: 'hecto', k: 'kilo', M: 'mega' },
  ...{ G: 'giga', T: 'tera', P: 'peta', E: 'exa', Ki: 'kibi', Mi: 'mebi', Gi: 'gibi', Ti: 'tebi' },
};

type Fixed = 'decimal' | 'decimals' | 'tilde' | 'inNames' | 'date' | 'months' | 'mixed' | 'isSingular' | 'plus';

/** What the Romance languages do not share. */
export interface RomanceRules extends Omit<VerbalizationRules, Fixed> {
  tilde?: string;
  isSingular?: VerbalizationRules['isSingular'];
  /** Said for "/" and "\" in paths. */
  slash: string;
  backslash: string;
  /** The word "number", said for "nº" and "#1". */
  number: string;
  /** "half" in "and a half", of masculine and feminine nouns. */
  half: readonly [masculine: string, feminine: string];
  /**
   * The first of a month has a name of its own; `between` stands between day, month and year. `short` lists the
   * abbreviations of each month, separated by strokes.
   */
  dates: { first: string; months: string; short: string; between: string };
}

/** Adds to the rules of a Romance language what all of them share. */
export function romanceRules(own: RomanceRules): VerbalizationRules {
  const { slash, backslash, number, dates, half, ...rules } = own;
  const { cardinal, point, symbols, or, isFeminine } = rules;
  const and = symbols['&'] ?? '';
  const months = dates.months.split(' ');
  return {
    tilde: 'tilde',
    strokeDates: true,
    isSingular: (whole, decimals) => whole === '1' && decimals === '',
    ...rules,
    plus: symbols['+'] ?? '',
    decimal: ',',
    decimals: 'number',
    inNames: symbolsInNames(symbols, { '.': point, '/': slash, '#': number, '\\': backslash }),
    date: (day, month, year) => {
      const said = day === '1' ? dates.first : day === '' ? '' : cardinal(day, '');
      const parts = [said, months[month - 1] ?? '', year === '' ? '' : cardinal(year, '')];
      return parts.filter(Boolean).join(dates.between);
    },
    months: monthNumbers(months, dates.short.split(' ')),
    mixed: { and, half: (noun) => half[isFeminine(noun) ? 1 : 0] },
    abbreviations: {
      ...rules.abbreviations,
      [`${and}/${or}`]: `${and} ${or}`,
      ...Object.fromEntries(['nº', 'n°', 'n.º', 'n.°', 'nro.', 'nr.'].map((written) => [written, number])),
    },
    sentences: { ...rules.sentences, goesOnInSmallLetters: true },
  };
}

/** Says a whole number and what it counts; the number agrees with the noun. */
export function counting(
  cardinal: VerbalizationRules['cardinal'],
  plural: (noun: string) => string,
): (digits: string, noun: string) => string {
  return (digits, noun) => {
    const value = String(Number(digits));
    return `${cardinal(value, noun)} ${value === '1' ? noun : plural(noun)}`;
  };
}

/** The number of each month by its name and abbreviations; those of one month are separated by strokes. */
export function monthNumbers(names: readonly string[], short: readonly string[]): ReadonlyMap<string, number> {
  return new Map(
    [...names, ...short].flatMap((written, i) => written.split('/').map((name) => [name, (i % 12) + 1] as const)),
  );
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
