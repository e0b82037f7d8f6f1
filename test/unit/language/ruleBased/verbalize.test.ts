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
  [SPANISH, '1.000.000 a las 9:05', 'un millón a las nueve y cinco'],
  [
    ITALIAN,
    'Il 1/12/2026, 28 file e la 2ª sig.ra',
    'Il primo dicembre duemilaventisei, ventotto file e la seconda signora',
  ],
  [ITALIAN, '-5 °C', 'meno cinque gradi Celsius'],
  [PORTUGUESE, 'R$ 10,50 e 2 páginas', 'dez reais e cinquenta centavos e duas páginas'],
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
  [SPANISH, 'Siglo XXI, y/o C# a las 14:30 h', 'Siglo veintiuno, y o C sharp a las catorce y treinta'],
  [SPANISH, 'Tarda 1 h 30 min, cuesta US$ 5', 'Tarda una hora treinta minutos, cuesta cinco dólares'],
  [SPANISH, 'Archivos, etc. Véase C:\\tmp', 'Archivos, etcétera. Véase C: barra invertida tmp'],
  [FRENCH, 'XXIe siècle, 23 pages et/ou 10k', 'vingt et unième siècle, vingt-trois pages et ou dix mille'],
  [FRENCH, '512 Kio à 100 Mbit/s', 'cinq cent douze kibioctets à cent mégabits par seconde'],
  [ITALIAN, 'XXI secolo, 1 h e 3/4', "ventunesimo secolo, un'ora e tre quarti"],
  [PORTUGUESE, '1.500.000 e nº 4, US$ 20', 'um milhão e quinhentos mil e número quatro, vinte dólares'],
  [HINDI, '१२३ और 21वीं, 23:59 बजे', 'एक सौ तेईस और इक्कीसवीं, तेईस बजकर उनसठ मिनट'],
  [HINDI, 'पी.डी.', 'पी डी.'],
  [SPANISH, '5 m², 2 kWh, 3 GB/s', 'cinco metros cuadrados, dos kilovatios hora, tres gigabytes por segundo'],
  [SPANISH, '4 ppm, 10μs y 1.5em', 'cuatro partes por millón, diez microsegundos y uno punto cinco em'],
  [
    FRENCH,
    '8 MiB, 60 fps, 9,8 m/s²',
    'huit mébibytes, soixante images par seconde, neuf virgule huit mètres par seconde au carré',
  ],
  [ITALIAN, '3mi, 2 rpm, 4 km²', 'tre miglia, due giri al minuto, quattro chilometri quadrati'],
  [PORTUGUESE, '2 psi, 3 ns', 'duas libras por polegada quadrada, três nanossegundos'],
  [HINDI, '3 kW, 5 m²', 'तीन किलोवाट, पाँच वर्ग मीटर'],
  [
    FRENCH,
    '3 000 €/mois, 5,5 l/100 km et H₂O',
    'trois mille euros par mois, cinq virgule cinq litres par cent kilomètres et H deux O',
  ],
  [
    SPANISH,
    '5·10³ m de 5 cm x 3 cm en 4K',
    'cinco por diez al cubo m de cinco centímetros por tres centímetros en cuatro K',
  ],
  [SPANISH, 'Juan C. López, el tipo C y el siglo V', 'Juan C. López, el tipo C y el siglo cinco'],
  [SPANISH, 'Las vacaciones empiezan el 1 de julio.', 'Las vacaciones empiezan el uno de julio.'],
  [PORTUGUESE, '0800 123 4567', 'zero oito zero zero, um dois três, quatro cinco seis sete'],
  // Words that look like units.
  [ITALIAN, 'Le 3 mi piacciono', 'Le tre mi piacciono'],
  [SPANISH, 'DE 9 A 5', 'DE nueve A cinco'],
  [FRENCH, "En 2020 l'entreprise et 5 l’eau", "En deux mille vingt l'entreprise et cinq l'eau"],
  [ITALIAN, "Nel 2020 l'azienda", "Nel duemilaventi l'azienda"],
  // Numbers agree with the unit, not with its denominator.
  [
    SPANISH,
    '200 km/h, 1 ppm, 21 fps',
    'doscientos kilómetros por hora, una parte por millón, veintiún fotogramas por segundo',
  ],
  [PORTUGUESE, '2 km/h, 200 g, 2 ppm', 'dois quilômetros por hora, duzentos gramas, duas partes por milhão'],
  [FRENCH, '1 km/h, 21 t, 1 Wh', 'un kilomètre par heure, vingt et une tonnes, un watt-heure'],
  [FRENCH, '1 ips, 1 lb, 21 oz', 'une image par seconde, une livre, vingt et une onces'],
  [ITALIAN, '1 yd, 1 oz, 1 ppm, 1 fps', "una iarda, un'oncia, una parte per milione, un fotogramma al secondo"],
];

describe('normalizeWith', () => {
  for (const [rules, text, spoken] of SPOKEN) {
    it(`verbalizes ${JSON.stringify(text)}`, () => {
      const tokens = normalizeWith(rules, text);
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
