import assert from 'node:assert/strict';
import { joinTokens } from '../../../src/engine/phonemes/language';
import { FRENCH } from '../../../src/engine/text/wordings/french';
import { HINDI } from '../../../src/engine/text/wordings/hindi';
import { ITALIAN } from '../../../src/engine/text/wordings/italian';
import { normalizeWith } from '../../../src/engine/text/wordings/normalize';
import { PORTUGUESE } from '../../../src/engine/text/wordings/portuguese';
import { SPANISH } from '../../../src/engine/text/wordings/spanish';
import type { Wording } from '../../../src/engine/text/wordings/wording';

const SPOKEN: readonly (readonly [Wording, string, string])[] = [
  [SPANISH, '1.234,5 km, 21 archivos', 'mil doscientos treinta y cuatro coma cinco kilómetros, veintiún archivos'],
  [SPANISH, 'El 2.º Dr. Gil, p. ej.', 'El segundo doctor Gil, por ejemplo.'],
  [SPANISH, '1.000.000 a las 9:05', 'un millón a las nueve cinco'],
  [
    ITALIAN,
    'Il 1/12/2026, 28 file e la 2ª sig.ra',
    'Il primo dicembre duemilaventisei, ventotto file e la seconda signora',
  ],
  [ITALIAN, '-5 °C', 'meno cinque gradi Celsius'],
  [PORTUGUESE, 'R$ 10,50 e 2 páginas', 'dez vírgula cinquenta reais e duas páginas'],
  [PORTUGUESE, '2026-11-23', 'vinte e três de novembro de dois mil e vinte e seis'],
  [FRENCH, 'Le 1er à 14h30, 71 pages', 'Le premier à quatorze heures trente, soixante et onze pages'],
  [FRENCH, 'Mme Noir : 80 Go', 'madame Noir : quatre-vingts giga-octets'],
  [HINDI, '₹1,25,000 और 3.5 MB।', 'एक लाख पच्चीस हज़ार रुपये और तीन दशमलव पाँच मेगाबाइट'],
];

describe('normalizeWith', () => {
  for (const [wording, text, spoken] of SPOKEN) {
    it(`says ${JSON.stringify(text)}`, () => {
      const tokens = normalizeWith(wording, text);
      assert.equal(joinTokens(tokens), spoken);
      let last = 0;
      for (const { start, end } of tokens) {
        assert.ok(start >= last || end <= last);
        assert.ok(end > start && end <= text.length);
        last = Math.max(last, start);
      }
    });
  }
});
