import {
  DATE_PATTERNS,
  DECADE_PATTERN,
  verbalizeDate,
  verbalizeDecade,
  verbalizeQuarter,
  verbalizeWeekdays,
  WEEKDAY_PATTERNS,
} from './dates';
import { CURRENCY_AFTER, CURRENCY_BEFORE } from './currencies';
import { verbalizeFraction, verbalizeVulgar } from './fractions';
import { DIMENSION_RULES, FRACTION_UNIT, MEASURE_RULES, NUMBER, UNITS } from './measureClasses';
import { verbalizeContinentalMoney, verbalizeCents, verbalizeMoney, verbalizeMoneyRange } from './money';
import { decimal, inPairs, ordinal, spellMixed } from './numbers';
import {
  verbalizeBased,
  verbalizeHash,
  verbalizeIPv4,
  verbalizeIssue,
  verbalizeOffset,
  verbalizePercentRange,
  verbalizePlain,
  verbalizeRange,
  verbalizeRatio,
  verbalizeRequirement,
  verbalizeRound,
  verbalizeScientific,
  verbalizeTicket,
} from './quantities';
import { verbalizeScore } from './scores';
import type { TextRule } from './semioticClass';
import {
  DIRECTION_SOURCE,
  HOUSE_SOURCE,
  NUMBERED_SOURCE,
  STATE_SOURCE,
  verbalizeDirection,
  verbalizeHouse,
  verbalizeNumbered,
  verbalizeState,
  verbalizeZip,
  ZIP_SOURCE,
} from './streets';
import { TELEPHONE_PATTERNS, TOLL_FREE_PATTERN, verbalizeTelephone, verbalizeTollFree } from './telephones';
import { verbalizeDuration } from './code';
import { DURATION_PATTERN, MILITARY_PATTERN, TIME_PATTERNS, verbalizeMilitary, verbalizeTime } from './times';
import { verbalizeVersion } from './versions';

/** What multiplies an amount of money; single letters need no space. */
const SCALE =
  '(?:\\s?(?<scale>[kKMBTmb]|bn|mn|tn|mil|mio|lakh crores?|crores?|cr|lakhs?|[mb]illion|trillion|thousand)(?![\\p{L}\\p{N}]))?';
const VERSION_TAIL =
  '(?:[-.+]?(?:rc|alpha|beta|dev|pre|preview|post|snapshot|canary|nightly|final|a|b)[-.]?\\d*(?:\\.\\d+)*)';

const PLAIN_END = '(?:(?<more>\\+)(?![\\p{L}\\p{N}+]))?(?:(?=\\p{Script=Greek})|(?![\\p{L}\\p{N}_]|\\.\\d))';

const expression = (source: string): RegExp => new RegExp(source, 'uy');

/** Dates, times, and everything that begins with a number or its sign, in the order in which they are tried. */
export const NUMBER_RULES = [
  ...DATE_PATTERNS.map((pattern) => ({ name: 'date', semiotic: 'date', pattern, verbalize: verbalizeDate }) as const),
  ...WEEKDAY_PATTERNS.map(
    (pattern) => ({ name: 'weekdays', semiotic: 'date', pattern, verbalize: verbalizeWeekdays }) as const,
  ),
  ...TIME_PATTERNS.map((pattern) => ({ name: 'time', semiotic: 'time', pattern, verbalize: verbalizeTime }) as const),
  {
    name: 'round numbers',
    semiotic: 'cardinal',
    pattern: expression('(?<zeros>1(?:,?0{1,3}){1,2})s(?=\\s(?:of|and|or)\\b)'),
    verbalize: verbalizeRound,
  },
  { name: 'military time', semiotic: 'time', pattern: MILITARY_PATTERN, verbalize: verbalizeMilitary },
  {
    name: 'duration',
    semiotic: 'duration',
    pattern: DURATION_PATTERN,
    verbalize: (found) => found.say(verbalizeDuration(found.groups)),
  },
  { name: 'decade', semiotic: 'date', pattern: DECADE_PATTERN, verbalize: verbalizeDecade },
  {
    name: 'UUID',
    semiotic: 'electronic',
    pattern: expression('[\\da-f]{8}-[\\da-f]{4}-[\\da-f]{4}-[\\da-f]{4}-[\\da-f]{12}(?!\\w)'),
    verbalize: (found) => found.say(spellMixed(found.text.slice(0, 8))),
  },
  {
    name: 'hash',
    semiotic: 'electronic',
    pattern: expression('(?=\\d{1,39}[a-f])[\\da-f]{7,64}(?![\\w-])'),
    verbalize: verbalizeHash,
  },
  {
    name: 'IPv4 address',
    semiotic: 'electronic',
    pattern: expression(
      '(?<numbers>\\d{1,3}(?:\\.\\d{1,3}){3})(?::(?<port>\\d{1,5}))?(?:/(?<bits>\\d{1,2}))?(?!\\.?\\d)',
    ),
    verbalize: verbalizeIPv4,
  },
  {
    name: 'number in another base',
    semiotic: 'code',
    pattern: expression('0(?<base>[xXbBoO])(?<digits>[\\da-fA-F_]{1,64})(?!\\w)'),
    verbalize: verbalizeBased,
  },
  {
    name: 'ticket',
    semiotic: 'code',
    pattern: expression('(?<letters>[A-Z]{2,10})-(?<digits>\\d{1,7})(?:-(?<more>\\d{1,7}))?(?![\\w-]|\\.\\d)'),
    verbalize: verbalizeTicket,
  },
  {
    name: 'color',
    semiotic: 'code',
    pattern: expression('#(?=[\\da-fA-F]*[a-fA-F])(?:[\\da-fA-F]{6}|[\\da-fA-F]{3}|[\\da-fA-F]{8})(?![\\w-])'),
    verbalize: (found) => found.say(`hex ${spellMixed(found.text.slice(1))}`),
  },
  {
    name: 'issue',
    semiotic: 'cardinal',
    pattern: expression('#(?<digits>\\d{1,9})(?!\\w)'),
    verbalize: verbalizeIssue,
  },
  {
    name: 'version requirement',
    semiotic: 'math',
    pattern: expression('(?<operator>>=|<=|==|!=|~=|~>|=>|[><=^~≥≤≈])(?=v?\\d)'),
    verbalize: verbalizeRequirement,
  },
  {
    name: 'scientific notation',
    semiotic: 'decimal',
    pattern: expression('(?<sign>[-−+]?)(?<mantissa>\\d{1,20}(?:\\.\\d{1,20})?)[eE](?<exponent>[-+]?\\d{1,4})(?!\\w)'),
    verbalize: verbalizeScientific,
  },
  {
    name: 'grouped digits',
    semiotic: 'cardinal',
    pattern: expression(
      "\\d{1,3}(?:(?:_\\d{3})+|(?:[\\u00A0\\u2009\\u202F]\\d{3})+|(?:['’]\\d{3})+|(?: \\d{3}){2,5}| 0\\d\\d| \\d{3}(?=\\.\\d{1,2}(?!\\d)))(?:\\.\\d{1,9})?(?!\\w|[,.]\\d| \\d)",
    ),
    verbalize: (found) => found.say(decimal(found.text.replace(/[^\d.]/g, ''))),
  },
  {
    name: 'ZIP code',
    semiotic: 'address',
    pattern: expression(ZIP_SOURCE),
    verbalize: verbalizeZip,
  },
  { name: 'direction', semiotic: 'address', pattern: expression(DIRECTION_SOURCE), verbalize: verbalizeDirection },
  { name: 'state', semiotic: 'address', pattern: expression(STATE_SOURCE), verbalize: verbalizeState },
  { name: 'numbered place', semiotic: 'address', pattern: expression(NUMBERED_SOURCE), verbalize: verbalizeNumbered },
  {
    name: 'house number',
    semiotic: 'address',
    pattern: expression(HOUSE_SOURCE),
    verbalize: verbalizeHouse,
  },
  {
    name: 'quarter',
    semiotic: 'date',
    pattern: expression(
      "(?<number>[1-4])(?<part>[QH])(?:['’]?(?<short>\\d\\d)|\\s?(?<year>(?:19|20)\\d\\d))(?![\\w-])",
    ),
    verbalize: verbalizeQuarter,
  },
  { name: 'toll-free number', semiotic: 'telephone', pattern: TOLL_FREE_PATTERN, verbalize: verbalizeTollFree },
  ...TELEPHONE_PATTERNS.map(
    (pattern) => ({ name: 'telephone', semiotic: 'telephone', pattern, verbalize: verbalizeTelephone }) as const,
  ),
  {
    name: 'version',
    semiotic: 'version',
    pattern: expression(
      `(?<v>[vV]\\.?\\s?)?(?<numbers>\\d{1,9}(?:\\.(?:\\d{1,9}|[x*](?![\\p{L}])))+)(?<tail>${VERSION_TAIL}|(?<=\\.\\d{1,9}\\.\\d{1,9})[a-z])?(?![\\p{L}\\d%])`,
    ),
    verbalize: verbalizeVersion,
  },
  {
    name: 'version',
    semiotic: 'version',
    pattern: expression('(?<v>[vV])(?<numbers>\\d{1,9})(?<tail>)(?![\\p{L}\\d-]|\\.\\d)'),
    verbalize: verbalizeVersion,
  },
  {
    name: 'range of money',
    semiotic: 'money',
    pattern: expression(
      `(?<currency>${CURRENCY_BEFORE})\\s?(?<amount>${NUMBER})${SCALE}\\s?[-–—]\\s?(?:\\k<currency>)?(?<amount2>${NUMBER})${SCALE.replace('<scale>', '<scale2>')}(?:/(?<per>[A-Za-z]{1,9})(?![\\p{L}\\p{N}/]))?(?![\\w-])`,
    ),
    verbalize: verbalizeMoneyRange,
  },
  {
    name: 'money',
    semiotic: 'money',
    pattern: expression(
      `(?<sign>[-−+])?(?<currency>${CURRENCY_BEFORE})\\s?(?<minus>[-−])?(?<amount>${NUMBER})${SCALE}(?:\\s?/\\s?(?<per>[A-Za-z]{1,9})(?![\\p{L}\\p{N}/]))?`,
    ),
    verbalize: verbalizeMoney,
  },
  {
    name: 'money with a decimal comma',
    semiotic: 'money',
    pattern: expression(`(?<sign>[-−+])?(?<amount>\\d{1,3}(?:\\.\\d{3}){0,4},\\d\\d)(?<currency>${CURRENCY_AFTER})`),
    verbalize: verbalizeContinentalMoney,
  },
  {
    name: 'money with its currency behind',
    semiotic: 'money',
    pattern: expression(`(?<sign>[-−+])?(?<amount>${NUMBER})${SCALE}(?<currency>${CURRENCY_AFTER})`),
    verbalize: verbalizeMoney,
  },
  {
    name: 'cents',
    semiotic: 'money',
    pattern: expression('(?<amount>\\d{1,4}(?:\\.\\d{1,2})?)\\s?¢'),
    verbalize: verbalizeCents,
  },
  {
    name: 'range of percentages',
    semiotic: 'range',
    pattern: expression('(?<from>\\d{1,9}(?:\\.\\d{1,9})?)\\s?[-–—]\\s?(?<to>\\d{1,9}(?:\\.\\d{1,9})?)(?=\\s?%)'),
    verbalize: verbalizePercentRange,
  },
  ...DIMENSION_RULES,
  {
    name: 'time zone offset',
    semiotic: 'time',
    pattern: expression('(?<sign>[-+−])(?<hours>0\\d|1[0-4]):(?<minutes>[0-5]\\d)(?![\\d:])'),
    verbalize: verbalizeOffset,
  },
  {
    name: 'ratio',
    semiotic: 'math',
    pattern: expression('(?<from>\\d{1,4}):(?<to>0|[1-9]\\d{0,3})(?![\\d:])'),
    verbalize: verbalizeRatio,
  },
  {
    name: 'numbers with slashes',
    semiotic: 'cardinal',
    pattern: expression('\\d{1,9}(?:/\\d{1,9}){2,5}(?![\\w/]|\\.\\d)'),
    verbalize: (found) => found.say(found.text.split('/').map(inPairs).join(' slash ')),
  },
  {
    name: 'rating',
    semiotic: 'fraction',
    pattern: expression('\\d{1,2}\\.\\d{1,2}/\\d{1,3}(?![\\w/.])'),
    verbalize: (found) => found.say(found.text.split('/').map(decimal).join(' out of ')),
  },
  {
    name: 'fraction',
    semiotic: 'fraction',
    pattern: expression(
      '(?<sign>[-−+])?(?:(?<whole>\\d{1,3})\\s)?(?<top>\\d{1,3})/(?<bottom>\\d{1,4})(?:(?<suffix>st|nd|rd|ths?|ST|ND|RD|TH)(?![\\w/]))?' +
        FRACTION_UNIT +
        '(?![\\w/]|\\.\\d)',
    ),
    verbalize: verbalizeFraction,
  },
  {
    name: 'vulgar fraction',
    semiotic: 'fraction',
    pattern: expression(
      `(?<sign>[-−+])?(?:(?<whole>\\d{1,9})[ \\u2009\\u202F]?)?(?<vulgar>[¼-¾⅐-⅞↉]|(?:[⁰¹²³⁴-⁹]{1,3}|\\d{1,3})⁄(?:[₀-₉]{1,4}|\\d{1,4}))(?:[ \\u00A0\\u202F]?(?<unit>${UNITS})(?![\\p{L}\\p{N}_]))?`,
    ),
    verbalize: verbalizeVulgar,
  },
  {
    name: 'score',
    semiotic: 'score',
    pattern: expression('(?<home>\\d{1,3})[-–](?<away>\\d{1,3})(?:[-–](?<third>\\d{1,3}))?(?![\\w-]|\\.\\d)'),
    verbalize: verbalizeScore,
  },
  {
    name: 'range',
    semiotic: 'range',
    pattern: expression(
      '(?<from>\\d{1,9}(?:\\.\\d{1,9})?)\\s?[–—]\\s?(?=\\d)|(?<from2>\\d{1,4}(?:\\.\\d{1,9})?)-(?=\\d{1,4}(?:\\.\\d+)?(?![\\d-]))',
    ),
    verbalize: verbalizeRange,
  },
  {
    name: 'ordinal',
    semiotic: 'ordinal',
    pattern: expression('(?<digits>\\d{1,3}(?:,\\d{3})+|\\d{1,12})(?:[Ss][Tt]|[NnRr][Dd]|[Tt][Hh])(?![\\p{L}\\p{N}])'),
    verbalize: (found) => found.say(ordinal((found.groups['digits'] ?? '').replaceAll(',', ''))),
  },
  ...MEASURE_RULES,
  {
    name: 'decimal',
    semiotic: 'decimal',
    pattern: expression(
      `(?<sign>[-−+±]?)(?<number>\\d{0,40}\\.\\d{1,40}|\\d{1,3}(?:,\\d{3})+\\.\\d{1,40})${PLAIN_END}`,
    ),
    verbalize: verbalizePlain,
  },
  {
    name: 'plain number',
    semiotic: 'cardinal',
    pattern: expression(`(?<sign>[-−+±]?)(?<number>${NUMBER})${PLAIN_END}`),
    verbalize: verbalizePlain,
  },
] as const satisfies readonly TextRule[];
