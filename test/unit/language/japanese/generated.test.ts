import assert from 'node:assert/strict';
import { CURRENCY_CODES } from '../../../../src/language/japanese/normalization/currencies';
import { JapaneseNormalizer } from '../../../../src/language/japanese/normalization/normalize';
import { UNITS } from '../../../../src/language/japanese/normalization/units';
import type { JapaneseTables } from '../../../../src/language/japanese/tables';
import { japaneseTables } from './japaneseData';

/** Digits and letters that were left as they are. */
const UNREAD = /[\dA-Za-z]/;

describe('Japanese, generated from its tables', () => {
  let tables: JapaneseTables;
  let normalizer: JapaneseNormalizer;
  const said = (text: string): string => normalizer.normalize(text).said.text;

  before(async () => {
    tables = await japaneseTables();
    normalizer = new JapaneseNormalizer(tables);
  });

  it('says every unit with a number, a decimal, a negative number and a range', () => {
    assert.ok(UNITS.size > 100);
    for (const [unit, name] of UNITS) {
      if (name === '%') continue; // a counter: じゅっパーセント
      // Some names are counters in kanji, which are read with the number: ななふん.
      const end = /[ァ-ヴ]/.test(name) ? name.slice(-3) : '';
      const ends = (text: string, number: RegExp): void => {
        const spoken = said(text);
        assert.match(spoken, number, text);
        assert.ok(spoken.includes(`${end}です`) && !UNREAD.test(spoken), `${text}: ${spoken}`);
      };
      for (const space of ['', ' ']) {
        ends(`約7${space}${unit}です`, /^約(?:なな|しち)/);
        ends(`約2.5${space}${unit}です`, /^約にてんご/);
        ends(`約 -3${space}${unit}です`, /マイナスさん/);
        ends(`約5〜7${space}${unit}です`, /^約ごから(?:なな|しち)/);
      }
    }
  });

  it('says every currency before and after an amount, with a fraction and a scale word', () => {
    for (const [sign, name] of [...tables.signs.money, ...Object.entries(CURRENCY_CODES)]) {
      assert.equal(said(`約${sign}5です`), `約ご${name}です`);
      assert.equal(said(`約${sign}3.50です`), `約さんてんごゼロ${name}です`);
      assert.equal(said(`約${sign}2万です`), `約にまん${name}です`);
      if (sign.endsWith('$') && sign !== '$') continue;
      assert.equal(said(`約5${sign}です`), `約ご${name}です`);
      assert.equal(said(`約2万 ${sign}です`), `約にまん${name}です`);
    }
  });

  it('says the date of every month in every format', () => {
    const months = 'いち に さん し ご ろく しち はち く じゅう じゅういち じゅうに'.split(' ');
    for (const [i, month] of months.entries()) {
      const padded = String(i + 1).padStart(2, '0');
      const date = `日付はにせんじゅうよねん${month}がつにじゅうろくにち`;
      for (const written of [`2014-${padded}-26`, `2014/${padded}/26`, `2014.${padded}.26`, `26/${padded}/2014`])
        assert.equal(said(`日付は${written}`), date, written);
      for (const written of [`2014-${padded}`, `2014/${padded}`, `2014.${padded}`, `${padded}/2014`])
        assert.equal(said(`日付は${written}`), `日付はにせんじゅうよねん${month}がつ`, written);
      assert.equal(said(`${i + 1}月20日`), `${month}がつはつか`);
    }
  });
});
