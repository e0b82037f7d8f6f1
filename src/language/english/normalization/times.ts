import { cardinal, spellDigits } from './numbers';
import type { Match } from './sentence';

const ZONES = 'UTC|GMT|Z|[CEMP][SD]?T|CES?T|BST|IST|JST|AEST|AEDT';
const HALF = '[ap]\\.?\\s?m\\b\\.?|[AP]\\.?\\s?M\\b\\.?';
const SMALL_ZONE = '(?:utc|gmt|[cemp][sd]t)';
export const CLOCK_SOURCE = '(?<hour>[01]?\\d|2[0-4]):(?<minute>[0-5]\\d)(?::(?<second>[0-5]\\d)(?:[.,]\\d{1,9})?)?';
const ZONE = `(?:\\s?(?<zone>${ZONES})\\b|(?:\\s|(?<=\\.))(?<small>${SMALL_ZONE})\\b)?`;
const HOUR = '(?:1[0-2]|0?[1-9])';
/** The dash before the second of two times. */
const TO = `(?<to>\\s?[-–—]\\s?(?=(?:[01]?\\d|2[0-4])(?::[0-5]\\d|\\s?(?:${HALF}))))?`;

/** Times, in the order in which they are tried. */
export const TIME_PATTERNS: readonly RegExp[] = [
  `${CLOCK_SOURCE}(?<offset>Z|\\+\\d\\d:?\\d\\d)(?![\\w:])`,
  // As other languages write it: "14:30h".
  `${CLOCK_SOURCE}[hH](?!\\w)`,
  `${CLOCK_SOURCE}(?:\\s?(?<half>${HALF})|(?<letter>[ap])(?![\\p{L}\\p{N}.]))?${ZONE}${TO}(?:(?<=[-–—]\\s?)|(?![\\w:]))`,
  `(?<hour>${HOUR})(?:\\.(?<minute>[0-5]\\d))?\\s?(?<half>${HALF})${ZONE}${TO}(?!\\p{L})`,
  // "9-5 pm": the first hour.
  `(?<hour>${HOUR})(?<to>\\s?[-–—]\\s?)(?=${HOUR}(?:[:.][0-5]\\d)?\\s?(?:${HALF}))`,
].map((source) => new RegExp(source, 'uy'));

/** The hour before "hours" in a soldier's time: "0900 hours". */
export const MILITARY_PATTERN = /(?<hour>0\d)(?<minute>[0-5]\d)(?=\s(?:hours|hrs)\b)/uy;
const UNTIL_MINUTES = '(?:(?<days>\\d{1,3})d ?)?(?:(?<hours>\\d{1,4})h ?)?';
/** "2h30m", "1d12h", "3m20s", "1h 5m": at least two parts. */
export const DURATION_PATTERN = new RegExp(
  `(?=\\d{1,4}[dhm] ?\\d{1,3}(?:h|m|min|s|sec)(?![\\p{L}\\p{N}]))${UNTIL_MINUTES}(?:(?<minutes>\\d{1,4})m(?:in)? ?)?(?:(?<seconds>\\d{1,3})s(?:ec)?)?(?<![ ])(?![\\p{L}\\p{N}])`,
  'uy',
);

/** "0900" before "hours". */
export function verbalizeMilitary(found: Match): number {
  const { hour = '', minute = '' } = found.groups;
  return found.say(`zero ${cardinal(hour)} ${minute === '00' ? 'hundred' : cardinal(minute)}`);
}

type Parts = Readonly<Record<string, string | undefined>>;

/** "9:05 am", "17:30 UTC", "5 p.m."; in "9am-5pm" the first time and "to". */
export function verbalizeTime(found: Match): number {
  const { to } = found.groups;
  const words = timeWords(found.groups);
  return found.sayUpToStop(to === undefined ? words : `${words} to`);
}

/** The words for the hour and what a pattern has found after it. */
export function timeWords(parts: Parts): string {
  const { hour = '', minute, second } = parts;
  const half = parts['half'] ?? parts['letter'];
  const zone = parts['offset'] ?? parts['zone'] ?? parts['small']?.toUpperCase();
  const after = [
    half === undefined ? '' : half.toUpperCase().startsWith('P') ? 'P M' : 'A M',
    zone === undefined ? '' : verbalizeZone(zone),
  ].filter(Boolean);
  if (second !== undefined && half === undefined && zone === undefined && !/^\d\d$/.test(hour)) {
    return `${count(hour, 'hour')} ${count(minute ?? '0', 'minute')} and ${count(second, 'second')}`;
  }
  const seconds = second === undefined || second === '00' ? '' : `and ${count(second, 'second')}`;
  return [clockWords(parts, zone), seconds, ...after].filter(Boolean).join(' ');
}

function clockWords(
  { hour = '', minute, second = '00', letter, half = letter }: Parts,
  zone: string | undefined,
): string {
  const h = cardinal(hour);
  if (minute === undefined) return h;
  if (minute !== '00') return `${h} ${minute.startsWith('0') ? `oh ${cardinal(minute)}` : cardinal(minute)}`;
  if (second !== '00') return `${h} oh oh`;
  if (half !== undefined) return h;
  return Number(hour) > 12 || zone !== undefined || Number(hour) === 0 ? `${h} hundred` : `${h} o'clock`;
}

function count(digits: string, name: string): string {
  return `${cardinal(digits)} ${name}${Number(digits) === 1 ? '' : 's'}`;
}

function verbalizeZone(zone: string): string {
  if (/^[+-]/.test(zone))
    return `${zone.startsWith('+') ? 'plus' : 'minus'} ${zone.endsWith('00') ? cardinal(zone.slice(1, 3)) : spellDigits(zone.replace(/\D/g, ''))}`;
  return zone === 'Z' ? 'U T C' : Array.from(zone).join(' ');
}
