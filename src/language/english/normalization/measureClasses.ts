import { alternatives } from '../../alternatives';
import {
  verbalizeCompound,
  verbalizeFeet,
  verbalizeMeasure,
  verbalizePerUnit,
  verbalizePrimes,
  verbalizeScaled,
  verbalizeSize,
  verbalizeTemperature,
} from './measures';
import { verbalizeDimension, verbalizeResolution } from './quantities';
import type { TextRule } from './semioticClass';
import { SURE_UNITS, UNIT_SYMBOLS } from './units';

export const NUMBER =
  '(?:\\d{1,2}(?:,\\d{2})+,\\d{3}(?!\\d)|\\d{1,3}(?:,\\d{3})+(?!\\d)|\\d{1,40})(?:\\.\\d{1,40})?|\\.\\d{1,40}';
export const UNITS = alternatives(UNIT_SYMBOLS);
const SURE = alternatives(SURE_UNITS);
const RATE = 's|sec|ms|min|hr?|d|day|wk|week|mo|month|yr|year|100 ?km|km|kg|mol|[GM]B|c?m[²³]?|[md]?[Ll]|mi|ft|gal|lb';
const UNIT = `(?<space>[ \\u00A0\\u202F]?)(?<unit>(?:${UNITS})(?:/(?:${RATE}))?|%)(?![\\p{L}\\p{N}_])`;
/** Units that are written with a full stop. */
const STOPPED = '\\b(?:in|ft|lbs?|oz|gal|tsp|tbsp|yd|mi|qt|pt|min|sec|hrs?|cm|mm|kg|km|sq|yrs?|mos?|wks?)';
/** Lengths that sizes are given in: "10cm x 5cm", 5' x 8'. */
const LENGTH = `(?:\\s?(?:(?:[cmdk]?m|in|ft|yd)[23²³]?|mi|feet|inches)(?![\\p{L}\\p{N}])|['′’"″”])`;
const BY = '\\s?(?:[x×X]|by)\\s?';
const ONE_SIDE = (side: string): string => `(?<n${side}>${NUMBER})(?<u${side}>${LENGTH})`;
/** A unit after a fraction: "4 1/2 lbs". */
export const FRACTION_UNIT = `(?: ?(?<unit>${SURE}|in(?=\\.[\\s,;:)]|\\.?$|\\s(?:long|wide|tall|high|deep|thick)\\b))(?![\\p{L}\\p{N}_/])(?:(?<=${STOPPED})\\.(?=\\s\\p{Ll}|[,;:)]))?)?`;

const expression = (source: string): RegExp => new RegExp(source, 'uy');

/** Two or three numbers with "x" between them. */
export const DIMENSION_RULES = [
  {
    name: 'size',
    semiotic: 'measure',
    pattern: expression(
      `${ONE_SIDE('1').replace(/$/, '?')}${BY}${ONE_SIDE('2').replace(/$/, '?')}(?:${BY}${ONE_SIDE('3')})?(?<=${LENGTH})(?![\\p{L}\\d²³])(?:(?<=in|ft|yd)\\.(?=\\s\\p{Ll}|[,;:)]))?`,
    ),
    verbalize: verbalizeSize,
  },
  {
    name: 'dimension',
    semiotic: 'measure',
    pattern: expression(
      '(?<from>\\d{1,5})\\s?[x×]\\s?(?<to>\\d{1,5})(?:\\s?[x×]\\s?(?<third>\\d{1,5}))?(?![\\p{L}\\d])',
    ),
    verbalize: verbalizeDimension,
  },
] as const satisfies readonly TextRule[];

/** Numbers with a unit, in the order in which they are tried. */
export const MEASURE_RULES = [
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
      `(?<feet>\\d{1,3})['’′]\\s?(?<inches>\\d{1,2}(?:\\.\\d{1,2})?)["”″]|(?<degrees>\\d{1,3}(?:\\.\\d{1,8})?)(?=°\\s?(?:\\d{1,2}['’′]|[NSEW](?!\\w)))°(?:\\s?(?<minutes>\\d{1,2})['’′](?:\\s?(?<seconds>\\d{1,2}(?:\\.\\d{1,4})?)["”″])?)?(?:\\s?(?<direction>[NSEW])(?!\\w))?`,
    ),
    verbalize: verbalizePrimes,
  },
  {
    name: 'feet',
    semiotic: 'measure',
    pattern: expression("(?<feet>\\d{1,3})['’′](?![\\p{L}\\p{N}'’])"),
    verbalize: verbalizeFeet,
  },
  {
    name: 'temperature',
    semiotic: 'measure',
    pattern: expression(`(?<sign>[-−]?)(?<number>${NUMBER}) ?(?<scale>[CFKcf])(?![\\p{L}\\p{N}_'’+#-])`),
    verbalize: verbalizeTemperature,
  },
  {
    name: 'scaled measure',
    semiotic: 'measure',
    pattern: expression(
      `(?<sign>[-−+±~]?)(?<number>${NUMBER}) (?<scale>hundred|thousand|[mb]illion|trillion) (?<unit>${SURE})(?![\\p{L}\\p{N}_])`,
    ),
    verbalize: verbalizeScaled,
  },
  {
    name: 'measure before a noun',
    semiotic: 'measure',
    pattern: expression(`(?<number>${NUMBER})-(?<unit>${SURE}|mo)(?![\\p{L}\\p{N}_/]|-\\d)`),
    verbalize: verbalizeCompound,
  },
  {
    name: 'number per unit',
    semiotic: 'measure',
    pattern: expression(`(?<number>${NUMBER})/(?<per>kg|km|GB|MB|mL|hr?|min|day|week|month|year|yr|mo)(?![\\w/])`),
    verbalize: verbalizePerUnit,
  },
  {
    name: 'measure',
    semiotic: 'measure',
    pattern: expression(
      `(?<sign>[-−+±~]?)(?<number>${NUMBER})${UNIT}(?:(?<to>\\s?[-–—]\\s?)(?=[\\d.,]{1,20}\\s?(?:\\k<unit>(?!\\w)|°))|(?<stop>(?<=${STOPPED})\\.(?=\\s\\p{Ll}|[,;:)])))?`,
    ),
    verbalize: verbalizeMeasure,
  },
] as const satisfies readonly TextRule[];
