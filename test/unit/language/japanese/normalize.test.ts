import assert from 'node:assert/strict';
import { fold } from '../../../../src/language/japanese/normalization/fold';
import { JapaneseNormalizer } from '../../../../src/language/japanese/normalization/normalize';
import { assertLinear, repeatTo } from '../../../support/linearTime';
import { japaneseTables } from './japaneseData';

let normalizer: JapaneseNormalizer;

/** The normalized text, with known readings in brackets and foreign words in angle brackets. */
function said(sentence: string): string {
  const { said: text, given } = normalizer.normalize(sentence);
  let result = '';
  let at = 0;
  for (const { start, end, reading } of given) {
    result +=
      text.text.slice(at, start) + (reading === undefined ? `<${text.text.slice(start, end)}>` : `[${reading}]`);
    at = end;
  }
  return result + text.text.slice(at);
}

describe('Japanese text', () => {
  before(async () => (normalizer = new JapaneseNormalizer(await japaneseTables())));

  const cases: [string, string][] = [
    ['会議は2025-03-09です', '会議は[にせん にじゅーご ねん さんがつ ここのか]です'],
    ['9:05に開始', '[くじ ご ふん]に開始'],
    ['気温-12℃', '気温マイナス[じゅーに]度'],
    ['40%から12.5%へ', '[よんじゅっパーセント]から[じゅーにてん ご パーセント]へ'],
    ['3〜5回', '[さん]から[ご かい]'],
    ['全体の1/4', '全体の[よん ぶんの いち]'],
    ['$20と¥99', '[にじゅー ]ドルと[きゅーじゅーきゅー ]円'],
    ['遅延35ms', '遅延[さんじゅーご]ミリ秒'],
    ['バージョン1.10', 'バージョン[いってん じゅー]'],
    ['図3-2', '図[さん]の[に]'],
    ['UTF-8とMP3', '[ユーティーエフ][エイト]と[エムピー][スリー]'],
    ['getUserNameを', '[ゲット][ユーザー][ネーム]を'],
    ['frobnicateする', '<frobnicate>する'],
    ['ＡＢＣ、１２', '[エービーシー]、[じゅーに]'],
    ['ｶﾞﾗｽ｡', 'ガラス。'],
    ['時速60mph', '時速[ろくじゅー]マイル毎時'],
    ['面積8m²', '面積[はち]平方メートル'],
    ['完了😀し\u200bた', '完了した'],
    ['x == y', '[エックス] イコール [ワイ]'],
    ['C++とC#', '[シー][プラス][プラス]と[シー][シャープ]'],
    ['長い\n文', '長い文'],
    ['long\n文', '<long> 文'],
    ['彼は"本"と言う', '彼は「本」と言う'],
    ['10万人と3千円', '[じゅーまん]人と[さんぜん]円'],
    ['詳細はhttps://docs.example.com/a。', '詳細は<docs>[ドット]<example>[ドット][コム][スラッシュ][エー]。'],
    ['3月1日(月)に', '[さんがつ][ついたち](月曜日)に'],
    ['3時間と5日間', '[さんじかん]と[いつかかん]'],
    ['4年間の14時間', '[よねんかん]の[じゅーよじかん]'],
    ['何本と何匹と何時', '[なん ぼん]と[なん びき]と[なんじ]'],
    ['一万二千三百個', '[いちまん にせん さんびゃっこ]'],
    ['12/15から12/20まで', '[じゅーにがつ じゅーご にち]から[じゅーにがつ はつか]まで'],
    ['2008/08と08-08-2008', '[にせん はち ねん はちがつ]と[にせん はち ねん はちがつ よーか]'],
    ['3:40am、10 p.m.', '午前[さんじ よんじゅっぷん]、午後[じゅーじ]'],
    ['USD1001、5 €、-¥3', '[せん いち ]アメリカドル、[ご]ユーロ、マイナス[さん ]円'],
    ['-1/100と1½', 'マイナス[ひゃく ぶんの いち]と[いち と に ぶんの いち]'],
    ['〒100-0001', '郵便番号[いち ゼロ ゼロ の ゼロ ゼロ ゼロ いち]'],
    ['1-2=-1', '[いち]マイナス[に]イコールマイナス[いち]'],
    ['3-2で勝つ', '[さん たい に]で勝つ'],
    ['三分の一と3分の1', '三分の一と[さん]分の[いち]'],
    ['3:30-4:34', '[さんじ さんじゅっぷん]から[よじ さんじゅーよん ぷん]'],
    ['2>1、3≥2', '[に]だいなり[いち]、[さん]だいなりイコール[に]'],
    ['第IV章、ルイXVI世', '第[よん]章、ルイ[じゅーろく]世'],
    ['A、B，C．', '[エー]、[ビー]、[シー]。'],
  ];
  for (const [sentence, spoken] of cases)
    it(`says ${JSON.stringify(sentence)}`, () => assert.equal(said(sentence), spoken));

  it('maps the output to the sentence', () => {
    const { said: text } = normalizer.normalize('値は１００％です');
    const at = text.text.indexOf('で');
    assert.deepEqual(text.sourceRange(at, at + 2), { start: 6, end: 8 });
    assert.deepEqual(text.sourceRange(2, at), { start: 2, end: 6 });
  });

  it('folds characters to their plain form and maps them to the sentence', () => {
    const folded = fold('ﾊﾟか\u3099①㎏');
    assert.equal(folded.text, 'パが1kg');
    assert.deepEqual(folded.sourceRange(0, 1), { start: 0, end: 2 });
    assert.deepEqual(folded.sourceRange(1, 2), { start: 2, end: 4 });
    assert.deepEqual(folded.sourceRange(3, 5), { start: 5, end: 6 });
  });

  it('takes time linear in the length, even for text made to be slow', function () {
    this.timeout(300_000); // only a guard against hanging
    for (const text of ['1.', '1,', 'a@', 'a.', '-1', '1/', '¥', "a'", '::', '"', '\n', '1:']) {
      assertLinear(JSON.stringify(text), (length) => normalizer.normalize(repeatTo(length, text)));
    }
  });
});
