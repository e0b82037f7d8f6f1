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

/** What a number behind it is dialled or spelled. */
const CALLED = /(?:拨打|致电|热线|尾号|[打给]|电话|[手座]机|号码|分机|密码|验证码|区号|邮编)[是为号:： ]{0,2}$/u;

const year = (digits: string): string => digitByDigit(digits);

const clock = (hour: string, minute: string, second: string | undefined): string => {
  let said = `${hour === '02' || hour === '2' ? '两' : cardinal(String(Number(hour)))}点`;
  if (minute !== '00' || (second !== undefined && second !== '00')) said += `${paddedMinute(minute)}分`;
  if (second !== undefined && second !== '00') said += `${paddedMinute(second)}秒`;
  return said;
};

const monthAndDay = (month: string, day: string): string =>
  `${cardinal(String(Number(month)))}月${cardinal(String(Number(day)))}日`;

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
    ([, y = '', , month = '', day = '']) => `${year(y)}年${monthAndDay(month, day)}`,
  ),
  // 08-08-2008, 25/12/2008
  rule(String.raw`(\d{1,2})([-/.])(\d{1,2})\2((?:19|20)\d{2})(?![\d./-])`, ([, a = '', , b = '', y = '']) => {
    const [month, day] = Number(a) > 12 ? [b, a] : [a, b];
    return Number(month) > 12 || Number(day) > 31 ? undefined : `${year(y)}年${monthAndDay(month, day)}`;
  }),
  // 2008-08; 08/08
  rule(
    String.raw`((?:19|20)\d{2})[-/](0[1-9]|1[0-2])(?![\d./-])`,
    ([, y = '', month = '']) => `${year(y)}年${cardinal(String(Number(month)))}月`,
  ),
  rule(
    String.raw`(0[1-9]|1[0-2])[-/]((?:19|20)\d{2})(?![\d./-])`,
    ([, month = '', y = '']) => `${year(y)}年${cardinal(String(Number(month)))}月`,
  ),
  rule(String.raw`(0[1-9])[-/](0[1-9]|[12]\d|3[01])(?![\d./-])`, ([, month = '', day = '']) => monthAndDay(month, day)),
  rule(String.raw`(\d{4})${TO}(\d{4})(?=\s?年)`, ([, from = '', to = '']) => `${year(from)}到${year(to)}`),
  rule(String.raw`(\d{4})(?=\s?年)`, ([, y = '']) => year(y)),
  rule(String.raw`([5-9]0|00)(?=后(?:的|[^\d]|$))`, ([, y = '']) => year(y)),
  rule(String.raw`(\d{2})(?=年(?:\d{1,2}月|代))`, ([, y = '']) => year(y)),
  // 8:00 a.m., 10pm
  rule(
    String.raw`(0?\d|1[0-2])(?::([0-5]\d)(?::([0-5]\d))?)?\s?([AaPp])(?:\.[Mm]\.|[Mm]\b)`,
    ([, hour = '', minute = '00', second, half = '']) =>
      (/a/i.test(half) ? '上午' : '下午') + clock(hour, minute, second),
  ),
  // 14:30, 14:30:05
  rule(
    String.raw`([01]?\d|2[0-4]):([0-5]\d)(?::([0-5]\d))?(?![\d:])(?:\s?${TO}\s?([01]?\d|2[0-4]):([0-5]\d)(?::([0-5]\d))?(?![\d:]))?`,
    ([, hour = '', minute = '', second, hour2, minute2, second2]) =>
      clock(hour, minute, second) + (hour2 === undefined ? '' : `到${clock(hour2, minute2 ?? '', second2)}`),
  ),
  // 16:9, 2^10
  rule(String.raw`(\d+):(\d+)(?![\d:])`, ([, a = '', b = '']) => `${cardinal(a)}比${cardinal(b)}`),
  rule(String.raw`(\d+)\^(\d+)(?!\d)`, ([, base = '', power = '']) => `${cardinal(base)}的${cardinal(power)}次方`),
  // Phone numbers: 13501234567, 010-64035547; 拨打12306, 尾号1702
  rule(String.raw`(0\d{2,3})-(\d{7,8})(?![-\d])`, ([, area = '', number = '']) =>
    [area, number].map((part) => digitByDigit(part, '幺')).join(', '),
  ),
  rule(String.raw`\d{3,8}(?![\d.,:/%-])`, ([digits], before) =>
    CALLED.test(before) ? digitByDigit(digits, '幺') : undefined,
  ),
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
    String.raw`(${MINUS})?(${oneOf(money)})\s?(${MINUS})?(${NUMBER})\s?([百千万亿]*)(?:元|美元|欧元|英镑)?`,
    ([, minus, sign = '', minus2, number = '', group = ''], before) =>
      minus && !isOpen(before)
        ? undefined
        : ((minus ?? minus2) ? '负' : '') + counted(number, group) + (money.get(sign) ?? ''),
  ),
  rule(
    String.raw`(${MINUS})?(${NUMBER})\s?([百千万亿]*)\s?(${oneOf(money)})(?!\d)`,
    ([, minus, number = '', group = '', sign = ''], before) =>
      minus && !isOpen(before) ? undefined : (minus ? '负' : '') + counted(number, group) + (money.get(sign) ?? ''),
  ),
  // 300w is 300万
  rule(String.raw`(${NUMBER})w(?![A-Za-z0-9])`, ([, number = '']) => counted(number, '万')),
  // 1½
  rule(String.raw`(\d+)\s?([½⅓¼¾⅔⅛⅜⅝⅞⅕⅖⅗⅘⅙⅚])`, ([, whole = '', vulgar = '']) => {
    const [above = '', below = ''] = vulgar.normalize('NFKC').split('⁄');
    return `${cardinal(whole)}又${cardinal(below)}分之${cardinal(above)}`;
  }),
  // 5万 USD
  rule(
    String.raw`(${NUMBER})\s?([百千万亿]*)\s?(${CODE})(?![A-Za-z\d])`,
    ([, number = '', group = '', code = '']) => counted(number, group) + (CODES[code] ?? ''),
  ),
  // 1/2, -3/4, 1 / 2
  rule(String.raw`(${MINUS})?(\d{1,4})( ?)/\3(\d{1,4})(?!\s?[\d/.])`, ([, minus, above = '', , below = ''], before) =>
    minus && !isOpen(before) ? undefined : `${minus ? '负' : ''}${cardinal(below)}分之${cardinal(above)}`,
  ),
  // 比分3-2
  rule(String.raw`(\d{1,3})${TO}(\d{1,3})(?![-\d.])`, ([, a = '', b = ''], before) =>
    /(?:比分|比数|战胜|击败|不敌|战平)[^\d]{0,4}$/u.test(before) ? `${cardinal(a)}比${cardinal(b)}` : undefined,
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

/** Currencies by their ISO 4217 codes and by the letters before a dollar sign. */
const CODES: Readonly<Record<string, string>> = {
  CNY: '人民币',
  RMB: '人民币',
  USD: '美元',
  US$: '美元',
  EUR: '欧元',
  GBP: '英镑',
  JPY: '日元',
  HKD: '港元',
  HK$: '港元',
  TWD: '新台币',
  NT$: '新台币',
  MOP: '澳门元',
  AUD: '澳元',
  A$: '澳元',
  CAD: '加元',
  C$: '加元',
  SGD: '新加坡元',
  S$: '新加坡元',
  NZD: '新西兰元',
  CHF: '瑞士法郎',
  KRW: '韩元',
  INR: '卢比',
  RUB: '卢布',
  THB: '泰铢',
};
const CODE = alternatives(Object.keys(CODES));

/** USD 5万, A$13.5: begins with a letter, unlike the others. */
export const CODED_MONEY: Rule = rule(
  String.raw`(${CODE})\s?(${MINUS})?(${NUMBER})\s?([百千万亿]*)`,
  ([, code = '', minus, number = '', group = '']) => (minus ? '负' : '') + counted(number, group) + (CODES[code] ?? ''),
);

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
