import { trimEndOf } from '../../../common/trimEndOf';
import { alternatives } from '../../alternatives';
import type { Signs } from '../../signs';
import { type Counters, hour } from './counters';
import { englishNumber } from './letters';
import { cardinal, decimal, digitByDigit, groups, shortened, version } from './numbers';
import { CURRENCY_CODES } from './currencies';
import { dateRules } from './dates';
import { isOpen, LARGE, MINUS, number, NUMBER, rule, type Said, type SaidPart, text, TO } from './rule';
import { romanValue } from '../../roman';
import { UNITS } from './units';

const UNIT = `(?:${alternatives(UNITS.keys())})(?![A-Za-z0-9])`;
/** After these words a hyphen joins the parts of a number: "図1-2". */
const NAMED = /(?:図|表|例|リスト|第|章|節|項|コード|丁目|番地|Listing|Figure|Fig\.|Table|Section|Chapter)\s?$/i;

/** A result follows these: 日本3-2. */
const SCORED =
  /(?:スコアは?|代表|ユナイテッド|ミラン|マドリード|バルセロナ|ミュンヘン|日本|中国|韓国|米国|アメリカ|ブラジル|ドイツ|フランス|イタリア|スペイン|イングランド|アルゼンチン|オランダ|ポルトガル|オーストラリア|イラン|サウジアラビア)\s?$/;
export const VULGAR = '½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞';

const CODE = alternatives(Object.keys(CURRENCY_CODES));

/** The rules for text that begins with a digit or with a sign before one; the first that matches applies. */
export const numberRules = (counters: Counters, { money }: Signs) => {
  return [
    ...dateRules(counters),
    // 8:00 a.m., 10pm
    rule(
      'time',
      String.raw`(0?\d|1[0-2])(?::([0-5]\d))?\s?([AaPp])(?:\.[Mm]\.|\s?[Mm](?![A-Za-z]))`,
      ([, hours = '', minutes = '0', half = '']) => ({
        parts: [text(/a/i.test(half) ? '午前' : '午後'), number(clock(counters, hours, minutes))],
      }),
    ),
    // 14:30, 14:30:05
    rule(
      'time',
      String.raw`([01]?\d|2[0-4]):([0-5]\d)(?::([0-5]\d))?(?![\d:])`,
      ([, hours = '', minutes = '', seconds], after) => {
        const until = /^\s?[-–~〜]\s?(?=\d{1,2}:\d\d)/.exec(after)?.[0].length ?? 0;
        return {
          parts: [number(clock(counters, hours, minutes, seconds)), ...(until > 0 ? [text('から')] : [])],
          more: until,
        };
      },
    ),
    // 16:9; 3-2で勝った
    rule('score', String.raw`(\d+):(\d+)(?![\d:])`, ([, a = '', b = '']) => ({
      parts: [number(`${cardinal(a)} たい ${cardinal(b)}`)],
    })),
    rule('score', String.raw`(\d{1,3})[-−–](\d{1,3})(?![-\d.])`, ([, a = '', b = ''], after, before) =>
      /^で(?:勝|敗|下|破|引|負|快|圧|惜|逆)|^の(?:勝|引|スコア|完封|接戦)/.test(after) || SCORED.test(before)
        ? { parts: [number(`${cardinal(a)} たい ${cardinal(b)}`)] }
        : undefined,
    ),
    // 2^10; 4x5; 7-2=5
    rule('math', String.raw`(\d+)\^(\d+)(?!\d)`, ([, base = '', power = '']) => ({
      parts: [number(`${cardinal(base)} の ${cardinal(power)} じょう`)],
    })),
    rule('math', String.raw`\d+(?:\s?[xX×]\s?\d+)+(?![A-Za-z\d.])`, ([text]) =>
      /^0x/i.test(text)
        ? undefined
        : {
            parts: [
              number(
                text
                  .split(/\s?[xX×]\s?/)
                  .map((one) => cardinal(one))
                  .join(' かける '),
              ),
            ],
          },
    ),
    rule(
      'math',
      String.raw`(${NUMBER})\s?[-−–]\s?(?=(?:${NUMBER})\s?(?:[-+=<>≤≥×÷]|$))`,
      ([, amount = ''], after, before) =>
        /[=<>≤≥×÷+]/.test(after) || /[=×÷+]\s?$/.test(before)
          ? { parts: [number(decimal(amount)), text('マイナス')] }
          : undefined,
    ),
    // 〒100-0001
    rule('address', String.raw`(\d{3})-(\d{4})(?![-\d])`, ([digits], _, before) =>
      /(?:〒|郵便番号は?)\s?$/.test(before) ? { parts: [number(groups(digits))] } : undefined,
    ),
    // 銀座4-5-6
    rule('address', String.raw`\d{1,3}(?:-\d{1,4}){2,3}(?![-\d])`, ([digits], _, before) =>
      /\p{Script=Han}$/u.test(before) && !/[年月日第版]$/.test(before)
        ? {
            parts: [
              number(
                digits
                  .split('-')
                  .map((part) => cardinal(part))
                  .join(' の '),
              ),
            ],
          }
        : undefined,
    ),
    // 090-1234-5678, 911-1234-5678, 03(1234)5678, +81-90-1234-5678
    rule(
      'telephone',
      String.raw`(?:0\d{1,4}-(?:\d{1,4}-\d{3,4}|\d{6,8})|\d{3,4}-\d{3,4}-\d{4})(?![-\d])`,
      ([digits]) => ({ parts: [number(groups(digits))] }),
    ),
    rule('telephone', String.raw`\d{4,}(?![\d,.]|\s?[円個人年件])`, ([digits], _, before) =>
      /番号[は：:]?\s?$/.test(before) ? { parts: [number(digitByDigit(digits))] } : undefined,
    ),
    rule('telephone', String.raw`(0\d{1,4})\((\d{1,4})\)(\d{4})(?!\d)`, ([, ...parts]) => ({
      parts: [number(groups(parts.join('-')))],
    })),
    rule(
      'telephone',
      String.raw`\+(\d{1,3})[- ](\d{1,4}(?:[- ]\d{2,4}){1,3}|\d{8,11})(?![-\d])`,
      ([, country = '', rest = '']) => ({
        parts: [text('プラス'), number(groups(`${country}-${rest}`.replaceAll(' ', '-')))],
      }),
    ),
    // 1.2.3, 192.168.0.1; v1.10
    rule(undefined, String.raw`\d+(?:\.\d+){2,}`, ([digits]) => ({ parts: [number(version(digits))] })),
    rule(undefined, String.raw`\d+\.\d+(?!\.?\d)`, ([digits], _, before) =>
      /(?:v|version|バージョン)\s?$/i.test(before) ? { parts: [number(version(digits))] } : undefined,
    ),
    // $5, -¥1.5万; 5 €
    rule(
      'money',
      String.raw`(${MINUS})?(${oneOf(money)})\s?(${MINUS})?(${NUMBER})(${LARGE}*)`,
      ([, minus, sign = '', minus2, amount = '', large = '']) => ({
        parts: [...negative(minus ?? minus2), number(`${inLarge(amount, large)} `), text(money.get(sign) ?? '')],
      }),
    ),
    rule(
      'money',
      String.raw`(${MINUS})?(${NUMBER})(${LARGE}*)\s?(${oneOf(money)})(?!\d)`,
      ([, minus, amount = '', large = '', sign = ''], _, before) =>
        minus && !isOpen(before)
          ? undefined
          : { parts: [...negative(minus), number(inLarge(amount, large)), text(money.get(sign) ?? '')] },
    ),
    // 5万 USD
    rule(
      'money',
      String.raw`(${NUMBER})(${LARGE}*)\s?(${CODE})(?![A-Za-z\d])`,
      ([, amount = '', large = '', code = '']) => ({
        parts: [number(inLarge(amount, large)), text(CURRENCY_CODES[code] ?? '')],
      }),
    ),
    // 1½, ½
    rule('fraction', String.raw`(\d*)\s?([${VULGAR}])`, ([, whole = '', vulgar = '']) => {
      const [above = '', below = ''] = vulgar.normalize('NFKC').split('⁄');
      const fraction = `${cardinal(below)} ぶんの ${cardinal(above)}`;
      return { parts: [number(whole === '' ? fraction : `${cardinal(whole)} と ${fraction}`)] };
    }),
    // 1/2, -3/4, 1 / 2
    rule(
      'fraction',
      String.raw`(${MINUS})?(\d{1,4})( ?)/\3(\d{1,9})(?![\d/.])`,
      ([, minus, above = '', , below = ''], _, before) =>
        minus && !isOpen(before)
          ? undefined
          : { parts: [...negative(minus), number(`${cardinal(below)} ぶんの ${cardinal(above)}`)] },
    ),
    // 3〜5, 3-5 kg, 5分〜10分
    rule(
      'range',
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
    rule(undefined, String.raw`[-‐]?(\d+)(?![.,]?\d)`, ([whole, digits = ''], after, before) => {
      if (/\p{Script=Latin}\/?$/u.test(before)) return { parts: [number(englishNumber(digits) ?? cardinal(digits))] };
      if (whole === digits || !/\d$/.test(before)) return undefined;
      const { reading, length } = counters.read(digits, after, before);
      return { parts: [text('の'), number(reading)], more: length };
    }),
    // 第3回, 3番目
    rule('ordinal', String.raw`(\d+)`, ([, digits = ''], after, before) =>
      before.endsWith('第') || /^\s?(?:番目|回目|つ目|度目|人目|個目|位)/.test(after)
        ? measured(counters, { amount: digits, large: '', unit: undefined, after, before })
        : undefined,
    ),
    // 3時間, 5日間
    rule(
      'duration',
      String.raw`(${NUMBER})(?=\s?(?:時間|日間|週間|か月|ヶ月|カ月|年間|分間|秒間))`,
      ([, amount = ''], after, before) => measured(counters, { amount, large: '', unit: undefined, after, before }),
    ),
    // -5 kg
    rule(
      'measure',
      String.raw`(${MINUS})?(${NUMBER})(${LARGE}*)\s?(${UNIT})`,
      ([, minus, amount = '', large = '', unit = ''], after, before) =>
        minus && !isOpen(before) && !(unit.startsWith('°') && /\p{Script=Han}$/u.test(before))
          ? undefined
          : withSign(minus, measured(counters, { amount, large, unit, after, before })),
    ),
    // 1,234.5
    rule(
      'decimal',
      String.raw`(${MINUS})?(\d[\d,]*\.\d+)(${LARGE}*)(?!\.?\d)`,
      ([, minus, amount = '', large = ''], after, before) =>
        minus && !isOpen(before)
          ? undefined
          : withSign(minus, measured(counters, { amount, large, unit: undefined, after, before })),
    ),
    // -5, 3千, 10個
    rule(
      'cardinal',
      String.raw`(${MINUS})?(${NUMBER})(${LARGE}*)`,
      ([, minus, amount = '', large = ''], after, before) =>
        minus && !isOpen(before)
          ? undefined
          : withSign(minus, measured(counters, { amount, large, unit: undefined, after, before })),
    ),
    // Anything else, such as 1.2.3..4
    rule('cardinal', String.raw`\d+`, ([digits]) => ({ parts: [number(cardinal(digits))] })),
  ] as const;
};

/** The rules for text that begins with a Latin letter. */
export const latinRules = [
  // Addresses of pages, files and people
  rule(
    'electronic',
    String.raw`(?:https?|ftp|file)://[!-~]+|www\.[!-~]+|[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+`,
    ([address]) => ({ parts: [{ kind: 'latin', text: trimEndOf(address, '.,;:!?)]') }] }),
  ),
  // R5年, H30年度
  rule('date', String.raw`([MTSHR])\.?(\d{1,2})(?=年)`, ([, era = '', year = '']) => ({
    parts: [text(ERAS[era] ?? ''), number(cardinal(year).replace(/よん$/, 'よ'))],
  })),
  rule('ordinal', String.raw`No\.\s?(?=\d)`, () => ({ parts: [text('ナンバー')] })),
  // USD 5万, A$13.5
  rule(
    'money',
    String.raw`(${CODE})\s?(${MINUS})?(${NUMBER})(${LARGE}*)`,
    ([, code = '', minus, amount = '', large = '']) => ({
      parts: [...negative(minus), number(`${inLarge(amount, large)} `), text(CURRENCY_CODES[code] ?? '')],
    }),
  ),
  // 第IV章, ルイXVI世
  rule('roman', String.raw`[IVXLC]{1,8}(?![A-Za-z\d])`, ([numeral], after, before) => {
    const value = romanValue(numeral);
    const named = before.endsWith('第') || /^(?:世(?!界)|章|部|節|巻|型)/.test(after);
    return value !== undefined && named ? { parts: [number(cardinal(`${value}`))] } : undefined;
  }),
] as const;

const ERAS: Readonly<Record<string, string>> = { M: '明治', T: '大正', S: '昭和', H: '平成', R: '令和' };

/** Matches one of the signs. */
const oneOf = (signs: ReadonlyMap<string, string>): string => `[${[...signs.keys()].join('')}]`;

const withSign = (minus: string | undefined, { parts, more = 0 }: Said): Said => ({
  parts: [...negative(minus), ...parts],
  more,
});

function clock(counters: Counters, hours: string, minutes: string, seconds = '0'): string {
  const said = [hour(Number(hours))];
  if (Number(minutes) > 0 || Number(seconds) > 0) said.push(counters.read(`${Number(minutes)}`, '分', '').reading);
  if (Number(seconds) > 0) said.push(`${cardinal(`${Number(seconds)}`)} びょう`);
  return said.join(' ');
}

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
  let said = /^1,?000$/.test(amount) && large !== '' ? 'いっせん' : decimal(amount);
  for (const unit of large) {
    if (unit === '兆') said = shortened(said, /いち$|はち$|じゅう$/);
    said += LARGE_READINGS.get(unit) ?? '';
  }
  return said;
}
