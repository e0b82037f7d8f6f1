import type { VerbalizationRules } from './verbalizationRules';

/** Letters after the digits of an ordinal in Italian and Portuguese: "2º", "3.ª", "1a", but not the degrees of "20° C". */
export const ORDINAL_MARKS = /^\.?(?:[ºª°](?! ?[CF])|[oa](?!\p{L}))/u;

/** How a date is said: the first of a month has a name, and `between` stands between day, month and year. */
export function dateVerbalizer(
  cardinal: VerbalizationRules['cardinal'],
  { first, months, between }: { first: string; months: readonly string[]; between: string },
): VerbalizationRules['date'] {
  return (day, month, year) =>
    [day === '1' ? first : cardinal(day, ''), months[month - 1] ?? '', cardinal(year, '')].join(between);
}

/** Splits digits into groups of `size` from the right, the highest group first. */
export function groupsOf(digits: string, size: number): number[] {
  const groups: number[] = [];
  for (let end = digits.length; end > 0; end -= size)
    groups.unshift(Number(digits.slice(Math.max(0, end - size), end)));
  return groups;
}

/**
 * A number said group by group, without those that are nothing; empty for zero.
 * @param size digits of a group: three where each power of a thousand has a name, six where each power of a million has
 * @param say says a group with the name of its power: 0 for the last, 1 for thousands or millions
 */
export function inGroups(digits: string, size: number, say: (group: number, power: number) => string): string {
  const groups = groupsOf(digits, size);
  return groups
    .map((group, i) => (group === 0 ? '' : say(group, groups.length - 1 - i)))
    .filter(Boolean)
    .join(' ');
}
