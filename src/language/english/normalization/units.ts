/** What a unit's symbol stands for: its name for one, and for more when that is not the same with an s. */
const UNITS: readonly (readonly [symbols: string, singular: string, plural?: string])[] = [
  ['B', 'byte'],
  ['kB KB', 'kilobyte'],
  ['MB', 'megabyte'],
  ['GB', 'gigabyte'],
  ['TB', 'terabyte'],
  ['PB', 'petabyte'],
  ['EB', 'exabyte'],
  ['KiB', 'kibibyte'],
  ['MiB', 'mebibyte'],
  ['GiB', 'gibibyte'],
  ['TiB', 'tebibyte'],
  ['Kb kb Kbit kbit', 'kilobit'],
  ['Mb Mbit', 'megabit'],
  ['Gb Gbit', 'gigabit'],
  ['bps', 'bit per second', 'bits per second'],
  ['Kbps kbps kbit/s', 'kilobit per second', 'kilobits per second'],
  ['Mbps Mbit/s', 'megabit per second', 'megabits per second'],
  ['Gbps Gbit/s', 'gigabit per second', 'gigabits per second'],
  ['MBps', 'megabyte per second', 'megabytes per second'],
  ['ns', 'nanosecond'],
  ['µs μs us', 'microsecond'],
  ['ms', 'millisecond'],
  ['s sec secs', 'second'],
  ['min mins', 'minute'],
  ['h hr hrs', 'hour'],
  ['Hz', 'hertz', 'hertz'],
  ['kHz KHz', 'kilohertz', 'kilohertz'],
  ['MHz', 'megahertz', 'megahertz'],
  ['GHz', 'gigahertz', 'gigahertz'],
  ['nm', 'nanometer'],
  ['µm μm um', 'micrometer'],
  ['mm', 'millimeter'],
  ['cm', 'centimeter'],
  ['m', 'meter'],
  ['km', 'kilometer'],
  ['ft', 'foot', 'feet'],
  ['yd', 'yard'],
  ['mi', 'mile'],
  ['mg', 'milligram'],
  ['g', 'gram'],
  ['kg', 'kilogram'],
  ['lb lbs', 'pound'],
  ['oz', 'ounce'],
  ['mL ml', 'milliliter'],
  ['L', 'liter'],
  ['mV', 'millivolt'],
  ['V', 'volt'],
  ['kV', 'kilovolt'],
  ['mA', 'milliamp'],
  ['A', 'amp'],
  ['mAh', 'milliamp hour'],
  ['Ah', 'amp hour'],
  ['mW', 'milliwatt'],
  ['W', 'watt'],
  ['kW', 'kilowatt'],
  ['MW', 'megawatt'],
  ['Wh', 'watt hour'],
  ['kWh', 'kilowatt hour'],
  ['J', 'joule'],
  ['kJ', 'kilojoule'],
  ['kcal', 'kilocalorie'],
  ['Pa', 'pascal'],
  ['hPa', 'hectopascal'],
  ['kPa', 'kilopascal'],
  ['dB', 'decibel'],
  ['dBm', 'decibel milliwatt'],
  ['Ω', 'ohm'],
  ['kΩ', 'kiloohm'],
  ['°C ℃', 'degree Celsius', 'degrees Celsius'],
  ['°F ℉', 'degree Fahrenheit', 'degrees Fahrenheit'],
  ['°', 'degree'],
  ['deg', 'degree'],
  ['rad', 'radian'],
  ['px', 'pixel'],
  ['pt pts', 'point'],
  ['em', 'em', 'em'],
  ['rem', 'rem', 'rem'],
  ['fps', 'frame per second', 'frames per second'],
  ['rpm RPM', 'revolution per minute', 'revolutions per minute'],
  ['rps', 'request per second', 'requests per second'],
  ['req reqs', 'request'],
  ['op ops', 'operation'],
  ['tok toks', 'token'],
  ['it', 'iteration'],
  ['img imgs', 'image'],
  ['vh', 'V H', 'V H'],
  ['vw', 'V W', 'V W'],
  ['qps QPS', 'query per second', 'queries per second'],
  ['dpi DPI', 'dot per inch', 'dots per inch'],
  ['ppi', 'pixel per inch', 'pixels per inch'],
  ['ppm', 'part per million', 'parts per million'],
  ['psi', 'P S I', 'P S I'],
  ['mph', 'mile per hour', 'miles per hour'],
  ['MP', 'megapixel'],
  ['bpm BPM', 'beat per minute', 'beats per minute'],
  ['m/s', 'meter per second', 'meters per second'],
  ['m/s² m/s2', 'meter per second squared', 'meters per second squared'],
  ['km/h kph', 'kilometer per hour', 'kilometers per hour'],
  ['m² m2 sqm', 'square meter'],
  ['km²', 'square kilometer'],
  ['m³ m3', 'cubic meter'],
];
const BY_SYMBOL: ReadonlyMap<string, readonly [string, string]> = new Map(
  UNITS.flatMap(([symbols, singular, plural = `${singular}s`]) =>
    symbols.split(' ').map((symbol) => [symbol, [singular, plural]] as const),
  ),
);
/** Where they follow a number without a space, durations and counts are meant. */
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
/** Single letters that are more often names than units when they stand apart ("5 A", "3 B"). */
const ONLY_ATTACHED = new Set(['B', 'g', 'h', 'J', 's', 'L', 'A', 'V', 'W']);
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
  ['MB', 'megabyte'],
]);

/**
 * The name of a unit after a number.
 * @param attached whether it follows the number without a space
 */
export function unitName(symbol: string, one: boolean, attached: boolean): string | undefined {
  const [unit = '', per] = symbol.split('/');
  const found =
    BY_SYMBOL.get(symbol) ??
    (attached
      ? (ATTACHED.get(unit) ?? BY_SYMBOL.get(unit))
      : ONLY_ATTACHED.has(unit)
        ? undefined
        : BY_SYMBOL.get(unit));
  if (found === undefined) return undefined;
  const name = one ? found[0] : found[1];
  if (per === undefined || BY_SYMBOL.has(symbol)) return name;
  const rate = PER.get(per);
  return rate === undefined ? undefined : `${name} per ${rate}`;
}

/** What "GB" stands for after "per"; undefined for what is no unit with capitals, or of length or time. */
export function unitOfRate(symbol: string): string | undefined {
  return /^(?:[KMGT]i?B|kB|ms|ns|µs|k[gmWh]|kWh|[cm]m|min|hr|sec|mo)$/.test(symbol)
    ? (PER.get(symbol) ?? BY_SYMBOL.get(symbol)?.[0])
    : undefined;
}

/** "s" in "requests/s". */
export function perName(symbol: string): string | undefined {
  return PER.get(symbol);
}

/** Symbols of units, the longest first, for a lexer. */
export const UNIT_SYMBOLS: readonly string[] = [...new Set([...BY_SYMBOL.keys(), ...ATTACHED.keys()])].sort(
  (a, b) => b.length - a.length,
);
