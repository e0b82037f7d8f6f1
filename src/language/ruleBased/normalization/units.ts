import type { UnitSymbol } from '../../units';
import type { CountedNoun } from './verbalizationRules';

/** The prefixes of each base unit; '' is the unit itself. */
const PREFIXES = {
  B: ['', 'k', 'M', 'G', 'T', 'P', 'E', 'Ki', 'Mi', 'Gi', 'Ti'],
  bit: ['k', 'M', 'G'],
  s: ['', 'm', 'µ', 'n'],
  Hz: ['', 'k', 'M', 'G'],
  m: ['', 'n', 'µ', 'm', 'c', 'k'],
  L: ['', 'm'],
  g: ['', 'm', 'k'],
  V: ['', 'm', 'k'],
  A: ['', 'm'],
  Ah: ['', 'm'],
  W: ['', 'm', 'k', 'M'],
  Wh: ['', 'k'],
  Ω: ['', 'k'],
  J: ['', 'k'],
  Pa: ['', 'h', 'k', 'M'],
} as const;

type BaseUnit = keyof typeof PREFIXES;
type Prefix = Exclude<(typeof PREFIXES)[BaseUnit][number], ''>;
type PrefixedUnit = { [Base in BaseUnit]: `${(typeof PREFIXES)[Base][number]}${Base}` }[BaseUnit];
type Rate = `${'' | 'k' | 'M' | 'G'}bps` | `${'k' | 'M' | 'G'}B/s` | 'm/s' | 'km/h' | 'mph';
type AreaOrVolume = 'cm²' | 'm²' | 'km²' | 'cm³' | 'm³';

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
  words: Readonly<Record<BaseUnit | Exclude<UnitSymbol, PrefixedUnit | Rate | AreaOrVolume>, UnitWords>>;
  /** Irregular names, and symbols that only this language has. */
  own: Readonly<Record<string, UnitWords>>;
}

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
    Exclude<UnitSymbol, Rate | AreaOrVolume> | 'bit',
    CountedNoun
  >;
  return {
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
    ...{ KB: names.kB, l: names.L, ml: names.mL },
    ...irregular,
  };
}

/** The plural of a unit whose first word takes an "s": "metro por segundo", "metros por segundo". */
export function pluralInS(singular: string): string {
  return singular.replace(/^\S+/u, '$&s');
}

/** Puts an adjective after a unit: "metro cuadrado", "metros cuadrados". */
export function withAdjective(singular: string, plural: string): (unit: CountedNoun) => CountedNoun {
  return ([one, many]) => [`${one} ${singular}`, `${many} ${plural}`];
}

/** Symbols that are words or names where a space is before them: "le 3 mi piacciono", "DE 9 A 5". */
const ONLY_ATTACHED: ReadonlySet<string> = new Set(['A', 'J', 'em', 'mi']);

/**
 * The name of a unit.
 * @param attached whether it follows the number without a space
 */
export function findUnit(
  units: Readonly<Record<string, CountedNoun>>,
  symbol: string,
  attached: boolean,
): CountedNoun | undefined {
  // The Greek mu and the ohm sign look like the micro sign and the Greek omega.
  const usual = symbol.replace('\u03bc', '\u00b5').replace('\u2126', '\u03a9');
  return Object.hasOwn(units, usual) && (attached || !ONLY_ATTACHED.has(usual)) ? units[usual] : undefined;
}

function mapValues<T>(
  table: Readonly<Record<string, T>>,
  change: (value: T) => CountedNoun,
): Record<string, CountedNoun> {
  return Object.fromEntries(Object.entries(table).map(([name, value]) => [name, change(value)]));
}
