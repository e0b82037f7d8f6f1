import type { UnitSymbol } from '../../units';

/** A unit's name for one, and for more than one where that is not the same with an s. */
type UnitName = string | readonly [one: string, more: string];

const invariable = (name: string): UnitName => [name, name];
const per = (unit: string, divisor: string): UnitName => [`${unit} per ${divisor}`, `${unit}s per ${divisor}`];

const UNITS: Readonly<Record<UnitSymbol, UnitName>> = {
  B: 'byte',
  kB: 'kilobyte',
  MB: 'megabyte',
  GB: 'gigabyte',
  TB: 'terabyte',
  PB: 'petabyte',
  EB: 'exabyte',
  KiB: 'kibibyte',
  MiB: 'mebibyte',
  GiB: 'gibibyte',
  TiB: 'tebibyte',
  kbit: 'kilobit',
  Mbit: 'megabit',
  Gbit: 'gigabit',
  bps: per('bit', 'second'),
  kbps: per('kilobit', 'second'),
  Mbps: per('megabit', 'second'),
  Gbps: per('gigabit', 'second'),
  'kB/s': per('kilobyte', 'second'),
  'MB/s': per('megabyte', 'second'),
  'GB/s': per('gigabyte', 'second'),
  ns: 'nanosecond',
  µs: 'microsecond',
  ms: 'millisecond',
  s: 'second',
  min: 'minute',
  h: 'hour',
  Hz: invariable('hertz'),
  kHz: invariable('kilohertz'),
  MHz: invariable('megahertz'),
  GHz: invariable('gigahertz'),
  fps: per('frame', 'second'),
  rpm: per('revolution', 'minute'),
  bpm: per('beat', 'minute'),
  nm: 'nanometer',
  µm: 'micrometer',
  mm: 'millimeter',
  cm: 'centimeter',
  m: 'meter',
  km: 'kilometer',
  ft: ['foot', 'feet'],
  yd: 'yard',
  mi: 'mile',
  'cm²': 'square centimeter',
  'm²': 'square meter',
  'km²': 'square kilometer',
  'cm³': 'cubic centimeter',
  'm³': 'cubic meter',
  mL: 'milliliter',
  L: 'liter',
  'm/s': per('meter', 'second'),
  'm/s²': per('meter', 'second squared'),
  'km/h': per('kilometer', 'hour'),
  mph: per('mile', 'hour'),
  mg: 'milligram',
  g: 'gram',
  kg: 'kilogram',
  t: 'tonne',
  oz: 'ounce',
  lb: 'pound',
  mV: 'millivolt',
  V: 'volt',
  kV: 'kilovolt',
  mA: 'milliamp',
  A: 'amp',
  mAh: 'milliamp hour',
  Ah: 'amp hour',
  mW: 'milliwatt',
  W: 'watt',
  kW: 'kilowatt',
  MW: 'megawatt',
  Wh: 'watt hour',
  kWh: 'kilowatt hour',
  Ω: 'ohm',
  kΩ: 'kiloohm',
  J: 'joule',
  kJ: 'kilojoule',
  kcal: 'kilocalorie',
  Pa: 'pascal',
  hPa: 'hectopascal',
  kPa: 'kilopascal',
  MPa: 'megapascal',
  psi: invariable('P S I'),
  dB: 'decibel',
  dBm: 'decibel milliwatt',
  '°': 'degree',
  '°C': ['degree Celsius', 'degrees Celsius'],
  '°F': ['degree Fahrenheit', 'degrees Fahrenheit'],
  rad: 'radian',
  px: 'pixel',
  pt: 'point',
  em: invariable('em'),
  rem: invariable('rem'),
  dpi: per('dot', 'inch'),
  ppi: per('pixel', 'inch'),
  ppm: per('part', 'million'),
};

/** Abbreviations that English counts with and other languages do not. */
const COUNTED = {
  req: 'request',
  op: 'operation',
  tok: 'token',
  it: 'iteration',
  img: 'image',
  rps: per('request', 'second'),
  qps: ['query per second', 'queries per second'],
  MP: 'megapixel',
  vh: invariable('V H'),
  vw: invariable('V W'),
  in: ['inch', 'inches'],
  'ft²': ['square foot', 'square feet'],
  wk: 'week',
  mo: 'month',
  yr: 'year',
  mpg: ['mile per gallon', 'miles per gallon'],
  inHg: invariable('inches of mercury'),
  'in²': ['square inch', 'square inches'],
  'mi²': 'square mile',
  'mm²': 'square millimeter',
  'ft³': ['cubic foot', 'cubic feet'],
  'in³': ['cubic inch', 'cubic inches'],
  'mm³': 'cubic millimeter',
  'km³': 'cubic kilometer',
  'dm²': 'square decimeter',
  'dm³': 'cubic decimeter',
  'yd²': 'square yard',
  'yd³': 'cubic yard',
  'mi³': 'cubic mile',
  'µm²': 'square micrometer',
  'µm³': 'cubic micrometer',
  'nm²': 'square nanometer',
  ha: 'hectare',
  dm: 'decimeter',
  'km/s': per('kilometer', 'second'),
  'ft/s': ['foot per second', 'feet per second'],
  kn: 'knot',
  gal: 'gallon',
  qt: 'quart',
  tsp: 'teaspoon',
  tbsp: 'tablespoon',
  'fl oz': 'fluid ounce',
  cL: 'centiliter',
  dL: 'deciliter',
  µL: 'microliter',
  µg: 'microgram',
  ng: 'nanogram',
  N: 'newton',
  Nm: 'newton meter',
  kN: 'kilonewton',
  GW: 'gigawatt',
  TW: 'terawatt',
  MWh: 'megawatt hour',
  GWh: 'gigawatt hour',
  TWh: 'terawatt hour',
  MJ: 'megajoule',
  GJ: 'gigajoule',
  cal: 'calorie',
  eV: 'electron volt',
  keV: 'kiloelectron volt',
  µV: 'microvolt',
  µA: 'microamp',
  µF: 'microfarad',
  nF: 'nanofarad',
  pF: 'picofarad',
  mH: 'millihenry',
  MΩ: 'megaohm',
  hp: invariable('horsepower'),
  bar: 'bar',
  mbar: 'millibar',
  atm: 'atmosphere',
  mmHg: invariable('millimeters of mercury'),
  lm: ['lumen', 'lumens'],
  lx: invariable('lux'),
  mol: ['mole', 'moles'],
  mmol: ['millimole', 'millimoles'],
  THz: invariable('terahertz'),
  ppb: per('part', 'billion'),
  '‰': invariable('per mille'),
} as const satisfies Readonly<Record<string, UnitName>>;

/** Other spellings of the symbols above. */
const SPELLINGS: Readonly<Record<string, UnitSymbol | keyof typeof COUNTED>> = {
  KB: 'kB',
  ...{ Kb: 'kbit', kb: 'kbit', Kbit: 'kbit', Mb: 'Mbit', Gb: 'Gbit' },
  ...{ Kbps: 'kbps', 'kbit/s': 'kbps', 'Mbit/s': 'Mbps', 'Gbit/s': 'Gbps', MBps: 'MB/s' },
  ...{ μs: 'µs', us: 'µs', sec: 's', secs: 's', mins: 'min', hr: 'h', hrs: 'h' },
  ...{ KHz: 'kHz', RPM: 'rpm', BPM: 'bpm', QPS: 'qps', DPI: 'dpi' },
  ...{ μm: 'µm', um: 'µm', lbs: 'lb', ml: 'mL', deg: '°', '℃': '°C', '℉': '°F', pts: 'pt' },
  ...{ 'm/s2': 'm/s²', kph: 'km/h', m2: 'm²', sqm: 'm²', m3: 'm³' },
  ...{ sqft: 'ft²', 'sq ft': 'ft²', 'sq. ft': 'ft²', 'sq in': 'in²', 'sq mi': 'mi²', 'cu ft': 'ft³', 'cu in': 'in³' },
  ...{ km2: 'km²', cm2: 'cm²', mm2: 'mm²', ft2: 'ft²', cm3: 'cm³', 'sq m': 'm²', 'sq km': 'km²', cc: 'cm³' },
  ...{ '° C': '°C', '° F': '°F', ºC: '°C', ºF: '°F', º: '°', mcg: 'µg', μg: 'µg', l: 'L', Tbsp: 'tbsp' },
  ...{ 'mi/h': 'mph', 'km/hr': 'km/h', ozs: 'oz', yds: 'yd', gals: 'gal', kts: 'kn', 'N·m': 'Nm', 'kW·h': 'kWh' },
  ...{ KG: 'kg', Kg: 'kg', kgs: 'kg', Kgs: 'kg', KM: 'km', Km: 'km', kms: 'km', CM: 'cm', Cm: 'cm', gm: 'g', gms: 'g' },
  ...{ LB: 'lb', Lb: 'lb', LBS: 'lb', Lbs: 'lb', OZ: 'oz', Oz: 'oz', FT: 'ft', Ft: 'ft', ML: 'mL', PSI: 'psi' },
  ...{ MPH: 'mph', Mph: 'mph', KPH: 'km/h', KMH: 'km/h', kmh: 'km/h', Kmh: 'km/h', 'Km/h': 'km/h', 'KM/H': 'km/h' },
  ...{ kmph: 'km/h', hz: 'Hz', HZ: 'Hz', khz: 'kHz', Khz: 'kHz', KHZ: 'kHz', mhz: 'MHz', Mhz: 'MHz', MHZ: 'MHz' },
  ...{ ghz: 'GHz', Ghz: 'GHz', GHZ: 'GHz', mb: 'MB', gb: 'GB', tb: 'TB', Tb: 'TB', mbps: 'Mbps', gbps: 'Gbps' },
  ...{ kwh: 'kWh', Kwh: 'kWh', KWh: 'kWh', KWH: 'kWh', KW: 'kW', mah: 'mAh', MAH: 'mAh', HP: 'hp', PPM: 'ppm' },
  ...{ FPS: 'fps', SQFT: 'ft²', 'sq.ft': 'ft²', 'sq. m': 'm²', 'sq. km': 'km²', 'sq. mi': 'mi²', wks: 'wk' },
  ...{ yrs: 'yr', mos: 'mo', 'deg C': '°C', 'deg F': '°F', 'degrees C': '°C', 'degrees F': '°F' },
  ...{ reqs: 'req', ops: 'op', toks: 'tok', imgs: 'img' },
};

const NAMED: ReadonlyMap<string, UnitName> = new Map(Object.entries<UnitName>({ ...UNITS, ...COUNTED }));
const BY_SYMBOL: ReadonlyMap<string, readonly [one: string, more: string]> = new Map(
  [...NAMED.keys(), ...Object.keys(SPELLINGS)].map((symbol) => {
    const name = NAMED.get(SPELLINGS[symbol] ?? symbol) ?? symbol;
    return [symbol, typeof name === 'string' ? [name, `${name}s`] : name];
  }),
);
/** Durations and multipliers that directly follow a number: "5m", "10k". */
const ATTACHED: ReadonlyMap<string, readonly [string, string]> = new Map([
  ['m', ['minute', 'minutes']],
  ['d', ['day', 'days']],
  ['w', ['week', 'weeks']],
  ['y', ['year', 'years']],
  ['k', ['thousand', 'thousand']],
  ['K', ['thousand', 'thousand']],
  ['M', ['million', 'million']],
  ['B', ['billion', 'billion']],
  ['bn', ['billion', 'billion']],
  ['T', ['trillion', 'trillion']],
  ['x', ['times', 'times']],
  ['X', ['times', 'times']],
  ['×', ['times', 'times']],
]);
const PER: ReadonlyMap<string, string> = new Map([
  ['s', 'second'],
  ['sec', 'second'],
  ['ms', 'millisecond'],
  ['min', 'minute'],
  ['h', 'hour'],
  ['hr', 'hour'],
  ['d', 'day'],
  ['day', 'day'],
  ['mo', 'month'],
  ['month', 'month'],
  ['yr', 'year'],
  ['year', 'year'],
  ['m', 'meter'],
  ['km', 'kilometer'],
  ['kg', 'kilogram'],
  ['GB', 'gigabyte'],
  ['L', 'liter'],
  ['mol', 'mole'],
  ['100 km', 'hundred kilometers'],
  ['100km', 'hundred kilometers'],
  ['l', 'liter'],
  ['ml', 'milliliter'],
  ['dl', 'deciliter'],
  ['mL', 'milliliter'],
  ['dL', 'deciliter'],
  ['m²', 'square meter'],
  ['m³', 'cubic meter'],
  ['cm²', 'square centimeter'],
  ['cm³', 'cubic centimeter'],
  ['cm', 'centimeter'],
  ['ft', 'foot'],
  ['mi', 'mile'],
  ['gal', 'gallon'],
  ['lb', 'pound'],
  ['week', 'week'],
  ['wk', 'week'],
  ['MB', 'megabyte'],
]);

/**
 * The name of a unit after a number; undefined when the symbol is not a unit there.
 * @param attached whether the symbol follows the number without a space
 */
export function unitName(symbol: string, one: boolean, attached: boolean): string | undefined {
  const [unit = '', divisor] = symbol.split('/');
  const found = BY_SYMBOL.get(symbol) ?? (attached ? ATTACHED.get(unit) : undefined) ?? BY_SYMBOL.get(unit);
  if (found === undefined) return undefined;
  const name = one ? found[0] : found[1];
  if (divisor === undefined || BY_SYMBOL.has(symbol)) return name;
  const rate = PER.get(divisor);
  return rate === undefined ? undefined : `${name} per ${rate}`;
}

/** The name of a unit after "per" or "each" ("per GB"); undefined for symbols that are also words. */
export function unitOfRate(symbol: string): string | undefined {
  return /^(?:[KMGT]i?B|kB|ms|ns|µs|k[gmWh]|kWh|[cm]m|min|hr|sec|mo)$/.test(symbol)
    ? (PER.get(symbol) ?? BY_SYMBOL.get(symbol)?.[0])
    : undefined;
}

/** The name of a unit after a slash: "s" in "$5/s". */
export function perName(symbol: string): string | undefined {
  return PER.get(symbol);
}

/** Every symbol, longest first, for a regular expression. */
export const UNIT_SYMBOLS: readonly string[] = [...new Set([...BY_SYMBOL.keys(), ...ATTACHED.keys()])].sort(
  (a, b) => b.length - a.length,
);

/** Symbols that are a unit wherever they follow a number. */
export const SURE_UNITS = UNIT_SYMBOLS.filter(
  (symbol) =>
    symbol.length > 1 && !/^(?:in|us|em|pt|deg|rad|bar|kn|cal|mo|ha|bn|it|(?:op|tok|req|img)s?)$/.test(symbol),
);
