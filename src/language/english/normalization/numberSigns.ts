import type { Match } from './sentence';

/** Whether the sign before a number joins it to what stands before: "3+4", "x-1". */
export function isBetweenOperands({ groups, before }: Match): boolean {
  return /^[-+]$/.test(groups['sign'] ?? '') && /[\p{L}\p{N}).]/u.test(before);
}

/** What is said for the sign of a number, with a space after it. */
export function signWords({ groups, before }: Match): string {
  const { sign = '' } = groups;
  if (sign === '±') return 'plus or minus ';
  if (sign === '~') return 'about ';
  if (sign === '' || /[\p{L}\p{N})]/u.test(before)) return '';
  return sign === '+' ? 'plus ' : 'minus ';
}
