import assert from 'node:assert/strict';
import { languages } from '../../../../src/engine/languages';
import { isKnown } from '../../../../src/kokoro/vocabulary';
import { joinSegments } from '../../../../src/language/language';
import { parseRuleData, type RuleBasedLanguageCode } from '../../../../src/language/ruleBased/g2p/ruleData';

const CASES: readonly (readonly [RuleBasedLanguageCode, readonly (readonly [string, string])[]])[] = [
  [
    'es',
    [
      ['un vaso con gatos', 'ˈum bˈaso koŋ ɡˈatos'],
      ['La gente canta rápidamente.', 'la xˈɛnte kˈanta rˈapiðamˈente.'],
      [
        'Use el framework de testing, la CPU y las URLs.',
        'ˈuse el fɾˈAmwoɾk ðe tˈestiŋ, la θˌepˌeˈu i las ˌuˌereˈɛles.',
      ],
      ['useState en GitHub', 'ʝˈus estˈAt eŋ ɡˈitxab'],
    ],
  ],
  [
    'it',
    [
      ['La gatta dorme sul divano.', 'la ɡˈatːa dˈɔrme sʊl divˈano.'],
      ['Gli amici mangiano la pizza.', 'ʎɪ amˈiʧɪ mˈanʤano la pˈiʦːa.'],
      ["C'è stato? Sono state due.", 'ʧˈɛ stˈato? sˌono stˈate dˈue.'],
      ['isActive, un workflow', 'iz ˈɛktiv, ʊn wˈorkflo'],
    ],
  ],
  [
    'pt-br',
    [
      ['O gato dorme na cozinha.', 'ʊ ɡˈatʊ dˈɔɾəmy na kˌozˈiɲæ.'],
      ['As amigas comem pão de manhã.', 'az ˌæmˈiɡæs kˈomAŋ pˈɐ\u0303ʊ\u0303 ʤy mɐ\u0303ɲˈɐ\u0303.'],
    ],
  ],
  [
    'fr',
    [
      ['Les amis mangent un orange.', 'lez amˈi mˈɑ\u0303ʒt œ\u0303n oʁˈɑ\u0303ʒ.'],
      ['les héros, les oiseaux', 'le eʁˈo, lez wazˈo'],
      ['Il y a des amis ou des élèves.', 'il i a dez amˈi u dez elˈɛv.'],
      ["l'API, deux commits", 'lapˌeˈi, dˈø kɔmˈit'],
    ],
  ],
  [
    'hi',
    [
      ['बिल्ली घर में सोती है।', 'bˈɪlli ɡʰˈʌɾ mẽː sˈoːti hɛː'],
      ['बच्चे स्कूल जाते हैं।', 'bˈʌcːeː skˈuːl ɟˈaːteː hɛ\u0303'],
    ],
  ],
];
const HOSTILE = [
  '',
  'a'.repeat(100_000),
  '\ud800x\udfff'.repeat(3000),
  'e\u0301\u200b'.repeat(3000),
  '.'.repeat(20_000),
  '1.'.repeat(10_000),
  "l'".repeat(10_000),
  '😀'.repeat(10_000),
  'كتاب שלום 你好 abc\u202e',
];

describe('rule-based languages', () => {
  for (const [code, sentences] of CASES) {
    for (const [text, phonemes] of sentences) {
      it(`pronounces ${JSON.stringify(text)} (${code})`, async () => {
        const language = await languages.load(code);
        const said = joinSegments(await language.phonemize(language.normalize(text)));
        assert.equal(said.normalize('NFC'), phonemes.normalize('NFC'));
      });
    }

    it(`phonemizes any text to one segment per token, with Kokoro's symbols only (${code})`, async () => {
      const language = await languages.load(code);
      const known = 'GitHub 12,5 % y/o C# — “día” 3.º æßłžñ ऋषि ख़ुश ångström XYZ';
      for (const text of [known, ...HOSTILE]) {
        const tokens = language.normalize(text);
        const segments = await language.phonemize(tokens);
        assert.equal(segments.length, tokens.length);
        for (const [i, { start, end, phonemes }] of segments.entries()) {
          assert.deepEqual([start, end], [tokens[i]?.start, tokens[i]?.end]);
          const unknown = Array.from(phonemes).filter((symbol) => symbol !== ' ' && !isKnown(symbol));
          assert.deepEqual(unknown, []);
        }
      }
    });
  }
});

describe('parseRuleData', () => {
  it('finds every word and no others', () => {
    const said = { 'ab-c': 'A', abc: 'B', abd: 'C', éa: 'D' };
    const lines = Object.entries(said).map(([word, phonemes]) => `${word} ${phonemes}`);
    const { words, endings } = parseRuleData(Buffer.from(`ello 1ɛ\n^a 0\n\n${lines.join('\n')}\n`));
    for (const [word, phonemes] of Object.entries(said)) assert.equal(words.get(word), phonemes);
    for (const word of ['', 'a', 'ab', 'abcd', 'b', 'ello', 'z']) assert.equal(words.get(word), undefined);
    assert.equal(endings.get('ello'), '1ɛ');
    assert.equal(parseRuleData(Buffer.from('\n\nab A\n')).words.get('ab'), 'A');
  });
});
