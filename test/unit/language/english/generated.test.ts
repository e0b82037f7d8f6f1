import assert from 'node:assert/strict';
import { languages } from '../../../../src/engine/languages';
import { CURRENCIES } from '../../../../src/language/english/normalization/currencies';
import { UNIT_SYMBOLS, unitName } from '../../../../src/language/english/normalization/units';
import { joinTokens, type Language } from '../../../../src/language/language';

/** Symbols that are no units behind a space, or none at all without what follows. */
const WORDS_TOO =
  /^(?:in|us|em|pt|MP|deg|rad|x|X|×|k|M|K|d|w|y|T|B|m|bn|bar|kn|N|cal|mo|it|op|tok|req|img|ops|toks|reqs|imgs|°|º)$/;
const MONTHS = 'January February March April May June July August September October November December'.split(' ');

describe('English, generated from its tables', () => {
  let english: Language;
  const say = (text: string): string => joinTokens(english.normalize(text));

  before(async () => {
    english = await languages.load('en-us');
  });

  it('says every unit as one, many, a decimal, a negative number and a range', () => {
    const units = UNIT_SYMBOLS.filter((symbol) => !WORDS_TOO.test(symbol));
    assert.ok(units.length > 100);
    for (const unit of units) {
      const [one, more] = [unitName(unit, true, false), unitName(unit, false, false)];
      assert.ok(one !== undefined && more !== undefined, unit);
      for (const space of ['', ' ']) {
        assert.equal(say(`It is 1${space}${unit} now`), `It is one ${one} now`);
        assert.equal(say(`It is 12${space}${unit} now`), `It is twelve ${more} now`);
        assert.equal(say(`It is 2.5${space}${unit} now`), `It is two point five ${more} now`);
        assert.equal(say(`It is -3${space}${unit} now`), `It is minus three ${more} now`);
        assert.equal(say(`It is 5-10${space}${unit} now`), `It is five to ten ${more} now`);
        assert.equal(say(`It is 5${space}${unit}-10${space}${unit} now`), `It is five ${more} to ten ${more} now`);
      }
    }
  });

  it('says every currency before and after an amount, with cents and with a scale word', () => {
    assert.ok(CURRENCIES.size > 50);
    for (const [sign, { one, more, cent, cents }] of CURRENCIES) {
      const space = /^\p{L}+$/u.test(sign) ? ' ' : '';
      for (const between of sign.endsWith('$') ? [] : ['', ' ']) {
        assert.equal(say(`It is 1${between}${sign} now`), `It is one ${one} now`);
        assert.equal(say(`It is 20${between}${sign} now`), `It is twenty ${more} now`);
        if (cents !== '')
          assert.equal(say(`It is 3,50${between}${sign} now`), `It is three ${more} and fifty ${cents} now`);
      }
      if (!sign.endsWith('$')) assert.equal(say(`It is 2 million ${sign} now`), `It is two million ${more} now`);
      if (/^\p{Ll}/u.test(sign)) continue; // "kr" stands behind only
      assert.equal(say(`It is ${sign}${space}1 now`), `It is one ${one} now`);
      assert.equal(say(`It is ${sign}${space}20 now`), `It is twenty ${more} now`);
      assert.equal(say(`It is ${sign}${space}2 million now`), `It is two million ${more} now`);
      assert.equal(say(`It is -${sign}${space}5 now`), `It is minus five ${more} now`);
      if (cents !== '') {
        assert.equal(say(`It is ${sign}${space}3.50 now`), `It is three ${more} and fifty ${cents} now`);
        assert.equal(say(`It is ${sign}${space}1.01 now`), `It is one ${one} and one ${cent} now`);
      }
      assert.equal(say(`It is ${sign}${space}2.5 billion now`), `It is two point five billion ${more} now`);
      if (cents !== '') assert.equal(say(`It is ${sign}${space}3.5 now`), `It is three ${more} and fifty ${cents} now`);
    }
  });

  it('says the date of every month in every format', () => {
    for (const [i, month] of MONTHS.entries()) {
      const name = month.toLowerCase();
      const number = String(i + 1).padStart(2, '0');
      const short = month.slice(0, 3);
      const monthFirst = `on ${name} twenty sixth twenty fourteen`;
      for (const date of [
        ...[`2014-${number}-26`, `2014/${number}/26`, `2014.${number}.26`, `${number}/26/2014`, `${number}/26/14`],
        ...[`${month} 26, 2014`, `${month} 26th, 2014`, `${month} 26 2014`, `${short} 26, 2014`, `${short}. 26, 2014`],
        ...[
          `${month.toUpperCase()} 26, 2014`,
          `${short.toUpperCase()} 26 2014`,
          `26/${number}/2014`,
          `26-${number}-2014`,
        ],
        `26.${number}.2014`,
      ])
        assert.equal(say(`on ${date}`), monthFirst, date);
      const dayFirst = `on the twenty sixth of ${name} twenty fourteen`;
      for (const date of [
        `26 ${month} 2014`,
        `26th ${month} 2014`,
        `26th of ${month}, 2014`,
        `26-${short}-2014`,
        `26 ${short}. 2014`,
      ])
        assert.equal(say(`on ${date}`), dayFirst, date);
      assert.equal(say(`in ${month} 1998`), `in ${name} nineteen ninety eight`);
      assert.equal(say(`${month} 3–5`), `${name} third to fifth`);
    }
  });

  it('says every minute of the day', () => {
    const number = (n: number): string => say(`It is ${n} now`).slice('It is '.length, -' now'.length);
    for (let minute = 1; minute < 60; minute++) {
      const written = String(minute).padStart(2, '0');
      const said = minute < 10 ? `oh ${number(minute)}` : number(minute);
      assert.equal(say(`at 7:${written} pm`), `at seven ${said} P M`);
      assert.equal(say(`at 7.${written} p.m. on`), `at seven ${said} P M on`);
      assert.equal(say(`7:${written}-8:${written}`), `seven ${said} to eight ${said}`);
    }
    for (let hour = 1; hour <= 12; hour++) {
      assert.equal(say(`at ${hour}am or ${hour} PM`), `at ${number(hour)} A M or ${number(hour)} P M`);
      assert.equal(say(`${hour}am-${hour}pm`), `${number(hour)} A M to ${number(hour)} P M`);
    }
  });
});
