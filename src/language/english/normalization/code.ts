import { cardinal, spellDigits } from './numbers';

/** Matches a regular expression that is a token of its own: "^\d+$", "/foo.*bar/i", "\w+". */
export const PATTERN_SOURCE =
  '(?<![^\\s("“\'‘])(?=\\S{0,80}[*+?^$()[\\]{}\\\\])(?:\\^(?=\\S{0,80}[\\\\[\\](){}*+?$|])\\S{1,120}|/(?=[^\\s/]{0,80}[\\\\^$*+?[\\](){}|])[^\\s/]{1,120}/[gimsuy]{0,6}(?![\\w/])|(?:[\\w-]{0,20}|\\()\\\\[dwsbDWSB](?![\\w\\\\])\\S{0,100})';

const PATTERN_MARKS: ReadonlyMap<string, string> = new Map([
  ['^', 'caret'],
  ['$', 'dollar'],
  ['\\', 'backslash'],
  ['.', 'dot'],
  ['*', 'star'],
  ['+', 'plus'],
  ['?', 'question mark'],
  ['|', 'pipe'],
  ['-', 'dash'],
  ['/', 'slash'],
  ['[', 'open bracket'],
  [']', 'close bracket'],
  ['(', 'open paren'],
  [')', 'close paren'],
  ['{', 'open brace'],
  ['}', 'close brace'],
  [',', 'comma'],
  [':', 'colon'],
  ['=', 'equals'],
  ['!', 'bang'],
  ['_', 'underscore'],
  ['@', 'at'],
  ['<', 'less than'],
  ['>', 'greater than'],
  ['"', 'quote'],
  ["'", 'quote'],
]);

/**
 * Reads a regular expression character by character: "^\d{3}$" → "caret backslash D open brace three close brace
 * dollar".
 */
export function verbalizePattern(pattern: string): string {
  const parts = pattern.match(/[a-z]-[a-z]|\d-\d|\\[a-z]|[a-z]+|\d+|[^]/gi) ?? [];
  return parts
    .map((part) => {
      if (/^(?:[a-z]-[a-z]|\d-\d)$/i.test(part)) return Array.from(part.replace('-', ''), letterOrDigit).join(' to ');
      if (/^\\[a-z]$/i.test(part)) return `backslash ${part.charAt(1).toUpperCase()}`;
      if (/^\d/.test(part)) return cardinal(part);
      return PATTERN_MARKS.get(part) ?? (part.length === 1 ? part.toUpperCase() : part);
    })
    .join(' ');
}

function letterOrDigit(character: string): string {
  return /\d/.test(character) ? cardinal(character) : character.toUpperCase();
}

/** Matches an IPv6 address with "::" or eight groups, and its prefix length (RFC 4291). */
export const IPV6_SOURCE =
  '(?<![\\w:])(?=[a-fA-F:]{0,20}\\d)(?=[\\da-fA-F:]{0,39}::|(?:[\\da-fA-F]{1,4}:){7})(?=[:\\da-fA-F]{0,4}\\d|::|[\\da-fA-F]{1,4}:)(?:[\\da-fA-F]{0,4}:){2,7}[\\da-fA-F]{0,4}(?:/\\d{1,3})?(?![\\w:])';

/** "fe80::1" → "F E eight zero colon colon one". */
export function verbalizeIPv6(address: string): string {
  const [groups = '', prefix] = address.split('/');
  const words = Array.from(groups, (c) => (c === ':' ? 'colon' : letterOrDigit(c))).join(' ');
  return prefix === undefined ? words : `${words} slash ${cardinal(prefix)}`;
}

/** Matches a MAC address. */
export const MAC_SOURCE = '(?<![\\w:])(?:[\\da-fA-F]{2}[:-]){5}[\\da-fA-F]{2}(?![\\w:])';

/** Reads a MAC address digit by digit. */
export function verbalizeMac(address: string): string {
  return Array.from(address.replace(/[:-]/g, ''), letterOrDigit).join(' ');
}

const PERIODS: readonly (readonly [group: string, name: string])[] = [
  ['years', 'year'],
  ['months', 'month'],
  ['weeks', 'week'],
  ['days', 'day'],
  ['hours', 'hour'],
  ['minutes', 'minute'],
  ['seconds', 'second'],
];
/** Matches an ISO 8601 duration. */
export const DURATION_SOURCE =
  '(?<![\\w])P(?=\\d|T\\d)(?:(?<years>\\d{1,4})Y)?(?:(?<months>\\d{1,4})M)?(?:(?<weeks>\\d{1,4})W)?(?:(?<days>\\d{1,4})D)?(?:T(?:(?<hours>\\d{1,4})H)?(?:(?<minutes>\\d{1,4})M)?(?:(?<seconds>\\d{1,6}(?:\\.\\d{1,9})?)S)?)?(?!\\w)';

/** "P3DT4H" → "three days and four hours". */
export function verbalizeDuration(groups: Readonly<Record<string, string | undefined>>): string {
  const parts = PERIODS.flatMap(([group, name]) => {
    const count = groups[group];
    if (count === undefined) return [];
    const [whole = '', fraction] = count.split('.');
    const number = fraction === undefined ? cardinal(whole) : `${cardinal(whole)} point ${spellDigits(fraction)}`;
    return [`${number} ${name}${count === '1' ? '' : 's'}`];
  });
  const last = parts.pop() ?? '';
  return parts.length === 0 ? last : `${parts.join(' ')} and ${last}`;
}

/** Longest list of type arguments that is recognized. */
const LONGEST_TYPE = 80;

/** Whether the "<" at `at` opens type arguments: "Map<K, V>", "Vec<Option<u8>>", but not "a<b and c>d". */
export function isTypeArguments(text: string, at: number): boolean {
  let depth = 0;
  for (let i = at; i < Math.min(text.length, at + LONGEST_TYPE); i++) {
    const character = text.charAt(i);
    if (character === '<') depth++;
    else if (character === '>' && text[i - 1] !== '=') depth--;
    else if (character === ' ' && !/[,|&=>]/.test(text[i - 1] ?? '') && !/[|&=]/.test(text[i + 1] ?? '')) return false;
    else if (!/[\w\s:,.[\]|&?'"$=>()]/.test(character)) return false;
    if (depth === 0) return i > at + 1;
  }
  return false;
}
