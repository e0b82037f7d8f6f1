import type { CountedNoun } from './countedNoun';
import { wordSet } from '../../wordSet';

type Words = Readonly<Record<string, string>>;

/** Nouns that are the same after one and after many. */
export function invariable(nouns: Words): Record<string, CountedNoun> {
  return Object.fromEntries(Object.entries(nouns).map(([name, noun]) => [name, [noun, noun]]));
}

/**
 * Symbols in addresses, paths and names: an underscore is silent, some symbols are said as between words, the rest are
 * in `own`.
 */
export function symbolsInNames(symbols: Words, own: Readonly<Record<'.' | '/' | '#' | '\\', string>>): Words {
  const asBetween = ['@', '&', '+', '='].map((symbol) => [symbol, symbols[symbol] ?? ''] as const);
  return { _: '', ...Object.fromEntries(asBetween), ...own };
}

/**
 * Capitals that every language spells although they could be read as a word, and those of one language, separated by
 * spaces.
 */
export function spelled(own: string): ReadonlySet<string> {
  return wordSet(`URL USB CPU GPU IP AI UI UX AWS URI UDP OS ID UTC UTF ${own}`);
}
