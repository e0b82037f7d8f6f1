// Every row of the tables of units, currencies and months, in every way in which it is written.
import assert from 'node:assert/strict';
import { joinTokens } from '../../../../src/language/language';
import { normalizeWith } from '../../../../src/language/ruleBased/normalization/normalize';
import type { VerbalizationRules } from '../../../../src/language/ruleBased/normalization/verbalizationRules';
import { RULES } from './rules';

function said(rules: VerbalizationRules, text: string): string {
  return joinTokens(normalizeWith(rules, text));
}

/** Whether `words` ends with the noun of a unit or currency. */
function assertEnds(words: string, noun: string, text: string): void {
  assert.ok(words.replaceAll("'", ' ').endsWith(` ${noun.replaceAll("'", ' ')}`), `${text}: ${words}, not ${noun}`);
}

/** A number as the language writes it. */
const written = ({ decimal }: VerbalizationRules, number: string): string => number.replace('.', decimal);

for (const [code, rules] of Object.entries(RULES)) {
  describe(`tables (${code})`, () => {
    it('say every unit after one, many, decimals, a minus sign, a range and a fraction', () => {
      for (const [symbol, [one, many]] of Object.entries(rules.units)) {
        if (symbol === '°') continue; // also the mark of an ordinal
        const space = /^[%k]$/.test(symbol) ? '' : ' ';
        if (symbol !== 'k') assertEnds(said(rules, `x 1${space}${symbol}`), one, symbol);
        for (const number of ['2', '−3', '-4', '5-6', '7–8', '1000000.25']) {
          const text = `${written(rules, number)}${space}${symbol}`;
          assertEnds(said(rules, text), many, text);
        }
        assert.ok(said(rules, `−3${space}${symbol}`).startsWith(`${rules.minus} `), symbol);
        assertEnds(said(rules, `2,5${space}${symbol}`.replace(',', rules.decimal)), many, symbol);
        if (!/^(?:[%k]|\p{Script=Devanagari}.*)$/u.test(symbol)) assertEnds(said(rules, `3/4 ${symbol}`), one, symbol);
      }
    });

    it('say every currency before and after an amount, with cents and with a scale word', () => {
      const scale =
        ['millones', 'millions', 'milioni', 'milhões', 'करोड़'].find((word) => rules.scale.test(` ${word}`)) ?? '';
      for (const [currency, { name, cent }] of Object.entries(rules.money.byCode)) {
        const [one, many] = name;
        if (currency.length !== 3) continue;
        for (const text of [`1 ${currency}`, `${currency} 1`]) assertEnds(said(rules, text), one, text);
        for (const text of [`2 ${currency}`, `${currency} 2`, `${currency}2`])
          assertEnds(said(rules, text), many, text);
        for (const text of [`${currency} 2 ${scale}`, `2 ${scale} ${currency}`]) {
          assertEnds(said(rules, text), `${scale} ${rules.of(many)}`, text);
        }
        const [, cents] = cent ?? name;
        const amount = written(rules, '3.07');
        for (const text of [`${amount} ${currency}`, `${currency} ${amount}`])
          assertEnds(said(rules, text), cents, text);
      }
    });

    it('say the signs of currencies before and after an amount', () => {
      for (const sign of [
        '$',
        '€',
        '£',
        '¥',
        '₹',
        '₩',
        '₽',
        '₺',
        '₴',
        '₪',
        '₫',
        '₱',
        '₦',
        '฿',
        '₡',
        '₲',
        '₸',
        '₵',
        '৳',
        'US$',
        'R$',
      ]) {
        const texts = [`${sign}5`, `${sign} 5`, `5${sign}`, `5 ${sign}`];
        const readings = new Set(texts.map((text) => said(rules, text)));
        assert.equal(readings.size, 1, `${sign}: ${[...readings].join(' / ')}`);
        assert.match([...readings].join(), / /, sign);
        assert.equal(said(rules, `−${sign}5`), `${rules.minus} ${[...readings].join()}`, sign);
      }
    });

    it('say every month in every format of a date', () => {
      for (const [written, month] of rules.months) {
        const name = rules.date('', month, '');
        const date = rules.date('5', month, '2026');
        const number = String(month).padStart(2, '0');
        for (const text of [`5 ${written} 2026`, `05/${number}/2026`, `5-${String(month)}-2026`, `2026-${number}-05`]) {
          assert.equal(said(rules, text), date, text);
        }
        assert.equal(said(rules, `05.${number}.2026`), date);
        assert.equal(said(rules, `2026/${number}/05`), date);
        assert.equal(said(rules, `${number}/2026`), rules.date('', month, '2026'));
        if (written !== name)
          assert.equal(said(rules, `${written}. 22`), `${name} ${rules.cardinal('22', '')}`, written);
      }
    });
  });
}
