import { readFileSync } from 'node:fs';

/** Numbers of a language, and CLDR's words for them, as scripts/eval/cldr_numbers.py wrote them. */
export function cldrNumbers(language: string): (readonly [text: string, words: string])[] {
  return readFileSync(new URL('../fixtures/cldrNumbers.tsv', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split('\t'))
    .filter(([code]) => code === language)
    .map(([, text = '', words = '']) => [text, words] as const);
}
