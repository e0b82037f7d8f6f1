import {
  DATE_PATTERNS,
  DECADE_PATTERN,
  verbalizeDate,
  verbalizeDecade,
  verbalizeWeekdays,
  WEEKDAYS_PATTERN,
} from './dates';
import { CURRENCY_AFTER, CURRENCY_BEFORE } from './currencies';
import { verbalizeFraction, verbalizeVulgar } from './fractions';
import { verbalizeMeasure, verbalizePrimes, verbalizeTemperature } from './measures';
import { verbalizeCents, verbalizeMoney, verbalizeMoneyRange } from './money';
import { cardinal, ordinal, spellMixed } from './numbers';
import {
  verbalizeBased,
  verbalizeDimension,
  verbalizeHash,
  verbalizeIPv4,
  verbalizeIssue,
  verbalizeOffset,
  verbalizePercentRange,
  verbalizePlain,
  verbalizeRange,
  verbalizeRatio,
  verbalizeRequirement,
  verbalizeResolution,
  verbalizeScientific,
  verbalizeTicket,
} from './quantities';
import { verbalizeScore } from './scores';
import type { TextRule } from './semioticClass';
import {
  HOUSE_SOURCE,
  NUMBERED_SOURCE,
  STATE_SOURCE,
  verbalizeHouse,
  verbalizeNumbered,
  verbalizeState,
  verbalizeZip,
  ZIP_SOURCE,
} from './streets';
import { TELEPHONE_PATTERNS, TOLL_FREE_PATTERN, verbalizeTelephone, verbalizeTollFree } from './telephones';
import { TIME_PATTERNS, verbalizeTime } from './times';
import { UNIT_SYMBOLS } from './units';
import { verbalizeVersion } from './versions';

const NUMBER = '(?:\\d{1,3}(?:,\\d{3})+(?!\\d)|\\d{1,40})(?:\\.\\d{1,40})?|\\.\\d{1,40}';
const UNITS = UNIT_SYMBOLS.map((symbol) => symbol.replace(/[/]/g, '\\/')).join('|');
const RATE = 's|sec|ms|min|hr?|d|day|wk|week|mo|month|yr|year|km|kg|[GM]B|c?m[²³]?|[md]?L|mi|ft|gal|lb';
const UNIT = `(?<space>[ \\u00A0\\u202F]?)(?<unit>(?:${UNITS})(?:/(?:${RATE}))?|%)(?![\\p{L}\\p{N}_])`;
/** Units that are written with a full stop. */
const STOPPED = '\\b(?:in|ft|lbs?|oz|gal|tsp|tbsp|yd|mi|qt|pt|min|sec|hrs?|cm|mm|kg|km|sq)';
const SCALE = '(?:\\s?(?<scale>[kKMBTm]|bn|mn|tn|[mb]illion|trillion|thousand)(?![\\p{L}\\p{N}]))?';
const VERSION_TAIL =
  '(?:[-.+]?(?:rc|alpha|beta|dev|pre|preview|post|snapshot|canary|nightly|final|a|b)[-.]?\\d*(?:\\.\\d+)*)';

const PLAIN_END = '(?:(?<more>\\+)(?![\\p{L}\\p{N}+]))?(?![\\p{L}\\p{N}_]|\\.\\d)';

const expression = (source: string): RegExp => new RegExp(source, 'uy');

/** Dates, times, and everything that begins with a number or its sign, in the order in which they are tried. */
export const NUMBER_RULES = [
  ...DATE_PATTERNS.map((pattern) => ({ name: 'date', semiotic: 'date', pattern, verbalize: verbalizeDate }) as const),
  { name: 'weekdays', semiotic: 'date', pattern: WEEKDAYS_PATTERN, verbalize: verbalizeWeekdays },
  ...TIME_PATTERNS.map((pattern) => ({ name: 'time', semiotic: 'time', pattern, verbalize: verbalizeTime }) as const),
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
    pattern: expression('\\d{1,3}(?:(?:_\\d{3})+|(?:[\u00A0\u202F]\\d{3})+|(?: \\d{3}){2,5})(?![\\w,]|[ ]\\d)'),
    verbalize: (found) => found.say(cardinal(found.text.replace(/\D/g, ''))),
  },
  {
    name: 'ZIP code',
    semiotic: 'address',
    pattern: expression(ZIP_SOURCE),
    verbalize: verbalizeZip,
  },
  { name: 'state', semiotic: 'address', pattern: expression(STATE_SOURCE), verbalize: verbalizeState },
  { name: 'numbered place', semiotic: 'address', pattern: expression(NUMBERED_SOURCE), verbalize: verbalizeNumbered },
  {
    name: 'house number',
    semiotic: 'address',
    pattern: expression(HOUSE_SOURCE),
    verbalize: verbalizeHouse,
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
      `(?<currency>${CURRENCY_BEFORE})\\s?(?<amount>${NUMBER})${SCALE}\\s?[-–—]\\s?(?:\\k<currency>)?(?<amount2>${NUMBER})${SCALE.replace('<scale>', '<scale2>')}(?![\\w-])`,
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
  {
    name: 'dimension',
    semiotic: 'measure',
    pattern: expression(
      '(?<from>\\d{1,5})\\s?[x×]\\s?(?<to>\\d{1,5})(?:\\s?[x×]\\s?(?<third>\\d{1,5}))?(?![\\p{L}\\d])',
    ),
    verbalize: verbalizeDimension,
  },
  {
    name: 'time zone offset',
    semiotic: 'time',
    pattern: expression('(?<sign>[-+−])(?<hours>0\\d|1[0-4]):(?<minutes>[0-5]\\d)(?![\\d:])'),
    verbalize: verbalizeOffset,
  },
  {
    name: 'ratio',
    semiotic: 'math',
    pattern: expression('(?<from>\\d{1,4}):(?<to>\\d{1,4})(?![\\d:])'),
    verbalize: verbalizeRatio,
  },
  {
    name: 'fraction',
    semiotic: 'fraction',
    pattern: expression(
      '(?<sign>[-−+])?(?:(?<whole>\\d{1,3})\\s)?(?<top>\\d{1,3})/(?<bottom>\\d{1,4})(?<suffix>st|nd|rd|ths?)?(?![\\w/]|\\.\\d)',
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
    pattern: expression('(?<digits>\\d{1,3}(?:,\\d{3})+|\\d{1,12})(?:st|nd|rd|th|ST|ND|RD|TH)(?![\\p{L}\\p{N}])'),
    verbalize: (found) => found.say(ordinal((found.groups['digits'] ?? '').replaceAll(',', ''))),
  },
  {
    name: 'resolution',
    semiotic: 'measure',
    pattern: expression('(?<digits>\\d{3,4})(?<scan>[pi])(?<rate>\\d{2,3})?(?![\\p{L}\\p{N}])'),
    verbalize: verbalizeResolution,
  },
  {
    name: 'feet, degrees and their parts',
    semiotic: 'measure',
    pattern: expression(
      `(?<feet>\\d{1,3})['’′]\\s?(?<inches>\\d{1,2}(?:\\.\\d{1,2})?)["”″]|(?<degrees>\\d{1,3})°\\s?(?<minutes>\\d{1,2})['’′](?:\\s?(?<seconds>\\d{1,2}(?:\\.\\d{1,4})?)["”″])?(?:\\s?(?<direction>[NSEW])(?!\\w))?`,
    ),
    verbalize: verbalizePrimes,
  },
  {
    name: 'temperature',
    semiotic: 'measure',
    pattern: expression(`(?<sign>[-−]?)(?<number>${NUMBER}) ?(?<scale>[CF])(?![\\p{L}\\p{N}_'’+#-])`),
    verbalize: verbalizeTemperature,
  },
  {
    name: 'measure',
    semiotic: 'measure',
    pattern: expression(
      `(?<sign>[-−+±~]?)(?<number>${NUMBER})${UNIT}(?:(?<to>\\s?[-–—]\\s?)(?=[\\d.,]{1,20}\\s?\\k<unit>(?!\\w))|(?<stop>(?<=${STOPPED})\\.(?=\\s\\p{Ll}|[,;:)])))?`,
    ),
    verbalize: verbalizeMeasure,
  },
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
