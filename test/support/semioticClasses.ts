import assert from 'node:assert/strict';
import { languages } from '../../src/engine/languages';
import { explain } from '../../src/language/explain';
import { joinTokens, type LanguageCode } from '../../src/language/language';
import type { SemioticClass } from '../../src/language/semioticClasses';

/** A sentence in which a language finds the class, and the words for the stretch. */
export type ClassExample = readonly [sentence: string, said: string];

/** Tests that a language takes each example for its class and says it. A class without an example does not compile. */
export function testSemioticClasses(
  code: LanguageCode,
  examples: Readonly<Record<SemioticClass, readonly ClassExample[]>>,
): void {
  for (const [semiotic, sentences] of Object.entries(examples)) {
    it(`recognizes the class “${semiotic}”`, async () => {
      const language = await languages.load(code);
      for (const [sentence, said] of sentences) {
        const stretches = explain(language.normalize(sentence)).filter(({ taken }) => taken === semiotic);
        assert.equal(stretches.map(({ tokens }) => joinTokens(tokens)).join(' '), said, sentence);
      }
    });
  }
}
