import { trimEndOf } from '../../../common/trimEndOf';
import { alternatives } from '../../alternatives';
import { romanValue } from '../../roman';
import type { Signs } from '../../signs';
import { CURRENCY_CODES } from './currencies';
import { dateRules, timeRules } from './dates';
import { cardinal, counting, decimal, digitByDigit, inName } from './numbers';
import { counted, measured, measuredRange, scaled, share } from './quantities';
import { isOpen, LARGE, MINUS, NUMBER, rule, TO } from './rule';
import { scoreRules } from './scores';
import { telephoneRules } from './telephones';
import { UNITS } from './units';

/** A unit with no letter or digit after it. */
const UNIT = `(?:${alternatives(UNITS.keys())})(?![A-Za-z0-9])`;
const CODE = alternatives(Object.keys(CURRENCY_CODES));
const CURRENCY = '(?:人民币|美元|欧元|英镑|日元|韩元|港元|港币|澳元|加元|卢布|卢比|泰铢|法郎|元|块钱)';
export const VULGAR = '½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞';
const SPAN =
  '(?:个(?:多|半)?(?:小时|钟头|月|星期|季度|世纪)|小时|钟头|分钟|秒钟?|毫秒|天|周(?![一二三四五六日末年])|星期(?![一二三四五六日天])|年(?:间|内|前|后|来|多|以|半))';

/** The rules for text that begins with a digit or with a sign before one; the first that matches applies. */
export const numberRules = ({ money }: Signs) =>
  [
    // 1月1日-7日, 50万~100万, $5-$10: the first number is said already
    rule('range', String.raw`\s?${TO}\s?(?=\d|${oneOf(money)}\d)`, ([whole], before, after) =>
      (whole.length < 3 && /\d\p{Script=Han}{1,2}$/u.test(before)) ||
      (/\d\p{Script=Han}{0,2}$/u.test(before) && !/^\d/.test(after))
        ? '到'
        : undefined,
    ),
    ...dateRules,
    ...scoreRules,
    ...timeRules,
    ...telephoneRules,
    // 16:9
    rule('score', String.raw`\d+(?::\d+){1,3}(?![\d:])`, ([text]) => text.split(':').map(cardinal).join('比')),
    // 10⁶; 2^10; 7-2=5; 3*4
    rule(
      'math',
      String.raw`(\d+)([⁰¹²³⁴-⁹]{1,3})`,
      ([, base = '', power = '']) => `${cardinal(base)}的${cardinal(power.normalize('NFKC'))}次方`,
    ),
    rule(
      'math',
      String.raw`(\d+)\^(-?)(\d+)(?!\d)`,
      ([, base = '', minus, power = '']) => `${cardinal(base)}的${minus ? '负' : ''}${cardinal(power)}次方`,
    ),
    rule('math', String.raw`(${NUMBER})\s?[-−–]\s?(?=${NUMBER}\s?=)`, ([, number = '']) => `${decimal(number)}减`),
    rule('math', String.raw`\d+(?:\s?[*×xX]\s?\d+)+(?![\d.A-Za-z])`, ([text]) => {
      const numbers = text.split(/\s?[*×xX]\s?/);
      const say = numbers.every((number) => number.length > 2) ? digitByDigit : cardinal;
      return /^0[xX]/.test(text) ? undefined : numbers.map((number) => say(number)).join('乘');
    }),
    // 邮编100080; 301室
    rule('address', String.raw`\d{6}(?!\d)`, ([digits], before) =>
      /(?:邮编|邮政编码)[是为:： ]{0,2}$/u.test(before) ? digitByDigit(digits, '幺') : undefined,
    ),
    rule('address', String.raw`(\d{3,4})(?=室(?!内|外|友)|号(?:房|病房|宿舍|包厢))`, ([digits]) =>
      digitByDigit(digits),
    ),
    // 1.2.3, 192.168.0.1
    rule('version', String.raw`\d+(?:\.\d+){2,}`, ([text]) => text.split('.').map(inName).join('点')),
    // 10%, 10%-20%, 5‰
    rule(
      'range',
      String.raw`(${MINUS})?(${NUMBER})\s?([%‰])?\s?${TO}\s?(${NUMBER})\s?([%‰])`,
      ([, minus, from = '', sign1, to = '', sign2 = '']) =>
        sign1 !== undefined && sign1 !== sign2
          ? undefined
          : `${share(sign2)}${minus ? '负' : ''}${decimal(from)}到${share(sign2)}${decimal(to)}`,
    ),
    rule('measure', String.raw`(${MINUS})?(${NUMBER})\s?([%‰])`, ([, minus, number = '', sign = ''], before) =>
      minus && !isOpen(before) ? undefined : (minus ? '负' : '') + share(sign) + decimal(number),
    ),
    // $5, $1.5万, $5M, $5-10
    rule(
      'money',
      String.raw`(${oneOf(money)})\s?(${NUMBER})\s?${TO}\s?(?:${oneOf(money)})?\s?(${NUMBER})(${LARGE}*)`,
      ([, sign = '', from = '', to = '', group = '']) =>
        `${counted(from, '')}到${counted(to, group)}${money.get(sign) ?? ''}`,
    ),
    rule(
      'money',
      String.raw`(${MINUS})?(${oneOf(money)})\s?(${MINUS})?(${NUMBER})\s?([KMBkmb])(?![A-Za-z])`,
      ([, minus, sign = '', minus2, number = '', letter = ''], before) =>
        minus && !isOpen(before)
          ? undefined
          : ((minus ?? minus2) ? '负' : '') + scaled(number, letter) + (money.get(sign) ?? ''),
    ),
    rule(
      'money',
      String.raw`(${MINUS})?(${oneOf(money)})\s?(${MINUS})?(${NUMBER})\s?(${LARGE}*)(?:元|美元|欧元|英镑)?`,
      ([, minus, sign = '', minus2, number = '', group = ''], before) =>
        minus && !isOpen(before)
          ? undefined
          : ((minus ?? minus2) ? '负' : '') + counted(number, group) + (money.get(sign) ?? ''),
    ),
    rule(
      'money',
      String.raw`(${MINUS})?(${NUMBER})\s?(${LARGE}*)\s?(${oneOf(money)})(?!\d)`,
      ([, minus, number = '', group = '', sign = ''], before) =>
        minus && !isOpen(before) ? undefined : (minus ? '负' : '') + counted(number, group) + (money.get(sign) ?? ''),
    ),
    // 5万 USD; 5万美元
    rule(
      'money',
      String.raw`(${NUMBER})\s?(${LARGE}*)\s?(${CODE})(?![A-Za-z\d])`,
      ([, number = '', group = '', code = '']) => counted(number, group) + (CURRENCY_CODES[code] ?? ''),
    ),
    rule(
      'money',
      String.raw`(${MINUS})?(${NUMBER})(${LARGE}*)(?=\s?[多余]?${CURRENCY})`,
      ([, minus, number = '', group = ''], before) =>
        minus && !isOpen(before) ? undefined : (minus ? '负' : '') + counted(number, group),
    ),
    // 300w is 300万
    rule('cardinal', String.raw`(${NUMBER})w(?![A-Za-z0-9])`, ([, number = '']) => counted(number, '万')),
    // 1½, -½
    rule('fraction', String.raw`(${MINUS})?(\d*)\s?([${VULGAR}])`, ([, minus, whole = '', vulgar = ''], before) => {
      if (minus && !isOpen(before)) return undefined;
      const [above = '', below = ''] = vulgar.normalize('NFKC').split('⁄');
      return `${minus ? '负' : ''}${whole === '' ? '' : `${cardinal(whole)}又`}${cardinal(below)}分之${cardinal(above)}`;
    }),
    // 1/2, -3/4, 1 / 2
    rule(
      'fraction',
      String.raw`(${MINUS})?(\d{1,4})( ?)/\3(\d{1,4})(?!\s?[\d/.])`,
      ([, minus, above = '', , below = ''], before) =>
        minus && !isOpen(before) ? undefined : `${minus ? '负' : ''}${cardinal(below)}分之${cardinal(above)}`,
    ),
    // 3-5, 3~5 kg, -5-10℃, 3-5天
    rule(
      'range',
      String.raw`(${MINUS})?(${NUMBER})\s?(${UNIT})?(${TO})(${MINUS})?(${NUMBER})(?:\s?(${UNIT}))?(?![-\d])`,
      ([, minus, from = '', unit1, , minus2, to = '', unit2], before) => {
        if ((minus && !isOpen(before)) || /[A-Za-z]$/.test(before)) return undefined;
        if (!minus && !unit1 && !unit2 && /(?:示例|图|表|例|清单|代码|附录|节)\s?$/.test(before)) {
          return `${cardinal(from)}杠${cardinal(to)}`;
        }
        const first = { number: from, negative: Boolean(minus) };
        const last = { number: to, negative: Boolean(minus2), told: before };
        if (unit1 === undefined && unit2 !== undefined) return measuredRange(first, { ...last, unit: unit2 });
        const said = [
          { ...first, unit: unit1 },
          { ...last, unit: unit2 },
        ].map(({ unit, ...one }) =>
          unit === undefined ? (one.negative ? '负' : '') + decimal(one.number) : measured({ ...one, unit }),
        );
        return said.join('到');
      },
    ),
    // 5kg, -3 ℃
    rule(
      'measure',
      String.raw`(${MINUS})?(${NUMBER})(${LARGE}*)\s?(${UNIT})`,
      ([, minus, number = '', group = '', unit = ''], before) =>
        (minus && !isOpen(before)) || /[A-Za-z]$/.test(before)
          ? undefined
          : measured({ number, unit, group, negative: Boolean(minus), told: before }),
    ),
    // A number next to letters: W3C, UTF-8, sha256
    rule(undefined, String.raw`[-‐.]?(\d+)(?![.,]?\d)`, ([, digits = ''], before) =>
      /[xX]$/.test(before) ? digitByDigit(digits) : /[A-Za-z]$/.test(before) ? inName(digits) : undefined,
    ),
    rule(undefined, String.raw`(\d{3,})(?=[A-Za-z])`, ([, digits = '']) => digitByDigit(digits)),
    // 第3
    rule('ordinal', String.raw`(\d{1,3}(?:,\d{3})+|\d+)(?![.,]\d)`, ([, digits = ''], before) =>
      /第\s?$/.test(before) ? cardinal(digits.replaceAll(',', '')) : undefined,
    ),
    // 3小时, 5天
    rule('duration', String.raw`(${NUMBER})(?=\s?[多余几]?${SPAN})`, ([, number = '']) => counting(number)),
    // -5, 1,234.5, 100+
    rule('decimal', String.raw`(${MINUS})?(\d[\d,]*\.\d+)(?!\.?\d)`, ([, minus, number = ''], before) =>
      minus && !isOpen(before) ? undefined : (minus ? '负' : '') + decimal(number),
    ),
    rule('cardinal', String.raw`(${MINUS})?(${NUMBER})(\+(?![\d+]))?`, ([, minus, number = '', more], before) => {
      if (minus && !isOpen(before)) return undefined;
      return (minus ? '负' : '') + decimal(number) + (more ? '多' : '');
    }),
    // Anything else, such as 1.2.3..4
    rule('cardinal', String.raw`\d+`, ([digits]) => cardinal(digits)),
  ] as const;

/** The rules for text that begins with a Latin letter. */
export const latinRules = [
  rule(
    'electronic',
    String.raw`(?:https?|ftp|file)://[!-~]+|www\.[!-~]+|[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+`,
    ([address]) => ({ latin: trimEndOf(address, '.,;:!?)') }),
  ),
  // B2B, P2P
  rule(undefined, String.raw`([BCDGOP])2([BCDGOPM])(?![A-Za-z\d])`, ([, a = '', b = '']) => ({
    latin: `${a} to ${b}`,
  })),
  rule('ordinal', String.raw`No\.\s?(?=\d)`, () => '第'),
  // USD 5万, A$13.5
  rule(
    'money',
    String.raw`(${CODE})\s?(${MINUS})?(${NUMBER})\s?(${LARGE}*)`,
    ([, code = '', minus, number = '', group = '']) =>
      (minus ? '负' : '') + counted(number, group) + (CURRENCY_CODES[code] ?? ''),
  ),
  // 第IV章, 路易XVI世
  rule('roman', String.raw`[IVXLC]{1,8}(?![A-Za-z\d])`, ([numeral], before, after) => {
    const value = romanValue(numeral);
    const named = /第\s?$/.test(before) || /^(?:世(?!界)|章|部分|卷|期|型(?!号))/.test(after);
    return value !== undefined && value > 0 && named ? cardinal(`${value}`) : undefined;
  }),
] as const;

/** Matches one of the signs. */
function oneOf(signs: ReadonlyMap<string, string>): string {
  return `[${[...signs.keys()].join('')}]`;
}
