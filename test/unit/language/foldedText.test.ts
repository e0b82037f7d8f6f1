import assert from 'node:assert/strict';
import { languages } from '../../../src/engine/languages';
import { joinTokens, type LanguageCode } from '../../../src/language/language';
import { LANGUAGE_CODES } from '../../../src/language/languages';
import { normalizeFolded } from '../../../src/language/foldedText';

/** The plain sentence that a language gets. */
function plainForm(sentence: string): string {
  let plain = '';
  normalizeFolded(sentence, (text) => {
    plain = text;
    return [];
  });
  return plain;
}

describe('compatibility characters', () => {
  for (const [written, plain] of [
    ['𝐓𝐡𝐞 𝑞𝓊𝒾𝕔𝖐 𝙛𝚘𝚡', 'The quick fox'],
    ['Ｔｈｅ　１２３ ｆｏｘｅｓ', 'The 123 foxes'],
    ['１２：３０, １，０００．５', '12:30, 1,000.5'],
    ['好！（是）：', '好！（是）：'],
    ['ℝ, ℕ, ℎ, Ⓐ, 🄰', 'R, N, h, A, A'],
    ['oﬃce ﬂow', 'office flow'],
    ['5㎏, 3㎡, 9㎧, 2㎛', '5kg, 3m², 9m/s, 2µm'],
    ['1ˢᵗ, 10ⁿ, x²', '1st, 10ⁿ, x²'],
    ['½ ª № ™ Ⅷ ① µ ℃ Ⓜ ℹ', '½ ª № ™ Ⅷ ① µ ℃ Ⓜ ℹ'],
  ] as const) {
    it(`become plain: ${written}`, () => assert.equal(plainForm(written), plain));
  }

  const SAMPLES: Readonly<Record<LanguageCode, string>> = {
    'en-us': 'The 123 tests',
    'en-gb': 'The 123 tests',
    es: 'Las 123 pruebas',
    fr: 'Les 123 tests',
    hi: 'API 123',
    it: 'Le 123 prove',
    ja: 'GitHub 123',
    'pt-br': 'As 123 provas',
    zh: 'GitHub 123',
  };
  const fullWidth = (text: string): string =>
    text.replace(/[\da-z]/gi, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));
  const bold = (text: string): string =>
    text.replace(/[\da-z]/gi, (char) => {
      const first = /\d/.test(char) ? 0x1d7ce - 0x30 : /[a-z]/.test(char) ? 0x1d41a - 0x61 : 0x1d400 - 0x41;
      return String.fromCodePoint(first + char.charCodeAt(0));
    });

  for (const code of LANGUAGE_CODES) {
    it(`are said in ${code} as plain ones`, async () => {
      const language = await languages.load(code);
      const plain = joinTokens(language.normalize(SAMPLES[code]));
      assert.match(plain, /\p{L}/u);
      for (const written of [fullWidth(SAMPLES[code]), bold(SAMPLES[code])]) {
        const tokens = language.normalize(written);
        assert.equal(joinTokens(tokens), plain, written);
        assert.equal(tokens.at(-1)?.end, written.length);
      }
    });
  }
});
