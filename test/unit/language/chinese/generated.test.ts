import assert from 'node:assert/strict';
import { nodeHost } from '../../../../src/engine/languages';
import { CURRENCY_CODES } from '../../../../src/language/chinese/normalization/currencies';
import { ChineseNormalizer } from '../../../../src/language/chinese/normalization/normalize';
import { UNITS } from '../../../../src/language/chinese/normalization/units';
import { type ChineseTables, readChineseTables } from '../../../../src/language/chinese/tables';

const DIGITS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** A number below one hundred. */
function small(number: number): string {
  const [tens, ones] = [Math.floor(number / 10), number % 10];
  const ten = tens === 0 ? '' : `${tens === 1 ? '' : (DIGITS[tens] ?? '')}十`;
  return ten + (ones > 0 || number === 0 ? (DIGITS[ones] ?? '') : '');
}

describe('Chinese, generated from its tables', () => {
  let tables: ChineseTables;
  let normalizer: ChineseNormalizer;

  before(async () => {
    tables = readChineseTables(await nodeHost().readData('chinese.br'));
    normalizer = new ChineseNormalizer(tables, (code) => code >= 0x4e00 && code <= 0x9fff);
  });

  const said = (text: string): string =>
    normalizer
      .normalize(text)
      .map((stretch) => (stretch.kind === 'latin' ? `<${stretch.text}>` : stretch.said.text))
      .join('');

  it('says every unit with a number, a decimal, a negative number, a scale word and a range', () => {
    assert.ok(UNITS.size > 100);
    for (const [unit, name] of UNITS) {
      const perSomething = /^(.+)(每(?!二次).+)$/.exec(name);
      const [before = '', after = ''] =
        unit === 'ppm' ? [name, ''] : perSomething ? [perSomething[2], perSomething[1]] : ['', name];
      const minus = /摄氏度|华氏度/.test(name) ? '零下' : '负';
      const two = after.endsWith('度') ? '二' : '两';
      for (const space of ['', ' ']) {
        assert.equal(said(`共1${space}${unit}。`), `共${before}一${after}.`);
        assert.equal(said(`共2${space}${unit}。`), `共${before}${two}${after}.`);
        assert.equal(said(`共12${space}${unit}。`), `共${before}十二${after}.`);
        assert.equal(said(`共2.5${space}${unit}。`), `共${before}二点五${after}.`);
        assert.equal(said(`共-3${space}${unit}。`), `共${before}${minus}三${after}.`);
        assert.equal(said(`共3万${space}${unit}。`), `共${before}三万${after}.`);
        assert.equal(said(`共5-10${space}${unit}。`), `共${before}五到十${after}.`);
        assert.equal(said(`共5${space}${unit}-10${space}${unit}。`), `共${before}五${after}到${before}十${after}.`);
      }
    }
  });

  it('says every currency before and after an amount, with a fraction and a scale word', () => {
    const currencies = [...tables.signs.money, ...Object.entries(CURRENCY_CODES)];
    assert.ok(currencies.length > 40);
    for (const [sign, name] of currencies) {
      for (const space of ['', ' ']) {
        assert.equal(said(`共${sign}${space}1。`), `共一${name}.`);
        assert.equal(said(`共${sign}${space}3.50。`), `共三点五零${name}.`);
        assert.equal(said(`共${sign}${space}2万。`), `共两万${name}.`);
        if (sign.endsWith('$') && sign !== '$') continue;
        assert.equal(said(`共1${space}${sign}。`), `共一${name}.`);
        assert.equal(said(`共3.50${space}${sign}。`), `共三点五零${name}.`);
        assert.equal(said(`共5万${space}${sign}。`), `共五万${name}.`);
      }
    }
  });

  it('says the date of every month in every format', () => {
    for (let month = 1; month <= 12; month++) {
      const padded = String(month).padStart(2, '0');
      const date = `于二零一四年${small(month)}月二十六日`;
      for (const written of [
        ...[`2014-${padded}-26`, `2014/${padded}/26`, `2014.${padded}.26`, `2014/${month}/26`, `26/${padded}/2014`],
        ...[`${padded}-26-2014`, `2014年${month}月26日`, `2014 年 ${padded} 月 26 日`],
      ])
        assert.equal(said(`于${written}`), date, written);
      for (const written of [
        `2014-${padded}`,
        `2014/${padded}`,
        `2014.${padded}`,
        `${padded}/2014`,
        `2014年${month}月`,
      ])
        assert.equal(said(`于${written}`), `于二零一四年${small(month)}月`, written);
      assert.equal(said(`于${month}月26号`), `于${small(month)}月二十六号`);
    }
  });

  it('says every minute of the day', () => {
    for (let hour = 0; hour < 24; hour++) {
      const said24 = `${hour === 2 ? '两' : small(hour)}点`;
      assert.equal(said(`在${hour}:00开会`), `在${said24}开会`);
      assert.equal(said(`在${hour}点开会`), `在${said24}开会`);
      for (let minute = 1; minute < 60; minute++) {
        const padded = String(minute).padStart(2, '0');
        const time = `${said24}${minute < 10 ? '零' : ''}${small(minute)}分`;
        assert.equal(said(`在${hour}:${padded}开会`), `在${time}开会`);
        assert.equal(said(`在${hour}点${padded}分开会`), `在${time}开会`);
        if (minute === 30) assert.equal(said(`${hour}:${padded}-${hour}:${padded}`), `${time}到${time}`);
      }
    }
  });

  it('says fractions, ordinals and scores of all small numbers', () => {
    for (let number = 2; number < 100; number++) {
      assert.equal(said(`约1/${number}的`), `约${small(number)}分之一的`);
      assert.equal(said(`约-1/${number}的`), `约负${small(number)}分之一的`);
      assert.equal(said(`第${number}个`), `第${small(number)}个`);
      assert.equal(said(`比分${number}-1`), `比分${small(number)}比一`);
      assert.equal(said(`以${number}:1战胜`), `以${small(number)}比一战胜`);
      assert.equal(said(`增长${number}%`), `增长百分之${small(number)}`);
    }
  });
});
