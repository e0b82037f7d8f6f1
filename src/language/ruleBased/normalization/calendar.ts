import type { Part } from './lexer';
import { verbalizeDigits } from './numberWords';
import type { Sentence } from './sentence';
import { unitAt } from './units';

/** Follows a time of day and is not said again. */
const AFTER_TIME = /^\s?(?:h|hs|hrs|बजे)(?![\p{L}\p{M}])\.?/u;
/** "a. m.", "PM". */
const HALF_DAY = /^\s?(?<half>[ap])\.?\s?m(?:\.|(?![\p{L}]))/iu;
/** A month after a day, and the year: "de enero de 2026", "gen. 2026". */
const MONTH =
  /^\.?\s(?:de\s)?(?<month>\p{L}[\p{L}\p{M}]*)(?:\.(?=\s\S))?(?:,?\s(?:del?\s)?(?<year>\d{4})(?![.,:/-]?\d))?/u;
/** The same with hyphens: "-ene-2026". */
const HYPHENATED_MONTH = /^-(?<month>\p{L}{3,10})\.?-(?<year>\d{4}|\d\d)(?![\w-])/u;
/** Characters after a day that are searched for a month and a year. */
const NEAR = 32;

/** A numeric date; an impossible one is read as numbers. */
export function verbalizeDate({ text, at, end }: Part, sentence: Sentence): void {
  const { rules } = sentence;
  const date = readDate(text.split(/[/.-]/));
  if (date) {
    sentence.words(rules.date(date.day, date.month, date.year), at, end);
    return;
  }
  for (const { 0: digits, index } of text.matchAll(/\d+/g)) {
    sentence.words(verbalizeDigits(rules, digits, ''), at + index, at + index + digits.length);
  }
}

/** Day, month and year in the order of the language; the month may come first if that is the only way to read it. */
function readDate(parts: readonly string[]): { day: string; month: number; year: string } | undefined {
  const inOrder = parts[0]?.length === 4 ? parts.toReversed() : parts;
  const [first = '', second = '', year = ''] = inOrder[1]?.length === 4 ? ['', ...inOrder] : inOrder;
  const isDate = (day: string, month: string): boolean =>
    (day === '' || (Number(day) >= 1 && Number(day) <= 31)) && Number(month) >= 1 && Number(month) <= 12;
  const written = year.length === 2 ? fullYear(year) : year;
  const dated = (day: string, month: string): { day: string; month: number; year: string } => {
    return { day: day === '' ? '' : String(Number(day)), month: Number(month), year: written };
  };
  if (isDate(first, second)) return dated(first, second);
  return isDate(second, first) ? dated(second, first) : undefined;
}

/** Two digits of a year: "98" is 1998, "24" is 2024. */
function fullYear(digits: string): string {
  return (Number(digits) < 50 ? '20' : '19') + digits;
}

/** A day and a month without a year: "06-05", in languages that write them so. @returns whether it is one */
export function verbalizeShortDate({ text, at, end }: Part, sentence: Sentence): boolean {
  const { rules } = sentence;
  const month = /^-(\d\d)(?![\d-]|[.,]\d)/.exec(sentence.text.slice(end, end + 5))?.[1] ?? '';
  if (rules.shortDates !== true || !/^\d\d$/.test(text) || !/(?:^|-)0/.test(`${text}-${month}`)) return false;
  const date = /[1-9]/.test(text) && /[1-9]/.test(month) ? readDate([text, month, '']) : undefined;
  if (!date || /\d-$/.test(sentence.text.slice(Math.max(0, at - 2), at)) || unitAt(rules, sentence.text, end + 3))
    return false;
  sentence.words(rules.date(date.day, date.month, ''), at, end + 3);
  sentence.verbalizedTo = end + 3;
  return true;
}

/** A year, where the language says it in another way than a number: "सन 1999". @returns whether it is one */
export function verbalizeYear({ text, at, end }: Part, sentence: Sentence): boolean {
  const { rules } = sentence;
  const [before, after] = [sentence.text.slice(Math.max(0, at - NEAR), at), sentence.text.slice(end, end + NEAR)];
  const year = /^\d{4}$/.test(text) ? rules.year?.(text, before, after) : undefined;
  if (year !== undefined) sentence.words(year, at, end);
  return year !== undefined;
}

/** A day with the month's name after it: "1 de enero", "5 feb. 2026". @returns whether it is one */
export function verbalizeDayOfMonth({ text, at, end }: Part, sentence: Sentence): boolean {
  const { rules } = sentence;
  const after = sentence.text.slice(end, end + NEAR);
  const found = /^\d{1,2}$/.test(text) ? (MONTH.exec(after) ?? HYPHENATED_MONTH.exec(after)) : null;
  const month = rules.months.get((found?.groups?.['month'] ?? '').toLowerCase());
  if (!found || month === undefined || Number(text) < 1 || Number(text) > 31) return false;
  sentence.verbalizedTo = end + found[0].length;
  const year = found.groups?.['year'] ?? '';
  const date = rules.date(String(Number(text)), month, year.length === 2 ? fullYear(year) : year);
  sentence.words(date, at, sentence.verbalizedTo);
  return true;
}

/** A time of day: "10:30", "10h30", "10:30:15", "12.30 p.m.". */
export function verbalizeTime({ text, at, end }: Part, sentence: Sentence): void {
  const [hours = '', minutes = '', seconds = ''] = text.split(/\s?[^\d]+\s?/);
  sayTime(at, end, [hours, minutes, seconds], sentence);
}

/** A full hour of a twelve-hour clock: "3 p. m.". @returns whether it is one */
export function verbalizeHour({ text, at, end }: Part, sentence: Sentence): boolean {
  if (!/^(?:1[0-2]|0?[1-9])$/.test(text) || !HALF_DAY.test(sentence.text.slice(end, end + 8))) return false;
  sayTime(at, end, [text, '', ''], sentence);
  return true;
}

type Clock = readonly [hours: string, minutes: string, seconds: string];

function sayTime(at: number, end: number, [hours, minutes, seconds]: Clock, sentence: Sentence): void {
  const { rules, text } = sentence;
  const after = AFTER_TIME.exec(text.slice(end, end + 8))?.[0].length ?? 0;
  const half = HALF_DAY.exec(text.slice(end + after, end + after + 8));
  const hour = Number(hours);
  const to = end + after + (half?.[0].length ?? 0);
  if (half) {
    const time = rules.time(String(hour), minutes === '00' ? '' : minutes, seconds);
    sentence.words(rules.halfDay(time, hour, half.groups?.['half']?.toLowerCase() === 'a' ? 'a' : 'p'), at, to);
    // The full stop of "p. m." may end the sentence as well.
    if (half[0].endsWith('.') && text.slice(to, to + 8).trim() === '') sentence.mark('.', to - 1, to);
  } else sentence.words(rules.time(String(hour), minutes, seconds), at, to);
  sentence.verbalizedTo = to;
}
