import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** How a language says one kind of number, from its digits with an optional minus and a decimal point. */
export type Speller = (number: string) => string;

/**
 * Tests numbers against ICU's words in test/fixtures/numbers/LANGUAGE.tsv, which scripts/eval/spelled_numbers.py writes.
 * KOKORO_NUMBERS names a folder with more of them.
 * @param heard removes differences that are only convention, from ICU's words and from the speller's
 */
export function testSpelledNumbers(
  language: string,
  spellers: Readonly<Record<string, Speller>>,
  heard: (words: string) => string,
): void {
  const folder = process.env['KOKORO_NUMBERS'] ?? join('test', 'fixtures', 'numbers');
  const rows = readFileSync(join(folder, `${language}.tsv`), 'utf8')
    .trimEnd()
    .split('\n');
  for (const [kind, speller] of Object.entries(spellers)) {
    it(`says each ${kind} as ICU does`, () => {
      const numbers = rows.map((row) => row.split('\t')).filter(([ofKind]) => ofKind === kind);
      assert.ok(numbers.length > 50);
      for (const [, number = '', words = ''] of numbers) assert.equal(heard(speller(number)), heard(words), number);
    });
  }
}
