import assert from 'node:assert/strict';
import { languages } from '../../../../src/engine/languages';
import { joinTokens } from '../../../../src/language/language';
import { cldrNumbers } from '../../../support/cldrNumbers';

describe("English's numbers", () => {
  it('are said as CLDR spells them', async () => {
    const english = await languages.load('en-us');
    const rows = cldrNumbers('en');
    assert.ok(rows.length > 100, `${rows.length} rows`);
    for (const [text, words] of rows) assert.equal(joinTokens(english.normalize(text)), words, text);
  });
});
