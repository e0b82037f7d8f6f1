import assert from 'node:assert/strict';
import { languages } from '../../../src/engine/languages';
import { joinSegments } from '../../../src/language/language';
import { LANGUAGE_CODES } from '../../../src/language/languages';

describe('a pronunciation given in the text', () => {
  for (const code of LANGUAGE_CODES) {
    it(`is used in ${code}, and keeps its place`, async () => {
      const language = await languages.load(code);
      const sentence = '12 [xyz](/ˈola/), 12.';
      const tokens = language.normalize(sentence);
      const given = tokens.find(({ phonemes }) => phonemes === 'ˈola');
      assert.equal(given && sentence.slice(given.start, given.end), '[xyz](/ˈola/)');
      assert.equal(tokens.at(-1)?.end, sentence.length);
      assert.match(joinSegments(await language.phonemize(tokens)), /^\S.* ˈola, \S/);
    });
  }
});
