import assert from 'node:assert/strict';
import type { GivenWord } from '../../../../src/language/japanese/g2p/taggedWord';
import { Tagger } from '../../../../src/language/japanese/g2p/tagger';
import { groupWords } from '../../../../src/language/japanese/g2p/words';
import { japaneseData } from './japaneseData';

async function words(text: string, given: readonly GivenWord[] = []): Promise<string[]> {
  return new Tagger(await japaneseData()).tag(text, given).map(({ start, end }) => text.slice(start, end));
}

describe("UniDic's words", () => {
  const sentences = [
    'すもも も もも も もも の うち 。',
    'お 兄 さん は 大きい 地図 を 買っ た 。',
    'ファイル を 開い て 、 内容 を 確認 する 。',
    '銀行 で 、 お 金 を 五百 円 、 下ろし た 。',
    '彼 は グギャラホン を 見 た',
  ];
  for (const sentence of sentences) {
    it(`are found in ${sentence.replaceAll(' ', '')}`, async () => {
      const text = sentence.replaceAll(' ', '');
      assert.deepEqual((await words(text)).join(''), text);
      assert.deepEqual(await words(text), sentence.split(' '));
    });
  }

  it('are separated by spaces, which are not words', async () => {
    assert.deepEqual(await words(' 今 日  '), ['今', '日']);
    assert.deepEqual(await words('   '), []);
    assert.deepEqual(await words(''), []);
  });

  it('do not overlap given words', async () => {
    const given = [{ start: 1, end: 3, like: 'NUMERIC' }];
    assert.deepEqual(await words('第十分の一', given), ['第', '十分', 'の', '一']);
    assert.deepEqual(await words('十分です', [{ start: 0, end: 1, like: 'NUMERIC' }]), ['十', '分', 'です']);
  });

  it('are the same in a text that is split for its length', async () => {
    const sentence = '雨が降ったので、試合は中止になった。';
    const once = await words(sentence);
    const often = await words(sentence.repeat(300));
    assert.deepEqual(often, Array.from({ length: 300 }, () => once).flat());
  });

  it('are joined if they form a common word', async () => {
    const data = await japaneseData();
    const text = '取り扱い説明書を読みました';
    const groups = groupWords(text, new Tagger(data).tag(text), data);
    assert.deepEqual(
      groups.map(({ start, end }) => text.slice(start, end)),
      ['取り扱い', '説明書', 'を', '読み', 'ました'],
    );
  });
});
