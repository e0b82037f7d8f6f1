// What CLDR's spell-out rules make of numbers; scripts/eval/cldr_numbers.py wrote the fixture.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { joinTokens } from '../../../../src/language/language';
import { normalizeWith } from '../../../../src/language/ruleBased/normalization/normalize';
import { RULES } from './rules';

const ROWS = readFileSync(new URL('../../../fixtures/cldrNumbers.tsv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split('\t'));
const MINIMUM_ROWS = 100;

describe('numbers', () => {
  for (const [code, rules] of Object.entries(RULES)) {
    it(`are said as CLDR spells them (${code})`, () => {
      const own = ROWS.filter(([language]) => language === code);
      assert.ok(own.length >= MINIMUM_ROWS, `${own.length} rows`);
      for (const [, text = '', words] of own) assert.equal(joinTokens(normalizeWith(rules, text)), words, text);
    });
  }
});
