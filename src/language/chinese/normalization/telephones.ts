import { digitByDigit } from './numbers';
import { rule } from './rule';

/** What a number behind it is dialled or spelled. */
const CALLED =
  /(?:拨打|致电|热线|尾号|[打给]|电话|[手座]机|号码|分机|密码|验证码|区号|编号|单号|卡号|账号|证号|学号|工号|端口|QQ|微信)[是为号:： ]{0,2}$/u;

const dialled = (parts: readonly (string | undefined)[]): string =>
  parts.flatMap((part) => (part ? digitByDigit(part, '幺') : [])).join(', ');

/** Telephone numbers, and other numbers that are said digit by digit. */
export const telephoneRules = [
  // 010-64035547, 0755 12345678-801
  rule(
    'telephone',
    String.raw`(0\d{2,3})[- ](\d{3,4})[- ]?(\d{4})(?:-(\d{1,5}))?(?![-\d])`,
    ([, area, first = '', last = '', extension]) => dialled([area, first + last, extension]),
  ),
  rule(
    'telephone',
    String.raw`(0\d{2,3})\)\s?(\d{3,4})[- ]?(\d{4})(?![-\d])`,
    ([, area = '', first = '', last = '']) => `${digitByDigit(area, '幺')}), ${digitByDigit(first + last, '幺')}`,
  ),
  // 400-820-8820
  rule('telephone', String.raw`([48]00)-(\d{3,4})-(\d{3,4})(?![-\d])`, ([, ...parts]) => dialled(parts)),
  // 13501234567, +86 135 0123 4567
  rule('telephone', String.raw`(?:\+?86[ -]?)?(1[3-9]\d)[ -]?(\d{4})[ -]?(\d{4})(?!\d)`, ([, ...parts]) =>
    dialled(parts),
  ),
  // +81 90-1234-5678
  rule(
    'telephone',
    String.raw`\+(\d{1,3})[- ]\(?(\d{1,4})\)?[- ](\d{2,4})[- ](\d{2,4})(?:[- ](\d{2,4}))?(?![-\d])`,
    ([, ...parts]) => `加${dialled(parts)}`,
  ),
  // 911-1234-5678
  rule('telephone', String.raw`(\d{3,4})-(\d{3,4})-(\d{4})(?![-\d])`, ([, ...parts]) => dialled(parts)),
  // 拨打12306, 尾号1702; 110报警
  rule('telephone', String.raw`\d{3,20}(?![\d.,:/%-])`, ([digits], before, after) =>
    CALLED.test(before) || /^(?:报警|急救|火警|热线|接警|客服)/.test(after) ? digitByDigit(digits, '幺') : undefined,
  ),
] as const;
