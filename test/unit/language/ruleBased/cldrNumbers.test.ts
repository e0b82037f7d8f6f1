import assert from 'node:assert/strict';
import { joinTokens } from '../../../../src/language/language';
import { normalizeWith } from '../../../../src/language/ruleBased/normalization/normalize';
import { cldrNumbers } from '../../../support/cldrNumbers';
import { RULES } from './rules';

const MINIMUM_ROWS = 100;

describe('numbers', () => {
  for (const [code, rules] of Object.entries(RULES)) {
    it(`are said as CLDR spells them (${code})`, () => {
      const own = cldrNumbers(code);
      assert.ok(own.length >= MINIMUM_ROWS, `${own.length} rows`);
      for (const [text, words] of own) assert.equal(joinTokens(normalizeWith(rules, text)), words, text);
    });
  }
});
