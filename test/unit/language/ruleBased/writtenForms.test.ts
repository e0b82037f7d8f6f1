import assert from 'node:assert/strict';
import { joinTokens } from '../../../../src/language/language';
import { normalizeWith } from '../../../../src/language/ruleBased/normalization/normalize';
import type { RuleBasedLanguageCode } from '../../../../src/language/ruleBased/g2p/ruleData';
import { RULES } from './rules';

/** Written forms, and the words for them. */
const FORMS: Readonly<Record<RuleBasedLanguageCode, readonly (readonly [written: string, said: string])[]>> = {
  es: [
    ['5-3=2, 2π, √2, 5‰', 'cinco menos tres igual a dos, dos pi, raíz de dos, cinco por mil'],
    ['50/50, 24/7, 31/12', 'cincuenta cincuenta, veinticuatro siete, treinta y uno de diciembre'],
    ['15-ene-2020, 5-jun-98', 'quince de enero de dos mil veinte, cinco de junio de mil novecientos noventa y ocho'],
    ['juan_perez-99@mail.es', 'juan guion bajo perez guion noventa y nueve arroba mail punto es'],
    ['ana-luz@mail.es', 'ana guion luz arroba mail punto es'],
    ['200 d. C., 44 a.C.', 'doscientos después de Cristo, cuarenta y cuatro antes de Cristo.'],
    ['612 345 678', 'seis uno dos tres cuatro cinco seis siete ocho'],
    ['900 123 456', 'nueve cero cero, uno dos tres, cuatro cinco seis'],
    ['5 Mb/s, 100 CV, 90°, 2° piso', 'cinco megabits por segundo, cien caballos, noventa grados, segundo piso'],
    ['Sta. Ana, km 5', 'santa Ana, kilómetro cinco'],
  ],
  fr: [
    ['9h-17h, 37°, 6°', 'neuf heures à dix-sept heures, trente-sept degrés, sixième'],
    ['no 5, nos 5 et 6, no limit', 'numéro cinq, numéros cinq et six, no limit'],
    ['14/07, πr', 'quatorze juillet, pi r'],
    ['jean-luc@mail.fr', 'jean tiret luc arobase mail point fr'],
  ],
  it: [
    ['333 1234567', 'tre tre tre, uno due tre quattro cinque sei sette'],
    ['06-12345678', 'zero sei, uno due tre quattro cinque sei sette otto'],
    ['100 mq, 5 hg, 2 mln', 'cento metri quadrati, cinque etti, due milioni'],
    ['lun 5 giugno', 'lunedì cinque giugno'],
  ],
  'pt-br': [
    ['11 91234-5678', 'um um, nove um dois três quatro, cinco seis sete oito'],
    ['123.456.789-09', 'um dois três, quatro cinco seis, sete oito nove, zero nove'],
    ['D. Pedro II, D. Maria', 'dom Pedro segundo, dona Maria'],
    ['R. das Flores, séc. XX', 'rua das Flores, século vinte'],
  ],
  hi: [
    ['1914-1918, जून 1999', 'उन्नीस सौ चौदह से उन्नीस सौ अठारह, जून उन्नीस सौ निन्यानवे'],
    ['98765 43210', 'नौ आठ सात छह पाँच, चार तीन दो एक शून्य'],
    ['21/11, α', 'इक्कीस बटा ग्यारह, अल्फा'],
  ],
};

describe('Written forms of the rule-based languages', () => {
  for (const [code, forms] of Object.entries(FORMS)) {
    it(`are said: ${code}`, () => {
      for (const [written, said] of forms)
        assert.equal(joinTokens(normalizeWith(RULES[code as RuleBasedLanguageCode], written)), said, written);
    });
  }
});
