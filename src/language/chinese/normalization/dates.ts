import { cardinal, digitByDigit } from './numbers';
import { rule, TO } from './rule';

const year = (digits: string): string => digitByDigit(digits);
const month = (digits: string): string => `${cardinal(String(Number(digits)))}月`;
const monthAndDay = (ofMonth: string, day: string): string => `${month(ofMonth)}${cardinal(String(Number(day)))}日`;

const paddedMinute = (digits: string): string =>
  digits === '00' ? '零' : digits.startsWith('0') ? `零${cardinal(digits.slice(1))}` : cardinal(digits);

const clock = (hour: string, minute: string, second: string | undefined): string => {
  let said = `${hour === '02' || hour === '2' ? '两' : cardinal(String(Number(hour)))}点`;
  if (minute !== '00' || (second !== undefined && second !== '00')) said += `${paddedMinute(minute)}分`;
  if (second !== undefined && second !== '00') said += `${paddedMinute(second)}秒`;
  return said;
};

/** Behind these, numbers with a dot are no dates. */
const NO_DATE = /(?:v|版本?|[$¥￥€£])\s?$/i;

/** What does not follow a date: more of a number, but a second date may. */
const END = String.raw`(?![\d./]|-(?!\d{4}[-/.]\d))`;

/** Dates and years. */
export const dateRules = [
  // 2024-01-05, 2024/1/5, 2024.1.5-2024.1.8
  rule(
    'date',
    String.raw`(\d{4})([-/.·])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])${END}(?:\s?${TO}\s?(?=\d{4}[-/.]))?`,
    ([whole, y = '', , m = '', day = '']) => `${year(y)}年${monthAndDay(m, day)}${/\d$/.test(whole) ? '' : '到'}`,
  ),
  // 08-08-2008, 25/12/2008
  rule('date', String.raw`(\d{1,2})([-/.])(\d{1,2})\2((?:19|20)\d{2})(?![\d./-])`, ([, a = '', , b = '', y = '']) => {
    const [m, day] = Number(a) > 12 ? [b, a] : [a, b];
    return Number(m) > 12 || Number(day) > 31 ? undefined : `${year(y)}年${monthAndDay(m, day)}`;
  }),
  // 2008-08, 2008.08; 08/2008; 08/08
  rule(
    'date',
    String.raw`((?:19|20)\d{2})[-/](0[1-9]|1[0-2])(?![\d./-])`,
    ([, y = '', m = '']) => `${year(y)}年${month(m)}`,
  ),
  rule(
    'date',
    String.raw`((?:19|20)\d{2})\.(0[1-9]|1[0-2])(?![\d.%‰A-Za-z]|\s?[元美欧英日港万亿度米])`,
    ([, y = '', m = ''], before) => (NO_DATE.test(before) ? undefined : `${year(y)}年${month(m)}`),
  ),
  rule(
    'date',
    String.raw`(0[1-9]|1[0-2])[-/]((?:19|20)\d{2})(?![\d./-])`,
    ([, m = '', y = '']) => `${year(y)}年${month(m)}`,
  ),
  rule('date', String.raw`(0[1-9])\.((?:19|20)\d{2})(?![\d./-])`, ([, m = '', y = '']) => `${year(y)}年${month(m)}`),
  rule('date', String.raw`(0[1-9])[-/.](0[1-9]|[12]\d|3[01])(?![\d./-])`, ([, m = '', day = '']) =>
    monthAndDay(m, day),
  ),
  rule('date', String.raw`((?:19|20)\d{2})/([1-9])(?![\d./-])`, ([, y = '', m = '']) => `${year(y)}年${month(m)}`),
  // 12/25（周三）
  rule('date', String.raw`([1-9]|1[0-2])/([1-9]|[12]\d|3[01])(?![\d./-])`, ([, m = '', day = ''], _, after) =>
    /^\s?(?:[（(]?(?:周|星期)|上午|下午|晚|早上|凌晨|中午|截止|圣诞|元旦|国庆|发布|上线|上映|开学|开始)/.test(after)
      ? monthAndDay(m, day)
      : undefined,
  ),
  // 1990s
  rule('date', String.raw`((?:19|20)\d0)['’]?s(?![A-Za-z])`, ([, y = '']) => `${year(y)}年代`),
  // 24/3/5
  rule(
    'date',
    String.raw`(\d{2})/(0?[1-9]|1[0-2])/(0?[1-9]|[12]\d|3[01])(?![\d./-])`,
    ([, y = '', m = '', day = '']) => `${year(y)}年${monthAndDay(m, day)}`,
  ),
  // 202 BC, 1234 a.d.
  rule(
    'date',
    String.raw`(\d{1,4})\s?(a\.?d|b\.?c|A\.?D|B\.?C)(?:\.|(?![A-Za-z.]))`,
    ([, y = '', era = '']) => `${/^b/i.test(era) ? '公元前' : '公元'}${year(y)}年`,
  ),
  // 08月, 05日
  rule('date', String.raw`0([1-9])(?=\s?[月日号])`, ([, number = '']) => cardinal(number)),
  // 2024年3月5日, 3月5号
  rule(
    'date',
    String.raw`(\d{4}|\d{2})\s?年\s?(0?[1-9]|1[0-2])\s?月(?:份|\s?(0?[1-9]|[12]\d|3[01])\s?([日号]))?`,
    ([whole, y = '', m = '', day, unit = '']) =>
      `${year(y)}年${month(m)}${day === undefined ? (whole.endsWith('份') ? '份' : '') : cardinal(String(Number(day))) + unit}`,
  ),
  rule(
    'date',
    String.raw`(0?[1-9]|1[0-2])\s?月\s?(0?[1-9]|[12]\d|3[01])\s?([日号])`,
    ([, m = '', day = '', unit = '']) => month(m) + cardinal(String(Number(day))) + unit,
  ),
  rule('date', String.raw`(\d{4})${TO}(\d{4})(?=\s?年)`, ([, from = '', to = '']) => `${year(from)}到${year(to)}`),
  rule('date', String.raw`(\d{4})(?=\s?年)`, ([, y = '']) => year(y)),
  rule('date', String.raw`([5-9]0|00)(?=后(?:的|[^\d]|$))`, ([, y = '']) => year(y)),
  rule('date', String.raw`(\d{2})(?=年代)`, ([, y = '']) => year(y)),
] as const;

/** Times of day. */
export const timeRules = [
  // 8:00 a.m., 10pm
  rule(
    'time',
    String.raw`(0?\d|1[0-2])(?::([0-5]\d)(?::([0-5]\d))?)?\s?([AaPp])(?:\.[Mm]\.|[Mm]\b)`,
    ([, hour = '', minute = '00', second, half = '']) =>
      (/a/i.test(half) ? '上午' : '下午') + clock(hour, minute, second),
  ),
  // 14:30, 14:30:05, 9:00-18:00
  rule(
    'time',
    String.raw`([01]?\d|2[0-4]):([0-5]\d)(?::([0-5]\d))?(?![\d:])(?:\s?${TO}\s?([01]?\d|2[0-4]):([0-5]\d)(?::([0-5]\d))?(?![\d:]))?`,
    ([, hour = '', minute = '', second, hour2, minute2, second2]) =>
      clock(hour, minute, second) + (hour2 === undefined ? '' : `到${clock(hour2, minute2 ?? '', second2)}`),
  ),
  // 8点, 2点半, 3点05分
  rule(
    'time',
    String.raw`(0?\d|1\d|2[0-4])点(?:(0\d|[1-5]\d|\d)分|(?=[半整钟多前后左到到开上下，。、；\s]|$))`,
    ([, hour = '', minute]) =>
      `${Number(hour) === 2 ? '两' : cardinal(String(Number(hour)))}点${minute === undefined ? '' : `${paddedMinute(minute)}分`}`,
  ),
] as const;
