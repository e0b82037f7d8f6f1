import assert from 'node:assert/strict';
import { nodeHost } from '../../../../src/engine/languages';
import { isKnown } from '../../../../src/kokoro/vocabulary';
import { Japanese } from '../../../../src/language/japanese/japanese';
import { assertLinear, repeatTo } from '../../../support/linearTime';
import { japanese, NOWHERE, say } from './japaneseData';

describe('Japanese', () => {
  const sentences: [string, string][] = [
    ['昨日、学校へ行って、先生に会いました。', 'kʲinoː, ɡaʔkoː e iʔte, seɴseː ɲi ai maɕita.'],
    ['コンピューターの電源を入れる。', 'kompʲɨːtaː no deŋɡeɴ o iɾeɾɯ.'],
    ['「新聞を読んだ」と彼女は言った。', '“ɕimbɯɴ o jonda” to kanoʥo βa iʔta.'],
    ['この関数は、値を返さない場合がある。', 'kono kaɴsɨː βa, atai o kaesanai baai ɡa aɾɯ.'],
    ['東京と大阪、どちらが好きですか？', 'toːkʲoː to oːsaka, doʨiɾa ɡa sɨkʲi desɨ ka?'],
    ['雨が降ったので、試合は中止になった。', 'ame ɡa ɸɯʔta no de, ɕiai βa ʨɨːɕi ɲinaʔta.'],
    ['今日は良い天気ですね。', 'kʲoː βa iː teŋkʲi desɨ ne.'],
    ['っていうか、ヴァイオリンを弾く。', 'ʔte iɯ ka, baioɾʲiɴ o çikɯ.'],
    ['天気・気温', 'teŋkʲi kʲioɴ'],
    ['（例：設定）を見る', '(ɾeː: seʔteː) o mʲiɾɯ'],
  ];
  for (const [sentence, phonemes] of sentences) {
    it(`reads ${sentence}`, async () => assert.equal(await say(sentence), phonemes));
  }

  it('reads numbers with their counters', async () => {
    assert.equal(await say('2つの袋に、鉛筆が3本。'), 'ɸɯtaʦɨ no ɸɯkɯɾo ɲi, empʲiʦɨ ɡa saɴ boɴ.');
    assert.equal(await say('10週間で1,024個'), 'ʥɨʔɕɨːkaɴ de seɴ ɲiʥɨːjoɴ ko');
    assert.equal(await say('4月20日'), 'ɕiɡaʦɨ haʦɨka');
  });

  it('reads words by their neighbours', async () => {
    const readings: [string, string][] = [
      ['水曜日に', 'sɨijoːbʲi ɲi'],
      ['日本人とペルー人', 'ɲihoɲʥiɴ to peɾɯː ʥiɴ'],
      ['何が、何も、何を', 'naɲi ɡa, naɲi mo, naɲi o'],
      ['何ですか', 'naɴ desɨ ka'],
      ['富士山と高い山', 'ɸɯʥisaɴ to takai jama'],
      ['兄さんと兄', 'ɲiː saɴ to aɲi'],
      ['お母さんと母', 'okaːsaɴ to haha'],
      ['一日中と世界中', 'iʨiɲiʨi ʥɨː to sekai ʥɨː'],
      ['世界中心', 'sekai ʨɨːɕiɴ'],
      ['9人', 'kʲɨː ɲiɴ'],
      ['この人', 'kono çito'],
    ];
    for (const [text, phonemes] of readings) assert.equal(await say(text), phonemes);
  });

  it('reads numbers in kanji like digits', async () => {
    const pairs: [string, string][] = [
      ['四月九日', '4月9日'],
      ['二日と四時半', '2日と4時半'],
      ['一回、一本、一匹、三匹', '1回、1本、1匹、3匹'],
      ['二十四時間', '24時間'],
      ['二〇二四年', '2024年'],
      ['三時十分', '3時10分'],
    ];
    for (const [kanji, digits] of pairs) assert.equal(await say(kanji), await say(digits));
  });

  it('keeps words that begin like a number with its counter', async () => {
    assert.equal(await say('六本木'), 'ɾoʔpoŋɡʲi');
    assert.equal(await say('四日市'), 'joʔkaiʨi');
    assert.equal(await say('十分な量'), 'ʥɨːbɯɴ na ɾʲoː');
  });

  it('reads known Latin words and letters as Japanese, and asks English for others', async () => {
    assert.equal(await say('GitのAPI'), 'ɡʲiʔto no eːpʲiːai');
    assert.equal(await say('widgetを置く'), 'βiʥeʔto o okɯ');
  });

  it('maps every word to its range in the sentence', async () => {
    const ja = await japanese();
    const places = ja.normalize('ｶﾞﾗｽを12個、割った！').map(({ text, start, end }) => [text, start, end]);
    assert.deepEqual(places, [
      ['ガラス', 0, 4],
      ['を', 4, 5],
      ['じゅうにこ', 5, 8],
      [',', 8, 9],
      ['割った', 9, 12],
      ['!', 12, 13],
    ]);
  });

  it('covers every token with one segment, and does not pause before a particle', async () => {
    const ja = await japanese();
    const tokens = ja.normalize('猫がfooの上で寝る。');
    const runs = await ja.phonemize(tokens);
    assert.deepEqual(
      runs.map(({ start, end }) => [start, end]),
      tokens.map(({ start, end }) => [start, end]),
    );
    assert.equal(runs[0]?.proclitic, true);
    assert.equal(runs[1]?.proclitic, undefined);
  });

  it('reads tokens that it did not make, and keeps given phonemes', async () => {
    const ja = await japanese();
    const token = { kind: 'word', start: 0, end: 2, spaceBefore: false } as const;
    const runs = await ja.phonemize([
      { ...token, text: '名前' },
      { ...token, text: 'Kokoro', phonemes: 'kokoɾo' },
    ]);
    assert.deepEqual(
      runs.map(({ phonemes }) => phonemes),
      ['namae', 'kokoɾo'],
    );
  });

  it('reads any text, in linear time', async function () {
    this.timeout(300_000); // only a guard against hanging
    const texts = [
      '漢',
      'あ',
      'ー',
      'っ',
      '1',
      'a',
      '。',
      '😀',
      '\ud800',
      '\u200b',
      'か\u3099',
      '𠮟',
      'ab12',
      '-1',
      'שלום',
      '㍿',
    ];
    const ja = await japanese();
    for (const text of texts) {
      assertLinear(
        JSON.stringify(text),
        (length) => {
          const long = repeatTo(length, text);
          let last = 0;
          for (const { start, end } of ja.normalize(long)) {
            assert.ok(start >= last && end >= start && end <= long.length, `${start} to ${end}, after ${last}`);
            last = start;
          }
        },
        2_000,
      );
    }
    for (const text of ['', ' ', '…', '」」「', '🎉🎉', '\udc00\ud800', 'ゝゞ々', 'ぁぃぅ', 'んんっー']) {
      assert.ok(Array.from(await say(text)).every(isKnown), text);
    }
  });

  it('names the missing data file', async () => {
    await assert.rejects(Japanese.load(nodeHost(() => NOWHERE)), /nothing\.bin/);
  });
});
