import type { UnitSymbol } from '../../units';
import type { CountedNoun } from './countedNoun';
import type { VerbalizationRules } from './verbalizationRules';

/** The prefixes of each base unit; '' is the unit itself. */
const PREFIXES = {
  B: ['', 'k', 'M', 'G', 'T', 'P', 'E', 'Ki', 'Mi', 'Gi', 'Ti'],
  bit: ['', 'k', 'M', 'G', 'T'],
  s: ['', 'm', 'µ', 'n', 'p'],
  Hz: ['', 'k', 'M', 'G', 'T'],
  m: ['', 'n', 'µ', 'm', 'c', 'd', 'h', 'k'],
  L: ['', 'µ', 'm', 'c', 'd', 'h'],
  g: ['', 'µ', 'm', 'c', 'd', 'k'],
  V: ['', 'µ', 'm', 'k', 'M'],
  A: ['', 'µ', 'm', 'k'],
  Ah: ['', 'm'],
  W: ['', 'µ', 'm', 'k', 'M', 'G', 'T'],
  Wh: ['', 'k', 'M', 'G', 'T'],
  Ω: ['', 'm', 'k', 'M'],
  J: ['', 'k', 'M', 'G'],
  Pa: ['', 'h', 'k', 'M', 'G'],
  F: ['µ', 'n', 'p'],
  N: ['', 'k'],
  cal: ['', 'k'],
  eV: ['', 'k', 'M', 'G', 'T'],
  mol: ['', 'm'],
} as const;

type BaseUnit = keyof typeof PREFIXES;
type Prefix = Exclude<(typeof PREFIXES)[BaseUnit][number], ''>;
type PrefixedUnit = { [Base in BaseUnit]: `${(typeof PREFIXES)[Base][number]}${Base}` }[BaseUnit];
type Rate = `${'' | 'k' | 'M' | 'G'}bps` | `${'k' | 'M' | 'G'}B/s` | 'm/s' | 'km/h' | 'mph';
type AreaOrVolume = 'cm²' | 'm²' | 'km²' | 'cm³' | 'm³';
/** Units that other languages lack. */
type MoreUnits =
  'd' | 'in' | 'ha' | 'ac' | 'gal' | 'K' | 'bar' | 'atm' | 'mmHg' | 'hp' | 'lm' | 'lx' | 'cd' | 'kn' | 'Sv';

/** A unit's singular; or both forms, where the language's rule for plurals does not give the second. */
type UnitWords = string | CountedNoun;

/** What a language's names of units are made of. */
export interface UnitVocabulary {
  prefixes: Readonly<Record<Prefix, string>>;
  /** The plural of a unit's singular. */
  plural: (singular: string) => string;
  /** Said after a unit: "por segundo". */
  perSecond: string;
  perHour: string;
  squared: (unit: CountedNoun) => CountedNoun;
  cubed: (unit: CountedNoun) => CountedNoun;
  /** Base units, and units that are not derived from another one. A gap does not compile. */
  words: Readonly<Record<BaseUnit | MoreUnits | Exclude<UnitSymbol, PrefixedUnit | Rate | AreaOrVolume>, UnitWords>>;
  /** Irregular names, and symbols that only this language has. */
  own: Readonly<Record<string, UnitWords>>;
}

/** Other spellings of the symbols. */
const VARIANTS: Readonly<Record<string, UnitSymbol | MoreUnits | PrefixedUnit>> = {
  ...{ KB: 'kB', l: 'L', ml: 'mL', cl: 'cL', dl: 'dL', hl: 'hL', mcg: 'µg', us: 'µs', kph: 'km/h', kmh: 'km/h' },
  ...{
    kmph: 'km/h',
    hr: 'h',
    hrs: 'h',
    sec: 's',
    Kg: 'kg',
    KG: 'kg',
    Km: 'km',
    KM: 'km',
    mts: 'm',
    gr: 'g',
    Kcal: 'kcal',
  },
  ...{ ohm: 'Ω', Mbit: 'Mbit', deg: '°', lbs: 'lb', '℃': '°C', '℉': '°F', Hp: 'hp', HP: 'hp', khz: 'kHz', mhz: 'MHz' },
  ...{ 'kb/s': 'kbps', 'Kb/s': 'kbps', 'Mb/s': 'Mbps', 'Gb/s': 'Gbps', Kbps: 'kbps', mbps: 'Mbps', gbps: 'Gbps' },
  ...{ 'Mbit/s': 'Mbps', 'Gbit/s': 'Gbps', Mhz: 'MHz', ghz: 'GHz', Ghz: 'GHz', Khz: 'kHz', kwh: 'kWh', KWh: 'kWh' },
  ...{ '°c': '°C', '°f': '°F', '°k': 'K', '°K': 'K', mins: 'min', kts: 'kn' },
};

/** The names of all units by their symbols, common variants of the symbols included. */
export function unitNames(vocabulary: UnitVocabulary): Readonly<Record<UnitSymbol, CountedNoun>> {
  const { prefixes, plural, perSecond, perHour, squared, cubed, words, own } = vocabulary;
  const counted = (unit: UnitWords): CountedNoun => (typeof unit === 'string' ? [unit, plural(unit)] : unit);
  const before = (prefix: string, [one, many]: CountedNoun): CountedNoun => [prefix + one, prefix + many];
  const after = ([one, many]: CountedNoun, rate: string): CountedNoun => [`${one} ${rate}`, `${many} ${rate}`];
  const prefixed = Object.entries(PREFIXES).flatMap(([base, list]) =>
    list.map((prefix) => {
      const name = prefix === '' ? '' : prefixes[prefix];
      return [prefix + base, before(name, counted(words[base as BaseUnit]))] as const;
    }),
  );
  const irregular = mapValues(own, counted);
  const names = { ...mapValues(words, counted), ...Object.fromEntries(prefixed), ...irregular } as Record<
    Exclude<UnitSymbol, Rate | AreaOrVolume> | PrefixedUnit,
    CountedNoun
  >;
  const all = {
    ...names,
    bps: after(names.bit, perSecond),
    kbps: after(names.kbit, perSecond),
    Mbps: after(names.Mbit, perSecond),
    Gbps: after(names.Gbit, perSecond),
    'kB/s': after(names.kB, perSecond),
    'MB/s': after(names.MB, perSecond),
    'GB/s': after(names.GB, perSecond),
    'm/s': after(names.m, perSecond),
    'km/h': after(names.km, perHour),
    mph: after(names.mi, perHour),
    'cm²': squared(names.cm),
    'm²': squared(names.m),
    'km²': squared(names.km),
    'cm³': cubed(names.cm),
    'm³': cubed(names.m),
    'mm²': squared(names.mm),
    'mm³': cubed(names.mm),
    'dm³': cubed(names.dm),
    'dm²': squared(names.dm),
    'yd²': squared(counted(words.yd)),
    'ft³': cubed(counted(words.ft)),
    'km³': cubed(names.km),
    'ft²': squared(counted(words.ft)),
    'in²': squared(counted(words.in)),
    'mi²': squared(counted(words.mi)),
    ...irregular,
  };
  const variants = Object.entries(VARIANTS).map(([variant, symbol]) => [variant, (all as Units)[symbol]]);
  return { ...(Object.fromEntries(variants) as Units), ...all };
}

type Units = Readonly<Record<string, CountedNoun>>;

/** The plural of a unit whose first word takes an "s": "metro por segundo", "metros por segundo". */
export function pluralInS(singular: string): string {
  return singular.replace(/^\S+/u, '$&s');
}

/** Puts an adjective after a unit: "metro cuadrado", "metros cuadrados". */
export function withAdjective(singular: string, plural: string): (unit: CountedNoun) => CountedNoun {
  return ([one, many]) => [`${one} ${singular}`, `${many} ${plural}`];
}

/** A unit after a number; the l of "En 2020 l'entreprise" is none. */
const UNIT =
  /^(?<space>[\s\u2009]?)(?<symbol>[%‰℃℉]|[°º]\s?[CFKcfk](?!\p{L})|°(?!\p{L})|[\p{L}\p{M}µ°Ω]+(?:[²³]|\^?[23](?!\d))?(?:\s?\/\s?[\p{L}µ]+(?:[²³]|\^?[23](?!\d))?)?)(?![\p{L}\p{N}\p{Sc}]|['’]\p{L})/u;
/** A denominator alone: "4,5/s", "3/m²". */
const RATE = /^\/(?<symbol>[\p{L}µ]+(?:[²³])?)(?![\p{L}\p{N}]|['’]\p{L})/u;
/** Symbols that are words or names where a space is before them, unless the phrase ends: "DE 9 A 5", "le 3 mi piacciono". */
const ONLY_ATTACHED: ReadonlySet<string> = new Set(['A', 'J', 'N', 'K', 'F', 'd', 'em', 'mi', 'in', 'rad', 'bar']);
/** Symbols that are never a unit where they touch the number: "32A" is a house, "4K" a screen, "80s" a decade. */
const PHRASE_END = /^(?:\s*$|\s?[.,;:)\]!?।](?!\S)|\s[-–—]\s)/u;
/** Characters after a number that are searched for a unit. */
const NEAR = 28;

/** A unit and the length of the text that names it. */
export interface FoundUnit {
  name: CountedNoun;
  length: number;
}

/** The unit after the number that ends at `end`, if there is one. */
export function unitAt(rules: VerbalizationRules, text: string, end: number): FoundUnit | undefined {
  const rest = text.slice(end, end + NEAR);
  const rate = RATE.exec(rest);
  const per = rate && find(rules.units, rate.groups?.['symbol'] ?? '');
  if (rate && per) return { name: [rules.per(per[0]), rules.per(per[0])], length: rate[0].length };
  const found = UNIT.exec(rest);
  if (!found) return undefined;
  const { space = '', symbol = '' } = found.groups ?? {};
  const length = found[0].length;
  const whole = findCompound(rules, symbol);
  if (whole && isUnitHere(rules, symbol, space, text.slice(end + length, end + length + 4)))
    return { name: whole, length };
  // "5 km/ciudad": the unit ends before the stroke.
  const [first = ''] = symbol.split(/\s?\//u, 1);
  const alone = first === symbol ? undefined : find(rules.units, first);
  return alone && { name: alone, length: space.length + first.length };
}

/** Whether a symbol that is also a word is a unit at this place. */
function isUnitHere({ ambiguousUnits }: VerbalizationRules, symbol: string, space: string, after: string): boolean {
  if (symbol === 'd' && /^\.\s?[Cc]/.test(after)) return false; // "200 d. C."
  if (space === '') return symbol !== 'K'; // a 4K screen
  return !(ONLY_ATTACHED.has(symbol) || ambiguousUnits.has(symbol)) || PHRASE_END.test(after);
}

/** The name of a unit, also of one divided by another: "g/cm³". */
function findCompound(rules: VerbalizationRules, symbol: string): CountedNoun | undefined {
  const usual = symbol.replace(/\s/gu, '').replace(/^º/u, '°');
  const direct = find(rules.units, usual);
  if (direct) return direct;
  const [top = '', bottom] = usual.split('/');
  if (bottom === undefined) return undefined;
  if (/^(?:h|hr|s|sec)$/u.test(bottom) && bottom.length > 1) return findCompound(rules, `${top}/${bottom.charAt(0)}`);
  const above = find(rules.units, top);
  const below = find(rules.units, bottom);
  return above && below && [`${above[0]} ${rules.per(below[0])}`, `${above[1]} ${rules.per(below[0])}`];
}

/** The name of a unit by its symbol or a variant of it: "m2" is "m²". */
function find(units: Units, symbol: string): CountedNoun | undefined {
  // The Greek mu and the ohm sign look like the micro sign and the Greek omega.
  const usual = symbol
    .replace('\u03bc', '\u00b5')
    .replace('\u2126', '\u03a9')
    .replace(/\^?2$/u, '²')
    .replace(/\^?3$/u, '³');
  return Object.hasOwn(units, usual) ? units[usual] : undefined;
}

function mapValues<T>(
  table: Readonly<Record<string, T>>,
  change: (value: T) => CountedNoun,
): Record<string, CountedNoun> {
  return Object.fromEntries(Object.entries(table).map(([name, value]) => [name, change(value)]));
}
