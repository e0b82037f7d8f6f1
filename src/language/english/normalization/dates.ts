import { cardinal, ordinal, year } from './numbers';
import type { Match } from './sentence';
import { CLOCK_SOURCE, timeWords } from './times';

const MONTHS = 'january february march april may june july august september october november december'.split(' ');
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
/** Months that are other words in small letters. */
const WORDS_TOO = /^(?:mar|march|may|dec)$/;
const capitalized = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
const inEachCase = (word: string): string[] => [
  capitalized(word),
  word.toUpperCase(),
  ...(WORDS_TOO.test(word) ? [] : [word]),
];
const SHORT = [...MONTHS.map((name) => name.slice(0, 3)), 'sept'];
const MONTH = `(?:${[...MONTHS, 'sept', ...SHORT].flatMap(inEachCase).join('|')})`;
/** Short names that are no words before a full stop. */
const ABBREVIATED = 'Jan|Feb|Apr|Aug|Sept?|Oct|Nov|Dec';
const DAY = '(?:[12]\\d|3[01]|0?[1-9])';
const ORDINAL = '(?:st|nd|rd|th)?';
const TO = '\\s?[-–—]\\s?';
const ERA = 'B\\.?C\\.?(?:E\\b\\.?)?|A\\.?D\\.?|C\\.?E\\.?';
const DECADE = "['’]?(?<decade>(?:[12]\\d)?\\d0)['’]?s";
const WEEKDAY = 'Mon|Tues?|Wed|Thu|Thurs?|Fri|Sat|Sun';
const SHORT_YEAR = "['’](?<short>\\d\\d)(?![\\w'’])";
/** Months in small letters that are other words unless a year, an ordinal or "on" shows that they are months. */
const AMBIGUOUS = 'march|may|mar|dec';
/** Before a date without a year: "Mon 3/4", "Friday (5/1", "due 2/22". */
const BEFORE_DAY = `(?<=(?:\\b(?:${WEEKDAY}|Tu|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\\.?,?\\s\\(?|\\b(?:on|by|until|till|since|due|dated|starting|ending|begins|ends|effective|deadline:?)\\s))`;
/** After numbers that are a fraction and no date. */
const FRACTION_FOLLOWS = '\\s(?:of|cups?|inch(?:es)?|in\\.|tsp|tbsp|lbs?|miles?|full|ounces?|oz)\\b';

const compile = (source: string): RegExp => new RegExp(source, 'uy');

/** Dates, in the order in which they are tried. */
export const DATE_PATTERNS: readonly RegExp[] = [
  `(?<year>\\d{4})-(?<month>0\\d|1[0-2])-(?<day>[0-2]\\d|3[01])(?:[T ]${CLOCK_SOURCE}(?<offset>Z|[+-]\\d\\d:?\\d\\d)?)?(?![\\d-])`,
  `(?<year>(?:19|20)\\d\\d)\\.(?<month>0\\d|1[0-2])\\.(?<day>[0-2]\\d|3[01])(?![\\d.])`,
  `(?<year>(?:1[5-9]|20)\\d\\d)-(?<month>[1-9]|1[0-2])-(?<day>[12]\\d|3[01]|[1-9])(?![\\w-])`,
  '(?<year>(?:19|20)\\d\\d)(?<month>0[1-9]|1[0-2])(?<day>0[1-9]|[12]\\d|3[01])(?![\\w.,]\\w|\\w|[-:])',
  `(?<year>\\d{4})/(?<month>0?[1-9]|1[0-2])/(?<day>[0-2]?\\d|3[01])(?![\\d/])`,
  '(?<year>(?:19|20)\\d\\d)-(?<month>0[1-9]|1[0-2])(?![\\w-]|\\.\\d)',
  '(?<month>0?[1-9]|1[0-2])/(?<year>(?:19|20)\\d\\d)(?![\\w/-]|\\.\\d)',
  `(?<first>[0-3]?\\d)/(?<second>[0-3]?\\d)/(?<year>\\d{4}|\\d\\d)(?![\\d/])`,
  `(?<first>[0-3]?\\d)-(?<second>[0-3]?\\d)-(?<year>(?:1[5-9]|20)\\d\\d)(?![\\d-])`,
  `${BEFORE_DAY}(?<first>[0-3]?\\d)/(?<second>[0-3]?\\d)(?![\\w/.-]\\w|\\w|["”″%]|${FRACTION_FOLLOWS})`,
  `(?<day>[0-3]?\\d)\\.(?<month>0?[1-9]|1[0-2])\\.(?<year>(?:19|20)\\d\\d)(?![\\d.])`,
  `(?<name>${MONTH})\\.?\\s(?<day>${DAY})${ORDINAL}(?:${TO}(?<until>${DAY})${ORDINAL}(?![\\d/-]))?(?:,?\\s(?<year>[12]\\d{3}))?(?![\\w:])`,
  `(?<name>${MONTH})-(?<day>${DAY})(?:-(?<year>[12]\\d{3}|\\d\\d))?(?![\\w-])`,
  `(?<name>${AMBIGUOUS})\\s(?<day>${DAY})(?:(?:st|nd|rd|th)|(?=,?\\s[12]\\d{3}\\b)|(?<=\\bon\\s\\w{3,5}\\s\\d{1,2}))(?:,?\\s(?<year>[12]\\d{3}))?(?![\\w:])`,
  `(?<day>${DAY})${ORDINAL}\\s(?<name>${AMBIGUOUS}),?\\s(?<year>[12]\\d{3})\\b`,
  `(?<day>${DAY})${ORDINAL}(?:${TO}(?<until>${DAY})${ORDINAL})?(?:\\sof)?[\\s-](?<name>${MONTH})\\b\\.?(?:(?:,?[\\s-])(?<year>[12]\\d{3}|(?<=-)\\d\\d)\\b(?!-))?`,
  `(?<name>${MONTH})\\.?${TO}(?<last>${MONTH})\\b\\.?(?:,?\\s(?<year>[12]\\d{3})\\b)?`,
  `(?<name>${MONTH}|${AMBIGUOUS})\\.?,?\\s(?:(?<year>(?:19|20)\\d\\d)\\b|${SHORT_YEAR})`,
  `(?<name>${ABBREVIATED})\\.(?!\\w)`,
  `(?<eraYear>\\d{1,4})\\s?(?<era>${ERA})(?![\\p{L}\\p{N}])(?<to>${TO}(?=\\d|A\\.?D\\b))?`,
  `(?<=\\b(?:of|since|in|back|summer|winter|spring|fall|autumn)\\s)${SHORT_YEAR}`,
  '(?<life>[bcdr]|fl)\\.\\s?(?=(?:1\\d|20)\\d\\d(?!\\w))',
].map(compile);
export const DECADE_PATTERN = compile(`${DECADE}(?:${TO}${DECADE.replace('<decade>', '<decade2>')})?(?!\\w)`);
export const WEEKDAY_PATTERNS: readonly RegExp[] = [
  `(?<from>${WEEKDAY})\\.?${TO}(?<till>${WEEKDAY})\\b\\.?`,
  `(?:(?<from>${WEEKDAY})\\.|(?<from2>Tu)\\.?)(?=,?\\s\\(?(?:\\d|${MONTH}))`,
].map(compile);

type Parts = Readonly<Record<string, string | undefined>>;

/** "2025-03-04", "4 July", "44 B.C."; a last full stop may end the sentence. */
export function verbalizeDate(found: Match): number {
  const words = dateWords(found.groups, found);
  if (words === undefined) return 0;
  const time = found.groups['hour'] === undefined ? '' : ` ${timeWords(found.groups)}`;
  return found.sayUpToStop(words + time);
}

/** The words for a date; undefined when its numbers make none. Single capitals are letters. */
function dateWords(parts: Parts, found: Match): string | undefined {
  if (parts['era'] !== undefined) return eraWords(parts);
  if (parts['life'] !== undefined) return LIFE.get(parts['life']);
  const numbers = parts['first'] === undefined ? parts : byOrder(parts, found.sentence.dayFirst);
  const month = parts['name'] === undefined ? Number(numbers['month']) - 1 : monthOf(parts['name']);
  const name = MONTHS[month];
  const day = numbers['day'];
  if (parts['short'] !== undefined) return [name, shortYear(parts['short'])].filter(Boolean).join(' ');
  if (isSeason(found.text)) return undefined;
  if (name === undefined || (day !== undefined && !(Number(day) >= 1 && Number(day) <= (DAYS[month] ?? 0))))
    return undefined;
  const said = parts['year'] === undefined ? '' : ` ${year(inFull(parts['year']))}`;
  const until = parts['until'] === undefined ? '' : ` to ${ordinal(parts['until'])}`;
  const last = parts['last'] === undefined ? '' : ` to ${MONTHS[monthOf(parts['last'])] ?? ''}`;
  if (day === undefined) return name + last + said;
  const days = ordinal(day) + until;
  const isMonthFirst = parts['name'] === undefined ? !found.sentence.dayFirst : !/^\d/.test(found.text);
  if (isMonthFirst) return `${name} ${days}${said}`;
  return `${isDetermined(found.lastWord) ? '' : 'the '}${days} of ${name}${said}`;
}

/** The index of a month by its name or short name. */
function monthOf(name: string): number {
  return MONTHS.findIndex((month) => month.startsWith(name.toLowerCase().slice(0, 3)));
}

/** "'69", "'05". */
export function shortYear(written: string): string {
  return written.startsWith('0') ? `oh ${cardinal(written)}` : cardinal(written);
}

/** Whether a year and two digits are a range of years: "2003-04", but not "2021-03". */
function isSeason(text: string): boolean {
  const [, from = '', to = ''] = /^\d\d(\d\d)-(\d\d)$/.exec(text) ?? [];
  return to > from;
}

const LIFE: ReadonlyMap<string, string> = new Map([
  ['b', 'born'],
  ['c', 'circa'],
  ['d', 'died'],
  ['fl', 'flourished'],
  ['r', 'reigned'],
]);

/** Whether "the" is not to be said before an ordinal: "a 4 July party". */
function isDetermined(lastWord: string): boolean {
  return /^(?:the|an?|this|that|every|each|last|next|your|our|my)$/.test(lastWord);
}

/** "98" is 1998, "26" 2026. */
function inFull(written: string): string {
  if (written.length !== 2) return written;
  return (Number(written) > 50 ? '19' : '20') + written;
}

/** "44 B.C." */
function eraWords({ eraYear = '', era = '', to }: Parts): string {
  return `${year(eraYear)} ${Array.from(era.replaceAll('.', '')).join(' ')}${to === undefined ? '' : ' to'}`;
}

/** By the dialect's order, unless the numbers show another one: 23/11/2026, 11/23/2026. */
function byOrder({ first, second }: Parts, dayFirst: boolean): Parts {
  const firstIsDay = Number(first) > 12 || (dayFirst && Number(second) <= 12);
  return firstIsDay ? { day: first, month: second } : { day: second, month: first };
}

/** "The 1980s", "the 1960s-80s", "in the 90s". @returns 0 for seconds: "the 30s timeout" */
export function verbalizeDecade(found: Match): number {
  const { decade = '', decade2 } = found.groups;
  const isSure = decade.length === 4 || /^['’]/.test(found.text) || decade2?.length === 4;
  if (!isSure && !isDecade(found)) return 0;
  return found.say(decadeWords(decade) + (decade2 === undefined ? '' : ` to ${decadeWords(decade2)}`));
}

function decadeWords(decade: string): string {
  const said = decade.length === 2 ? cardinal(decade) : year(decade);
  return said.endsWith('y') ? `${said.slice(0, -1)}ies` : `${said}s`;
}

/** "In the 90s.", "in her 70s", "the 1980s and 90s"; not "the 30s timeout". */
function isDecade(found: Match): boolean {
  if (/^(?:his|her|their|my|your|our|someone's)$/.test(found.lastWord)) return true;
  if (/\d0s(?:,?\s(?:and|or|to)|,)\s$/.test(found.behind(10))) return true;
  return (
    /^(?:the|early|late|mid|high|low|upper|lower)$/.test(found.lastWord) &&
    /^(?:[.,;:!?)]|$|\s(?:and|or|when|were|was|that|had|to|but|with|for|on|today|tomorrow|tonight|by|as)\b)/.test(
      found.ahead(9),
    )
  );
}

const QUARTERS = ['first', 'second', 'third', 'fourth'];

/** "3Q22", "1H 2023". @returns 0 for a third half */
export function verbalizeQuarter(found: Match): number {
  const { number = '', part = '', short = '', year: written = inFull(short) } = found.groups;
  const isHalf = part === 'H';
  if (isHalf && Number(number) > 2) return 0;
  const the = isDetermined(found.lastWord) ? '' : 'the ';
  return found.say(`${the}${QUARTERS[Number(number) - 1] ?? ''} ${isHalf ? 'half' : 'quarter'} of ${year(written)}`);
}

const WEEKDAYS: ReadonlyMap<string, string> = new Map([
  ['Mon', 'monday'],
  ['Tu', 'tuesday'],
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
  /^\.?(?:,?\s(?:\d|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|,\s(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|and))/;

/** "Mon-Fri", "Mon.–Sun.", and "Tues." before a date. */
export function verbalizeWeekdays(found: Match): number {
  const { from = found.groups['from2'] ?? '', till } = found.groups;
  const first = WEEKDAYS.get(from) ?? from;
  return till === undefined ? found.say(first) : found.sayUpToStop(`${first} to ${WEEKDAYS.get(till) ?? till}`);
}

/** "Fri" if the text `after` it shows that it is a weekday. */
export function verbalizeWeekday(word: string, after: string): string | undefined {
  return DATE_FOLLOWS.test(after) ? WEEKDAYS.get(word) : undefined;
}
