import assert from 'node:assert/strict';
import {
  cardinal,
  counting,
  decimal,
  digitByDigit,
  inName,
} from '../../../../src/language/chinese/normalization/numbers';

describe('Chinese numbers', () => {
  it('have names up to trillions', () => {
    const named: Record<string, string> = {
      0: '零',
      10: '十',
      12: '十二',
      20: '二十',
      105: '一百零五',
      110: '一百一十',
      1001: '一千零一',
      1010: '一千零一十',
      10000: '一万',
      10010: '一万零一十',
      100005: '十万零五',
      1234567: '一百二十三万四千五百六十七',
      100000000: '一亿',
      100010000: '一亿零一万',
      1000000000000: '一万亿',
      1000200000000: '一万零二亿',
    };
    for (const [digits, said] of Object.entries(named)) assert.equal(cardinal(digits), said, digits);
  });

  it('are read digit by digit if they begin with a zero or are too long', () => {
    assert.equal(cardinal('007'), '零零七');
    assert.equal(cardinal('12345678901234567'), '一二三四五六七八九零一二三四五六七');
    assert.equal(digitByDigit('110', '幺'), '幺幺零');
  });

  it('keep every digit after the point', () => {
    assert.equal(decimal('1,024.50'), '一千零二十四点五零');
    assert.equal(decimal('0.05'), '零点零五');
  });

  it('use 两 for counting', () => {
    assert.equal(counting('2'), '两');
    assert.equal(counting('20000'), '两万');
    assert.equal(counting('12'), '十二');
  });

  it('are cardinals in names if they are short', () => {
    assert.equal(inName('16'), '十六');
    assert.equal(inName('256'), '二五六');
  });
});
