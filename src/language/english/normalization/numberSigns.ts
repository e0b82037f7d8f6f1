import type { Match } from './sentence';

/** Whether the sign before a number is an operator: "3+4", "x-1". */
export function isBetweenOperands({ groups, before }: Match): boolean {
  return /^[-+]$/.test(groups['sign'] ?? '') && /[\p{L}\p{N}).]/u.test(before);
}

/** The words for the sign of a number, with a trailing space; '' for none. */
export function signWords({ groups, before }: Match): string {
  const { sign = '' } = groups;
  if (sign === '±') return 'plus or minus ';
  if (sign === '~') return 'about ';
  if (sign === '' || /[\p{L}\p{N})]/u.test(before)) return '';
  return sign === '+' ? 'plus ' : 'minus ';
}
