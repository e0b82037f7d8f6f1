import type { CountedNoun } from './verbalizationRules';

type Words = Readonly<Record<string, string>>;

/** Units whose plural has an "s" at the first word: "metro por segundo", "metros por segundo". */
export function plurals(units: Words): Record<string, CountedNoun> {
  return mapValues(units, (one) => [one, one.replace(/^\S+/u, '$&s')]);
}

/** Units that are said alike after one and after many. */
export function invariable(units: Words): Record<string, CountedNoun> {
  return mapValues(units, (word) => [word, word]);
}

/** Bytes, where they have their English names. */
export const BYTES: Words = {
  B: 'byte',
  kB: 'kilobyte',
  KB: 'kilobyte',
  MB: 'megabyte',
  GB: 'gigabyte',
  TB: 'terabyte',
  KiB: 'kibibyte',
  MiB: 'mebibyte',
  GiB: 'gibibyte',
};

/** Signs inside addresses, paths and names: an underscore is silent, some are said as they are between words, the rest is `own`. */
export function insideNames(symbols: Words, own: Readonly<Record<'.' | '/' | '#' | '\\', string>>): Words {
  const asBetween = ['@', '&', '+', '='].map((sign) => [sign, symbols[sign] ?? ''] as const);
  return { _: '', ...Object.fromEntries(asBetween), ...own };
}

/** Names in capitals that are spelled in every language although they could be read, and those of one language, apart by spaces. */
export function spelled(own: string): ReadonlySet<string> {
  return new Set(`URL USB CPU GPU IP AI UI UX AWS URI UDP OS ID UTC UTF ${own}`.split(' '));
}

function mapValues(words: Words, counted: (word: string) => CountedNoun): Record<string, CountedNoun> {
  return Object.fromEntries(Object.entries(words).map(([name, word]) => [name, counted(word)]));
}
