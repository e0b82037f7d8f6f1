import { cardinal, counting, decimal, digitByDigit, inName, leadingTwo } from './numbers';
import type { Signs } from '../../signs';
import { UNITS } from './units';

/** A pattern (sticky) and the words for what it matches; undefined if the rule does not apply. */
export interface Rule {
  pattern: RegExp;
  say: (match: RegExpExecArray, before: string) => string | undefined;
}

const escape = (text: string): string => text.replace(/[$.*+?^|()[\]{}\\/]/g, '\\$&');
const alternatives = (names: Iterable<string>): string =>
  [...names]
    .sort((a, b) => b.length - a.length)
    .map(escape)
    .join('|');

/** A unit with no letter or digit after it. */
const UNIT = `(?:${alternatives(UNITS.keys())})(?![A-Za-z0-9])`;
const NUMBER = String.raw`(?:\d{1,3}(?:,\d{3})+(?![\d,])|\d+)(?:\.\d+)?(?!\.?\d)`;
const MINUS = '[-−–]';
const TO = '(?:[-−–—~～]{1,2})';

const rule = (pattern: string, say: Rule['say']): Rule => ({ pattern: new RegExp(pattern, 'yu'), say });

/** Whether a minus sign after this text means "negative". */
const isOpen = (before: string): boolean => !/[\p{Script=Latin}\p{N})\]]$/u.test(before);

const year = (digits: string): string => digitByDigit(digits);

const clock = (hour: string, minute: string, second: string | undefined): string => {
  let said = `${hour === '02' || hour === '2' ? '两' : cardinal(String(Number(hour)))}点`;
  if (minute !== '00' || (second !== undefined && second !== '00')) said += `${paddedMinute(minute)}分`;
  if (second !== undefined && second !== '00') said += `${paddedMinute(second)}秒`;
  return said;
};

const paddedMinute = (digits: string): string =>
  digits === '00' ? '零' : digits.startsWith('0') ? `零${cardinal(digits.slice(1))}` : cardinal(digits);

/** A number with its unit: temperatures below zero are 零下, other negative numbers 负. */
const measured = (number: string, unit: string, negative: boolean): string => {
  const name = UNITS.get(unit) ?? '';
  const sign = negative ? (/[摄华]氏度/.test(name) ? '零下' : '负') : '';
  return sign + (name.endsWith('度') || negative ? leadingTwo(decimal(number)) : counting(number)) + name;
};

/** The rules for text that begins with a digit or with a sign before one; the first that matches applies. */
export const numberRules = ({ money }: Signs): readonly Rule[] => [
  // 2024-01-05, 2024/1/5
  rule(
    String.raw`(\d{4})([-/.])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?![\d./-])`,
    ([, y = '', , month = '', day = '']) =>
      `${year(y)}年${cardinal(String(Number(month)))}月${cardinal(String(Number(day)))}日`,
  ),
  rule(String.raw`(\d{4})${TO}(\d{4})(?=\s?年)`, ([, from = '', to = '']) => `${year(from)}到${year(to)}`),
  rule(String.raw`(\d{4})(?=\s?年)`, ([, y = '']) => year(y)),
  rule(String.raw`(\d{2})(?=年(?:\d{1,2}月|代))`, ([, y = '']) => year(y)),
  // 14:30, 14:30:05
  rule(
    String.raw`([01]?\d|2[0-4]):([0-5]\d)(?::([0-5]\d))?(?![\d:])(?:\s?${TO}\s?([01]?\d|2[0-4]):([0-5]\d)(?::([0-5]\d))?(?![\d:]))?`,
    ([, hour = '', minute = '', second, hour2, minute2, second2]) =>
      clock(hour, minute, second) + (hour2 === undefined ? '' : `到${clock(hour2, minute2 ?? '', second2)}`),
  ),
  // 16:9, 2^10
  rule(String.raw`(\d+):(\d+)(?![\d:])`, ([, a = '', b = '']) => `${cardinal(a)}比${cardinal(b)}`),
  rule(String.raw`(\d+)\^(\d+)(?!\d)`, ([, base = '', power = '']) => `${cardinal(base)}的${cardinal(power)}次方`),
  // Phone numbers
  rule(String.raw`(?:\+?86[ -]?)?(1[3-9]\d)[ -]?(\d{4})[ -]?(\d{4})(?!\d)`, ([, ...parts]) =>
    parts.map((part) => digitByDigit(part, '幺')).join(', '),
  ),
  // 1.2.3, 192.168.0.1
  rule(String.raw`\d+(?:\.\d+){2,}`, ([text]) => text.split('.').map(inName).join('点')),
  // 10%, 10%-20%, 5‰
  rule(
    String.raw`(${MINUS})?(${NUMBER})\s?([%‰])?\s?${TO}\s?(${NUMBER})\s?([%‰])`,
    ([, minus, from = '', sign1, to = '', sign2 = '']) =>
      sign1 !== undefined && sign1 !== sign2
        ? undefined
        : `${share(sign2)}${minus ? '负' : ''}${decimal(from)}到${share(sign2)}${decimal(to)}`,
  ),
  rule(String.raw`(${MINUS})?(${NUMBER})\s?([%‰])`, ([, minus, number = '', sign = ''], before) =>
    minus && !isOpen(before) ? undefined : (minus ? '负' : '') + share(sign) + decimal(number),
  ),
  // $5, $1.5万
  rule(
    String.raw`(${oneOf(money)})\s?(${NUMBER})\s?([百千万亿]*)(?:元|美元|欧元|英镑)?`,
    ([, sign = '', number = '', group = '']) => counted(number, group) + (money.get(sign) ?? ''),
  ),
  rule(
    String.raw`(${NUMBER})(${oneOf(money)})`,
    ([, number = '', sign = '']) => counting(number) + (money.get(sign) ?? ''),
  ),
  // 1/2
  rule(
    String.raw`(\d{1,4})/(\d{1,4})(?![\d/.])`,
    ([, above = '', below = '']) => `${cardinal(below)}分之${cardinal(above)}`,
  ),
  // 3-5, 3~5 kg, -5-10℃
  rule(
    String.raw`(${MINUS})?(${NUMBER})\s?(${UNIT})?(${TO})(${MINUS})?(${NUMBER})(?:\s?(${UNIT}))?(?![-\d])`,
    ([, minus, from = '', unit1, , minus2, to = '', unit2], before) => {
      if (minus && !isOpen(before)) return undefined;
      if (!minus && !unit1 && !unit2 && /(?:示例|图|表|例|清单|代码|附录|节)\s?$/.test(before)) {
        return `${cardinal(from)}杠${cardinal(to)}`;
      }
      const first = unit1 ? measured(from, unit1, Boolean(minus)) : (minus ? '负' : '') + decimal(from);
      return `${first}到${unit2 ? measured(to, unit2, Boolean(minus2)) : (minus2 ? '负' : '') + decimal(to)}`;
    },
  ),
  // 5kg, -3 ℃
  rule(
    String.raw`(${MINUS})?(${NUMBER})([百千万亿]*)\s?(${UNIT})`,
    ([, minus, number = '', group = '', unit = ''], before) =>
      minus && !isOpen(before)
        ? undefined
        : group === ''
          ? measured(number, unit, Boolean(minus))
          : (minus ? '负' : '') + counted(number, group) + (UNITS.get(unit) ?? ''),
  ),
  // A number next to letters: W3C, UTF-8, sha256
  rule(String.raw`[-‐.]?(\d+)(?![.,]?\d)`, ([, digits = ''], before) =>
    /[xX]$/.test(before) ? digitByDigit(digits) : /[A-Za-z]$/.test(before) ? inName(digits) : undefined,
  ),
  rule(String.raw`(\d{3,})(?=[A-Za-z])`, ([, digits = '']) => digitByDigit(digits)),
  // -5, 1,234.5, 100+
  rule(String.raw`(${MINUS})?(${NUMBER})(\+(?![\d+]))?`, ([, minus, number = '', more], before) => {
    if (minus && !isOpen(before)) return undefined;
    return (minus ? '负' : '') + decimal(number) + (more ? '多' : '');
  }),
  // Anything else, such as 1.2.3..4
  rule(String.raw`\d+`, ([digits]) => cardinal(digits)),
];

/** Matches one of the signs. */
const oneOf = (signs: ReadonlyMap<string, string>): string => `[${[...signs.keys()].join('')}]`;

const share = (sign: string): string => (sign === '%' ? '百分之' : '千分之');

const counted = (number: string, group: string): string =>
  group === '' ? counting(number) : leadingTwo(decimal(number) + group);

/** Changes 二 to 两 before measure words. */
export class Measures {
  readonly #measure: RegExp;

  constructor(words: readonly string[]) {
    this.#measure = new RegExp(`^ ?(?:多|余|几)?(?:${words.join('|')})`);
  }

  /**
   * Changes 二 to 两 in a spoken number if a measure word follows.
   * @param said the number
   * @param after the text that follows
   */
  adapt(said: string, before: string, after: string): string {
    if (!this.#measure.test(after) || /[第点百十零]\s?$/.test(before)) return said;
    return said === '二' ? '两' : leadingTwo(said);
  }
}
