import { isKnown } from '../../src/kokoro/vocabulary';
import type { EnglishDialect } from '../../src/language/english/dialect';

type Rule = readonly [pattern: RegExp, symbols: string];

/** Applied in order, longer symbols before their parts. The rules are those of misaki's espeak fallback. */
const BEFORE_DIALECT: readonly Rule[] = [
  [/^ɐ(?=n?$)/, 'ə\u0306'], // the article; protected from the later rule for ɐ
  [/^ðɪ$/, 'ði'],
  [/\([a-z-]+\)/g, ''], // espeak's language switch marks
  [/ʔˌ?n\u0329/g, 'tn'],
  [/([^\s])\u0329/gu, 'ᵊ$1'],
  [/aɪ/g, 'I'],
  [/aʊ/g, 'W'],
  [/eɪ/g, 'A'],
  [/ɔɪ/g, 'Y'],
  [/dʒ/g, 'ʤ'],
  [/tʃ/g, 'ʧ'],
];
const DIALECT: Readonly<Record<EnglishDialect, readonly Rule[]>> = {
  'en-us': [
    [/oʊ/g, 'O'],
    [/ɜːɹ?/g, 'ɜɹ'],
    [/ɪəɹ/g, 'ɪɹ'],
    [/ɪə/g, 'iə'],
    [/ː/g, ''],
    [/ɾ$/, 't'], // a flap only before the next word
    [/ɾ/g, 'T'],
    [/(?<=ɹ|ɚ)ɹ/g, ''],
  ],
  'en-gb': [
    [/əʊ/g, 'Q'],
    [/eə/g, 'ɛː'],
    [/iə/g, 'ɪə'],
    [/ᵻ/g, 'ɪ'],
    [/ɹ$/, ''], // links to the next word
    [/(?<=[ʃʒtdpmsz])ən(?=[zdts]?$)/, 'ᵊn'],
  ],
};
const AFTER_DIALECT: readonly Rule[] = [
  [/ɐ/g, 'ə'],
  [/əl(?![ˈˌaeiouɑɐɒæəɛɜɪɔʊʌᵻAIOQWY])/g, 'ᵊl'],
  [/e/g, 'A'],
  [/o/g, 'ɔ'],
  [/ɚ/g, 'əɹ'],
  [/r/g, 'ɹ'],
  [/[xç]/g, 'k'],
  [/ə\u0306/, 'ɐ'],
  [/ɬ/g, 'l'],
  [/[ɾʔ]/g, 't'],
  [/ʲ(?=[oə])/g, 'j'],
  [/[ʲ\u0303]/g, ''],
];

/** Converts a word in espeak's IPA to Kokoro's symbols; symbols outside the model's vocabulary are dropped. */
export function toKokoroSymbols(ipa: string, dialect: EnglishDialect): string {
  let symbols = ipa;
  for (const [pattern, replacement] of [...BEFORE_DIALECT, ...DIALECT[dialect], ...AFTER_DIALECT]) {
    symbols = symbols.replace(pattern, replacement);
  }
  return Array.from(symbols).filter(isKnown).join('');
}
