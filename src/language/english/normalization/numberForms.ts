import { UNIT_SYMBOLS } from './units';

const NUMBER = '(?:\\d{1,3}(?:,\\d{3})+(?!\\d)|\\d{1,40})(?:\\.\\d{1,40})?|\\.\\d{1,40}';
const UNITS = UNIT_SYMBOLS.map((symbol) => symbol.replace(/[/]/g, '\\/')).join('|');
const UNIT = `(?<space>[ \\u00A0\\u202F]?)(?<unit>(?:${UNITS})(?:/(?:s|sec|ms|min|hr?|d|day|mo|month|yr|year|km|kg|[GM]B))?|%)(?![\\p{L}\\p{N}_])`;
const SCALE = '(?:\\s?(?<scale>[kKMBT]|bn|[mb]illion|trillion|thousand)(?![\\p{L}\\p{N}]))?';
const VERSION_TAIL =
  '(?:[-.+]?(?:rc|alpha|beta|dev|pre|preview|post|snapshot|canary|nightly|final|a|b)[-.]?\\d*(?:\\.\\d+)*)';

/** Forms with numbers, in the order in which they are tried. */
export const NUMBER_FORMS: readonly (readonly [name: string, form: RegExp])[] = (
  [
    ['uuid', '[\\da-f]{8}-[\\da-f]{4}-[\\da-f]{4}-[\\da-f]{4}-[\\da-f]{12}(?!\\w)'],
    ['hash', '(?=\\d{1,39}[a-f])[\\da-f]{7,64}(?![\\w-])'],
    ['ip', '(?<numbers>\\d{1,3}(?:\\.\\d{1,3}){3})(?::(?<port>\\d{1,5}))?(?:/(?<bits>\\d{1,2}))?(?!\\.?\\d)'],
    ['based', '0(?<base>[xXbBoO])(?<digits>[\\da-fA-F_]{1,64})(?!\\w)'],
    ['ticket', '(?<letters>[A-Z]{2,10})-(?<digits>\\d{1,7})(?:-(?<more>\\d{1,7}))?(?![\\w-]|\\.\\d)'],
    ['color', '#(?=[\\da-fA-F]*[a-fA-F])(?:[\\da-fA-F]{6}|[\\da-fA-F]{3}|[\\da-fA-F]{8})(?![\\w-])'],
    ['issue', '#(?<digits>\\d{1,9})(?!\\w)'],
    ['requirement', '(?<operator>>=|<=|==|!=|~=|~>|=>|[><=^~≥≤≈])(?=v?\\d)'],
    ['scientific', '(?<sign>[-−+]?)(?<mantissa>\\d{1,20}(?:\\.\\d{1,20})?)[eE](?<exponent>[-+]?\\d{1,4})(?!\\w)'],
    ['grouped', '\\d{1,3}(?:(?:_\\d{3})+|(?:[\u00A0\u202F]\\d{3})+|(?: \\d{3}){2,5})(?![\\w,]|[ ]\\d)'],
    ['phone', '\\d{3}-\\d{4}(?![\\d-])|\\+\\d{10,15}(?!\\d)'],
    [
      'phone',
      '(?:\\+\\d{1,3}[ .-]?)?(?:\\(\\d{2,4}\\)|\\d{3})[ .-]\\d{3}[ .-]\\d{4}(?!\\d)|\\+\\d{1,3}(?:[ -]\\d{2,4}){2,5}(?!\\d)',
    ],
    [
      'version',
      `(?<v>[vV]\\.?\\s?)?(?<numbers>\\d{1,9}(?:\\.(?:\\d{1,9}|[x*](?![\\p{L}])))+)(?<tail>${VERSION_TAIL}|(?<=\\.\\d{1,9}\\.\\d{1,9})[a-z])?(?![\\p{L}\\d%])`,
    ],
    ['version', '(?<v>[vV])(?<numbers>\\d{1,9})(?<tail>)(?![\\p{L}\\d-]|\\.\\d)'],
    ['moneyRange', `(?<currency>[$€£¥₹])(?<amount>${NUMBER})${SCALE}\\s?[-–—]\\s?(?=\\k<currency>\\d)`],
    [
      'money',
      `(?<sign>[-−])?(?:US|CA|AU)?(?<currency>[$€£¥₹])\\s?(?<amount>${NUMBER})${SCALE}(?:\\s?/\\s?(?<per>[A-Za-z]{1,9})(?![\\p{L}\\p{N}/]))?`,
    ],
    ['percentRange', '(?<from>\\d{1,9}(?:\\.\\d{1,9})?)\\s?[-–—]\\s?(?<to>\\d{1,9}(?:\\.\\d{1,9})?)(?=\\s?%)'],
    ['dimension', '(?<from>\\d{1,5})\\s?[x×]\\s?(?<to>\\d{1,5})(?:\\s?[x×]\\s?(?<third>\\d{1,5}))?(?![\\p{L}\\d])'],
    ['offset', '(?<sign>[-+−])(?<hours>0\\d|1[0-4]):(?<minutes>[0-5]\\d)(?![\\d:])'],
    ['ratio', '(?<from>\\d{1,4}):(?<to>\\d{1,4})(?![\\d:])'],
    ['fraction', '(?:(?<whole>\\d{1,3})\\s)?(?<top>\\d{1,3})/(?<bottom>\\d{1,4})(?![\\w/]|\\.\\d)'],
    [
      'range',
      '(?<from>\\d{1,9}(?:\\.\\d{1,9})?)\\s?[–—]\\s?(?=\\d)|(?<from2>\\d{1,4}(?:\\.\\d{1,9})?)-(?=\\d{1,4}(?:\\.\\d+)?(?![\\d-]))',
    ],
    ['ordinal', '(?<digits>\\d{1,12})(?:st|nd|rd|th)(?![\\p{L}\\p{N}])'],
    ['resolution', '(?<digits>\\d{3,4})(?<scan>[pi])(?<rate>\\d{2,3})?(?![\\p{L}\\p{N}])'],
    ['unit', `(?<sign>[-−+±~]?)(?<number>${NUMBER})${UNIT}`],
    ['plain', `(?<sign>[-−+±]?)(?<number>${NUMBER})(?:(?<more>\\+)(?![\\p{L}\\p{N}+]))?(?![\\p{L}\\p{N}_]|\\.\\d)`],
  ] as const
).map(([name, source]) => [name, new RegExp(source, 'uy')]);
