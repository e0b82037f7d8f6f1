import assert from 'node:assert/strict';
import { FRENCH } from '../../../../src/language/french/verbalize';
import { HINDI } from '../../../../src/language/hindi/verbalize';
import { ITALIAN } from '../../../../src/language/italian/verbalize';
import { joinTokens } from '../../../../src/language/language';
import { PORTUGUESE } from '../../../../src/language/portuguese/verbalize';
import { normalizeWith } from '../../../../src/language/ruleBased/normalization/normalize';
import type { VerbalizationRules } from '../../../../src/language/ruleBased/normalization/verbalizationRules';
import { SPANISH } from '../../../../src/language/spanish/verbalize';

const SPOKEN: readonly (readonly [VerbalizationRules, string, string])[] = [
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
  [SPANISH, 'v2.3, 1,000 filas y 1/2 de 3,5', 'versión dos punto tres, mil filas y un medio de tres coma cinco'],
  [
    SPANISH,
    'IPv4 192.168.100.20',
    'I Pv cuatro ciento noventa y dos punto ciento sesenta y ocho punto cien punto veinte',
  ],
  [
    SPANISH,
    'npm i --save-dev -v en ~/src/app.ts',
    'npm i guion guion save-dev guion v en tilde barra src barra app punto ts',
  ],
  [SPANISH, 'Una pausa --breve-- y sigue', 'Una pausa —breve— y sigue'],
  [SPANISH, 'a >= b && c != d || e == f', 'a mayor o igual que b y c distinto de d o e igual a f'],
  [FRENCH, 'x ?? y ou quoi ??', 'x ou y ou quoi ?'],
  [SPANISH, 'Siglo XXI, y/o C# a las 14:30 h', 'Siglo veintiuno, y o C sharp a las catorce treinta'],
  [SPANISH, 'Tarda 1 h 30 min, cuesta US$ 5', 'Tarda una hora treinta minutos, cuesta cinco dólares'],
  [SPANISH, 'Archivos, etc. Véase C:\\tmp', 'Archivos, etcétera. Véase C: barra invertida tmp'],
  [FRENCH, 'XXIe siècle, 23 pages et/ou 10k', 'vingt et unième siècle, vingt-trois pages et ou dix mille'],
  [FRENCH, '512 Kio à 100 Mbit/s', 'cinq cent douze kibioctets à cent mégabits par seconde'],
  [ITALIAN, 'XXI secolo, 1 h e 3/4', "ventunesimo secolo, un'ora e tre quarti"],
  [PORTUGUESE, '1.500.000 e nº 4, US$ 20', 'um milhão e quinhentos mil e número quatro, vinte dólares'],
  [HINDI, '१२३ और 21वीं, 23:59 बजे', 'एक सौ तेईस और इक्कीसवीं, तेईस बजकर उनसठ मिनट'],
  [HINDI, 'पी.डी.', 'पी डी.'],
];

describe('normalizeWith', () => {
  for (const [wording, text, spoken] of SPOKEN) {
    it(`says ${JSON.stringify(text)}`, () => {
      const tokens = normalizeWith(wording, text);
      assert.equal(joinTokens(tokens), spoken);
      // The words for a number or symbol share its range, and the stop of an abbreviation lies in it; others follow.
      let last = { start: 0, end: 0 };
      for (const { start, end } of tokens) {
        const inside = start >= last.start && end <= last.end;
        assert.ok(inside || start >= last.end, `${start} to ${end} after ${last.start} to ${last.end}`);
        assert.ok(end > start && end <= text.length);
        if (!inside) last = { start, end };
      }
    });
  }
});
