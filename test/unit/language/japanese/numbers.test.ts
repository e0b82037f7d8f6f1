import assert from 'node:assert/strict';
import { Counters } from '../../../../src/language/japanese/normalization/counters';
import { cardinal, decimal, lengthened, version } from '../../../../src/language/japanese/normalization/numbers';
import { japaneseTables } from './japaneseData';

describe('Japanese numbers', () => {
  let counters: Counters;
  before(async () => (counters = new Counters((await japaneseTables()).counters)));

  const named: [string, string][] = [
    ['0', 'ゼロ'],
    ['10', 'じゅう'],
    ['14', 'じゅうよん'],
    ['300', 'さんびゃく'],
    ['608', 'ろっぴゃく はち'],
    ['1000', 'せん'],
    ['3801', 'さんぜん はっぴゃく いち'],
    ['10000', 'いちまん'],
    ['10000000', 'いっせんまん'],
    ['123456789', 'いちおく にせん さんびゃく よんじゅうごまん ろくせん ななひゃく はちじゅうきゅう'],
    ['8000000000000', 'はっちょう'],
    ['007', 'ゼロ ゼロ なな'],
  ];
  for (const [digits, said] of named) it(`name ${digits}`, () => assert.equal(cardinal(digits), said));

  it('have decimal points', () => {
    assert.equal(decimal('0.5'), 'れいてん ご');
    assert.equal(decimal('1,010.25'), 'せん じゅってん に ご');
    assert.equal(version('1.10.3'), 'いってん じゅってん さん');
  });

  it('have long vowels', () => {
    assert.equal(lengthened('きゅうじゅう'), 'きゅーじゅー');
    assert.equal(lengthened('とおか めいさま おうふく'), 'とーか めーさま おーふく');
    assert.equal(lengthened('ふつか くに'), 'ふつか くに');
  });

  const counted: [string, string, string][] = [
    ['1', '個', 'いっこ'],
    ['6', '回', 'ろっかい'],
    ['8', '冊', 'はっさつ'],
    ['10', '分', 'じゅっぷん'],
    ['3', '分', 'さん ぷん'],
    ['4', '分', 'よん ぷん'],
    ['3', '本', 'さん ぼん'],
    ['5', '本', 'ご ほん'],
    ['100', '匹', 'ひゃっぴき'],
    ['3', '階', 'さん がい'],
    ['1', 'つ', 'ひとつ'],
    ['9', 'つ', 'ここのつ'],
    ['2', '人', 'ふたり'],
    ['14', '人', 'じゅうよにん'],
    ['4', '時', 'よじ'],
    ['7', '月', 'しちがつ'],
    ['20', '日', 'はつか'],
    ['24', '日', 'にじゅうよっか'],
    ['2024', '年', 'にせん にじゅうよねん'],
    ['20', '歳', 'はたち'],
    ['2', '桁', 'ふたけた'],
  ];
  for (const [digits, counter, said] of counted) {
    it(`count ${digits}${counter}`, () => {
      assert.deepEqual(counters.read(digits, counter, ''), { reading: said, length: counter.length });
    });
  }

  it('ignore words that only begin like a counter', () => {
    for (const after of ['日本', '分割', '本体', '人気', '時点', '点検']) {
      assert.deepEqual(counters.read('3', after, ''), { reading: 'さん', length: 0 }, after);
    }
  });

  it('distinguish the first of the month from one day', () => {
    assert.equal(counters.read('1', '日', '5月').reading, 'ついたち');
    assert.equal(counters.read('1', '日', '').reading, 'いちにち');
  });
});
