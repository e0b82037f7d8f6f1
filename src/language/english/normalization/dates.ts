import { cardinal, ordinal, spellDigits, year } from './numbers';
import type { Match } from './sentence';

const MONTHS = 'january february march april may june july august september october november december'.split(' ');
const MONTH =
  '(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)';
const ZONES = 'UTC|GMT|Z|[CEMP][SD]?T|CES?T|BST|IST|JST|AEST|AEDT';
const CLOCK = '(?<hour>[01]?\\d|2[0-4]):(?<minute>[0-5]\\d)(?::(?<second>[0-5]\\d)(?:[.,]\\d{1,9})?)?';

const compile = (sources: readonly string[]): RegExp[] => sources.map((source) => new RegExp(source, 'uy'));

/** Dates, in the order in which they are tried. */
export const DATE_PATTERNS: readonly RegExp[] = compile([
  `(?<year>\\d{4})-(?<month>0\\d|1[0-2])-(?<day>[0-2]\\d|3[01])(?:[T ]${CLOCK}(?<zone>Z|[+-]\\d\\d:?\\d\\d)?)?(?![\\d-])`,
  `(?<year>(?:19|20)\\d\\d)\\.(?<month>0\\d|1[0-2])\\.(?<day>[0-2]\\d|3[01])(?![\\d.])`,
  `(?<year>\\d{4})/(?<month>0?[1-9]|1[0-2])/(?<day>[0-2]?\\d|3[01])(?![\\d/])`,
  `(?<first>[0-3]?\\d)/(?<second_>[0-3]?\\d)/(?<year>\\d{4}|\\d\\d)(?![\\d/])`,
  `(?<day>[0-3]?\\d)\\.(?<month>0?[1-9]|1[0-2])\\.(?<year>(?:19|20)\\d\\d)(?![\\d.])`,
  `(?<name>${MONTH})\\.?\\s(?<day>[0-3]?\\d)(?:st|nd|rd|th)?(?:,?\\s(?<year>[12]\\d{3}))?(?![\\w:])`,
  `(?<day>[0-3]?\\d)(?:st|nd|rd|th)?(?<of>\\sof)?\\s(?<name>${MONTH})\\b\\.?(?:,?\\s(?<year>[12]\\d{3})\\b)?`,
  `(?<name>${MONTH})\\.?,?\\s(?<year>(?:19|20)\\d\\d)\\b`,
]);
export const TIME_PATTERNS: readonly RegExp[] = compile([
  `${CLOCK}(?:\\s?(?<half>[ap]\\.?m\\b\\.?|[AP]\\.?M\\b\\.?))?(?:\\s?(?<zone>${ZONES})\\b)?(?![\\w:])`,
  `(?<hour>1[0-2]|[1-9])\\s?(?<half>[ap]\\.?m\\b\\.?|[AP]M\\b)`,
]);
export const DECADE_PATTERNS: readonly RegExp[] = compile([`['’]?(?<decade>(?:[12]\\d)?\\d0)['’]?s(?!\\w)`]);

type Parts = Readonly<Record<string, string | undefined>>;

/** "2025-03-04", "4 July", "9:05 am", "the 1980s"; a last full stop may end the sentence. */
export function verbalizeDate(found: Match): number {
  const words = dateWords(found.groups, found.text, isDecade(found));
  if (words === undefined) return 0;
  const stop = found.text.endsWith('.') && found.endsSentence ? 1 : 0;
  return found.say(words, found.text.length - stop);
}

/** "In the 90s." is a decade, "the 30s timeout" a number of seconds. */
function isDecade(found: Match): boolean {
  return (
    /^(?:the|early|late|mid)$/.test(found.lastWord) &&
    /^(?:[.,;:!?)]|$|\s(?:and|or|when|were|was|that|had|to|but)\b)/.test(found.ahead(8))
  );
}

/** The words for a date or time; undefined when its numbers make none. Single capitals are letters. */
function dateWords(parts: Parts, text: string, inDecades: boolean): string | undefined {
  if (parts['decade'] !== undefined) return verbalizeDecade(parts['decade'], text, inDecades);
  if (parts['hour'] !== undefined && parts['day'] === undefined) return verbalizeTime(parts);
  const numbers = parts['first'] === undefined ? { day: parts['day'], month: parts['month'] } : byOrder(parts);
  const month =
    parts['name'] === undefined
      ? Number(numbers.month) - 1
      : MONTHS.findIndex((name) => name.startsWith(parts['name']?.toLowerCase().slice(0, 3) ?? '?'));
  const name = MONTHS[month];
  const day = numbers.day;
  if (name === undefined || (day !== undefined && (Number(day) < 1 || Number(day) > 31))) return undefined;
  const written = parts['year'] ?? '';
  const full = written.length === 2 ? `20${written}` : written;
  const words =
    parts['of'] === undefined ? [name, day === undefined ? '' : ordinal(day)] : [ordinal(day ?? ''), 'of', name];
  const date = [...words, full === '' ? '' : year(full)];
  const time = parts['hour'] === undefined ? '' : verbalizeTime(parts);
  return [...date, time].filter(Boolean).join(' ');
}

/** The month comes first, as in American dates, unless the first number is too large: 23/11/2026. */
function byOrder(parts: Parts): { day: string | undefined; month: string | undefined } {
  const [first, second] = [parts['first'], parts['second_']];
  return Number(first) > 12 ? { day: first, month: second } : { day: second, month: first };
}

function verbalizeDecade(decade: string, text: string, inDecades: boolean): string | undefined {
  if (decade.length === 2 && !/^['’]/.test(text) && !inDecades) return undefined; // "the 30s" may be seconds
  const said = decade.length === 2 ? cardinal(decade) : year(decade);
  return said.endsWith('y') ? `${said.slice(0, -1)}ies` : `${said}s`;
}

function verbalizeTime(parts: Parts): string {
  const { hour = '', minute = '00', second, half, zone } = parts;
  const after = [
    half === undefined ? '' : half.toUpperCase().startsWith('P') ? 'P M' : 'A M',
    zone === undefined ? '' : verbalizeZone(zone),
  ].filter(Boolean);
  if (second !== undefined && half === undefined && zone === undefined && !/^\d\d$/.test(hour)) {
    return `${count(hour, 'hour')} ${count(minute, 'minute')} and ${count(second, 'second')}`;
  }
  const h = cardinal(hour);
  const exact = minute === '00';
  const clock = exact
    ? after.length > 0 && half !== undefined
      ? h
      : Number(hour) > 12 || zone !== undefined || Number(hour) === 0
        ? `${h} hundred`
        : `${h} o'clock`
    : `${h} ${minute.startsWith('0') ? `oh ${cardinal(minute)}` : cardinal(minute)}`;
  const seconds = second === undefined || second === '00' ? '' : `and ${count(second, 'second')}`;
  return [clock, seconds, ...after].filter(Boolean).join(' ');
}

function count(digits: string, name: string): string {
  return `${cardinal(digits)} ${name}${Number(digits) === 1 ? '' : 's'}`;
}

function verbalizeZone(zone: string): string {
  if (/^[+-]/.test(zone))
    return `${zone.startsWith('+') ? 'plus' : 'minus'} ${zone.endsWith('00') ? cardinal(zone.slice(1, 3)) : spellDigits(zone.replace(/\D/g, ''))}`;
  return zone === 'Z' ? 'U T C' : Array.from(zone).join(' ');
}

const WEEKDAYS: ReadonlyMap<string, string> = new Map([
  ['Mon', 'monday'],
  ['Tue', 'tuesday'],
  ['Tues', 'tuesday'],
  ['Wed', 'wednesday'],
  ['Thu', 'thursday'],
  ['Thur', 'thursday'],
  ['Thurs', 'thursday'],
  ['Fri', 'friday'],
  ['Sat', 'saturday'],
  ['Sun', 'sunday'],
]);
/** After a weekday: ", 5 Jan", " 10:00", ", and Fri". */
const DATE_FOLLOWS =
  /^(?:,?\s(?:\d|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|,\s(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|and))/;

/** "Mon-Fri", and "Fri" if the text `after` it shows that it is a weekday. */
export function verbalizeWeekday(word: string, after: string): string | undefined {
  const [from, to] = word.split('-').map((part) => WEEKDAYS.get(part));
  if (from !== undefined && to !== undefined) return `${from} to ${to}`;
  return DATE_FOLLOWS.test(after) ? WEEKDAYS.get(word) : undefined;
}
