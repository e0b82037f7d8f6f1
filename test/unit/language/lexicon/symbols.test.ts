import assert from 'node:assert/strict';
import { languages } from '../../../../src/engine/languages';
import { isKnown } from '../../../../src/kokoro/vocabulary';
import { joinSegments } from '../../../../src/language/language';
import { LANGUAGE_CODES } from '../../../../src/language/languages';
import { symbolsOf } from '../../../../src/language/lexicon/symbols';

describe('the symbols of the keyboard', () => {
  for (const code of LANGUAGE_CODES) {
    it(`are heard in their words: ${code}`, async () => {
      const language = await languages.load(code);
      const symbols = symbolsOf(code);
      assert.equal(new Set(symbols.map(({ symbol }) => symbol)).size, symbols.length);
      for (const { symbol, word } of symbols) {
        const phonemes = joinSegments(await language.phonemize(language.normalize(word)));
        assert.ok(phonemes.includes(symbol), `${symbol} in ${word}, which is ${phonemes}`);
        assert.ok(Array.from(symbol).every(isKnown), symbol);
      }
    });
  }
});
