/**
 * The units that every language names: a table of type `Record<UnitSymbol, …>` with a gap does not compile.
 *
 * Each unit has one symbol here. A language adds other spellings that it meets ("KB", "us", "kph") and whatever is not a unit
 * in every language: signs ("%"), multipliers ("k"), words ("bit") and abbreviations of its own (French "Mo").
 */
export type UnitSymbol =
  // Data
  | `${'' | 'k' | 'M' | 'G' | 'T' | 'P' | 'E'}B`
  | `${'K' | 'M' | 'G' | 'T'}iB`
  | `${'k' | 'M' | 'G'}bit`
  | `${'' | 'k' | 'M' | 'G'}bps`
  | `${'k' | 'M' | 'G'}B/s`
  // Time and frequency
  | 'ns'
  | 'µs'
  | 'ms'
  | 's'
  | 'min'
  | 'h'
  | `${'' | 'k' | 'M' | 'G'}Hz`
  | 'fps'
  | 'rpm'
  | 'bpm'
  // Length, area, volume and speed
  | 'nm'
  | 'µm'
  | 'mm'
  | 'cm'
  | 'm'
  | 'km'
  | 'ft'
  | 'yd'
  | 'mi'
  | 'cm²'
  | 'm²'
  | 'km²'
  | 'cm³'
  | 'm³'
  | 'mL'
  | 'L'
  | 'm/s'
  | 'm/s²'
  | 'km/h'
  | 'mph'
  // Mass
  | 'mg'
  | 'g'
  | 'kg'
  | 't'
  | 'oz'
  | 'lb'
  // Electricity, energy, pressure, sound, temperature and angle
  | `${'m' | '' | 'k'}V`
  | `${'m' | ''}A`
  | `${'m' | ''}Ah`
  | `${'m' | '' | 'k' | 'M'}W`
  | `${'' | 'k'}Wh`
  | `${'' | 'k'}Ω`
  | `${'' | 'k'}J`
  | 'kcal'
  | `${'' | 'h' | 'k' | 'M'}Pa`
  | 'psi'
  | 'dB'
  | 'dBm'
  | '°'
  | '°C'
  | '°F'
  | 'rad'
  // Screens, type and concentration
  | 'px'
  | 'pt'
  | 'em'
  | 'rem'
  | 'dpi'
  | 'ppi'
  | 'ppm';
