import type { Signs } from '../../signs';
import { type Counters, hour } from './counters';
import { englishNumber } from './letters';
import { cardinal, decimal, digitByDigit, shortened, version } from './numbers';
import { UNITS } from './units';

/** A part of the output: a number in hiragana with spaces between words, or ordinary text. */
export interface SaidPart {
  kind: 'number' | 'text';
  text: string;
}

/** The output for a number, and how many characters after the match belong to it as well. */
interface Said {
  parts: SaidPart[];
  more?: number;
}

/** A pattern (sticky) and the output for what it matches; undefined if the rule does not apply. */
export interface Rule {
  pattern: RegExp;
  say: (match: RegExpExecArray, after: string, before: string) => Said | undefined;
}

const NUMBER = String.raw`(?:\d{1,3}(?:,\d{3})+(?![\d,])|\d+)(?:\.\d+)?(?!\.?\d)`;
const MINUS = '[-−–]';
const TO = '[-−–—~〜]';
const LARGE = '[百千万億兆]';
const UNIT = `(?:${[...UNITS.keys()]
  .sort((a, b) => b.length - a.length)
  .map((unit) => unit.replace(/[$.*+?^|()[\]{}\\/]/g, '\\$&'))
  .join('|')})(?![A-Za-z0-9])`;
/** After these words a hyphen joins the parts of a number: "図1-2". */
const NAMED = /(?:図|表|例|リスト|第|章|節|項|コード|Listing|Figure|Fig\.|Table|Section|Chapter)\s?$/i;

const rule = (pattern: string, say: Rule['say']): Rule => ({ pattern: new RegExp(pattern, 'yu'), say });
const number = (text: string): SaidPart => ({ kind: 'number', text });
const text = (said: string): SaidPart => ({ kind: 'text', text: said });

/** Whether a minus sign after this text means "negative". */
const isOpen = (before: string): boolean =>
  !/[\p{L}\p{N})\]]$/u.test(before) || /[\p{Script=Hiragana}\s]$/u.test(before);

/** The rules for text that begins with a digit or with a sign before one; the first that matches applies. */
export const numberRules = (counters: Counters, { money }: Signs): readonly Rule[] => [
  // 2024-01-05, 2024/1/5
  rule(
    String.raw`(\d{4})([-/.])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?![\d./-])`,
    ([, year = '', , month = '', day = '']) => {
      const parts = [`${Number(year)}`, `${Number(month)}`, `${Number(day)}`];
      const read = ['年', '月', '日'].map((unit, i) => {
        const { reading, length } = counters.read(parts[i] ?? '', unit, i === 2 ? '月' : '');
        return length > 0 ? reading : `${reading} ねん`;
      });
      return { parts: [number(read.join(' '))] };
    },
  ),
  // 14:30, 14:30:05
  rule(String.raw`([01]?\d|2[0-4]):([0-5]\d)(?::([0-5]\d))?(?![\d:])`, ([, hours = '', minutes = '', seconds]) => {
    const said = [hour(Number(hours))];
    if (Number(minutes) > 0 || Number(seconds ?? 0) > 0)
      said.push(counters.read(`${Number(minutes)}`, '分', '').reading);
    if (Number(seconds ?? 0) > 0) said.push(`${cardinal(`${Number(seconds)}`)} びょう`);
    return { parts: [number(said.join(' '))] };
  }),
  // 16:9, 2^10
  rule(String.raw`(\d+):(\d+)(?![\d:])`, ([, a = '', b = '']) => ({
    parts: [number(`${cardinal(a)} たい ${cardinal(b)}`)],
  })),
  rule(String.raw`(\d+)\^(\d+)(?!\d)`, ([, base = '', power = '']) => ({
    parts: [number(`${cardinal(base)} の ${cardinal(power)} じょう`)],
  })),
  // Phone numbers
  rule(String.raw`0\d{1,4}-\d{1,4}-\d{3,4}(?![-\d])`, ([digits]) => ({
    parts: [number(digits.split('-').map(digitByDigit).join(' の '))],
  })),
  // 1.2.3, 192.168.0.1; v1.10
  rule(String.raw`\d+(?:\.\d+){2,}`, ([digits]) => ({ parts: [number(version(digits))] })),
  rule(String.raw`\d+\.\d+(?!\.?\d)`, ([digits], _, before) =>
    /(?:v|version|バージョン)\s?$/i.test(before) ? { parts: [number(version(digits))] } : undefined,
  ),
  // $5, ¥1.5万
  rule(String.raw`(${oneOf(money)})\s?(${NUMBER})(${LARGE}*)`, ([, sign = '', amount = '', large = '']) => ({
    parts: [number(`${inLarge(amount, large)} `), text(money.get(sign) ?? '')],
  })),
  rule(String.raw`(${NUMBER})(${oneOf(money)})`, ([, amount = '', sign = '']) => ({
    parts: [number(decimal(amount)), text(money.get(sign) ?? '')],
  })),
  // 1/2
  rule(String.raw`(\d{1,4})/(\d{1,4})(?![\d/.])`, ([, above = '', below = '']) => ({
    parts: [number(`${cardinal(below)} ぶんの ${cardinal(above)}`)],
  })),
  // 3〜5, 3-5 kg, 5分〜10分
  rule(
    String.raw`(${MINUS})?(${NUMBER})(${LARGE}*)\s?(${UNIT})?\s?(${TO})\s?(?=(?:${NUMBER}))`,
    ([, minus, amount = '', large = '', unit, to = ''], _, before) => {
      const hyphen = '-−–'.includes(to);
      if (hyphen && (NAMED.test(before) || /\p{Script=Latin}$/u.test(before))) return undefined;
      if (minus && !isOpen(before)) return undefined;
      const { parts } = measured(counters, { amount, large, unit, after: '', before: '' });
      return { parts: [...negative(minus), ...parts, text('から')] };
    },
  ),
  // A number next to letters: UTF-8, ES6, HTTP/2; 図1-2
  rule(String.raw`[-‐]?(\d+)(?![.,]?\d)`, ([whole, digits = ''], after, before) => {
    if (/\p{Script=Latin}\/?$/u.test(before)) return { parts: [number(englishNumber(digits) ?? cardinal(digits))] };
    if (whole === digits || !/\d$/.test(before)) return undefined;
    const { reading, length } = counters.read(digits, after, before);
    return { parts: [text('の'), number(reading)], more: length };
  }),
  // -5, 1,234.5, 3千, 5kg, 10個
  rule(
    String.raw`(${MINUS})?(${NUMBER})(${LARGE}*)(?:\s?(${UNIT}))?`,
    ([, minus, amount = '', large = '', unit], after, before) => {
      if (minus && !isOpen(before) && !(unit?.startsWith('°') === true && /\p{Script=Han}$/u.test(before)))
        return undefined;
      const { parts, more = 0 } = measured(counters, { amount, large, unit, after, before });
      return { parts: [...negative(minus), ...parts], more };
    },
  ),
  // Anything else, such as 1.2.3..4
  rule(String.raw`\d+`, ([digits]) => ({ parts: [number(cardinal(digits))] })),
];

/** Matches one of the signs. */
const oneOf = (signs: ReadonlyMap<string, string>): string => `[${[...signs.keys()].join('')}]`;

const negative = (minus: string | undefined): SaidPart[] => (minus ? [text('マイナス')] : []);

interface Quantity {
  amount: string;
  /** Numerals for large numbers behind the digits: 万. */
  large: string;
  unit: string | undefined;
  after: string;
  before: string;
}

/** A number with its unit, or with the counter in the text behind it. */
function measured(counters: Counters, { amount, large, unit, after, before }: Quantity): Said {
  const name = unit === undefined ? undefined : UNITS.get(unit);
  const space = name === undefined ? (/^\s/.exec(after)?.[0].length ?? 0) : 0;
  const counted = name ?? after.slice(space);
  const { reading, length } =
    large === '' ? counters.read(amount, counted, before) : counters.attach(inLarge(amount, large), counted);
  if (name === undefined) return { parts: [number(reading)], more: length === 0 ? 0 : space + length };
  const rest = name.slice(length);
  return { parts: [number(reading), ...(rest === '' ? [] : [text(rest)])] };
}

const LARGE_READINGS: ReadonlyMap<string, string> = new Map([
  ['百', 'ひゃく'],
  ['千', 'せん'],
  ['万', 'まん'],
  ['億', 'おく'],
  ['兆', 'ちょう'],
]);

/** "3" and "千" → "さんぜん". */
function inLarge(amount: string, large: string): string {
  if (large === '千' && /^[1-9]$/.test(amount)) return amount === '1' ? 'いっせん' : cardinal(`${amount}000`);
  if (large === '百' && /^[1-9]$/.test(amount)) return cardinal(`${amount}00`);
  let said = decimal(amount);
  for (const unit of large) {
    if (unit === '兆') said = shortened(said, /いち$|はち$|じゅう$/);
    said += LARGE_READINGS.get(unit) ?? '';
  }
  return said;
}
