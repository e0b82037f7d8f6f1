import assert from 'node:assert/strict';
import { nodeHost } from '../../../../src/engine/languages';
import { VOCABULARY } from '../../../../src/kokoro/vocabulary';
import { VOCABULARY_V11 } from '../../../../src/kokoro/vocabularyV11';
import { Chinese } from '../../../../src/language/chinese/chinese';
import { chinese, NOWHERE, say } from './chineseData';

describe('Chinese for v1.0', () => {
  it('reads 银行行长说这一行很难做', async () => {
    assert.equal(await say('v1.0', '银行行长说这一行很难做。'), 'i↗nxa↗ŋxa↗ŋꭧa↓ŋ ʂwo→ ꭧɤ↘ i→xa↗ŋ xə↓nna↗n ʦwo↘.');
  });

  it('reads 他长大后头发很长，音乐让他快乐', async () => {
    assert.equal(
      await say('v1.0', '他长大后头发很长，音乐让他快乐。'),
      'tʰa→ ꭧa↓ŋta↘ xou↘ tʰou↗fa↘ xə↓nꭧʰa↗ŋ, i→nɥe↘ ɻa↘ŋ tʰa→ kʰwai↘lɤ↘.',
    );
  });

  it('reads 重新编译，非常重要', async () => {
    assert.equal(await say('v1.0', '重新编译，非常重要！'), 'ꭧʰʊ↗ŋɕi→n pjɛ→ni↘, fei→ꭧʰa↗ŋ ꭧʊ↘ŋjau↘!');
  });

  it('reads “好的”，她说：（稍等）再见', async () => {
    assert.equal(await say('v1.0', '“好的”，她说：（稍等）再见。'), '“xau↓ tɤ”, tʰa→ ʂwo→: (ʂau→ tə↓ŋ) ʦai↘ʨjɛ↘n.');
  });

  it('reads 小孩儿在院子里玩', async () => {
    assert.equal(await say('v1.0', '小孩儿在院子里玩。'), 'ɕjau↓xai↗ɚ↗ ʦai↘ ɥɛ↘nʦɨ li↓ wa↗n.');
  });

  it('reads characters that are words by their neighbours', async () => {
    const syllables: [string, string][] = [
      ['全长175公里', 'ꭧʰa↗ŋ'],
      ['女性为54人', 'wei↗'],
      ['分别为甲和乙', 'wei↗'],
      ['为你54', 'wei↘'],
      ['率军南下', 'ʂwai↘'],
      ['汇率军事', 'ly↘'],
      ['第3行', 'xa↗ŋ'],
      ['3只猫', 'ꭧɨ→'],
      ['3处伤', 'ꭧʰu↘'],
      ['三重门', 'ꭧʰʊ↗ŋ'],
    ];
    for (const [text, syllable] of syllables) assert.ok((await say('v1.0', text)).includes(syllable), text);
  });

  it('knows words that the dictionary of readings lacks or has wrong', async () => {
    assert.equal(await say('v1.0', '落差'), 'lwo↘ꭧʰa→');
    assert.equal(await say('v1.0', '视为'), 'ʂɨ↘wei↗');
    assert.equal(await say('v1.1-zh', '落差'), 'ㄌ我4ㄔㄚ1');
  });

  it('maps every word to its range in the sentence', async () => {
    const language = await chinese('v1.0');
    const tokens = language.normalize('共有25个测试。');
    const places = tokens.map(({ text, start, end }) => [text, start, end]);
    assert.deepEqual(places, [
      ['共有', 0, 2],
      ['二十五个', 2, 5],
      ['测试', 5, 7],
      ['.', 7, 8],
    ]);
  });

  it('reads Latin words as English', async () => {
    assert.equal(await say('v1.0', '代码（Make）'), 'tai↘ma↓ (ˈmake)');
    assert.equal(await say('v1.0', '用Git提交，很快'), 'jʊ↘ŋ ˈit tʰi↗ʨjau→, xə↓nkʰwai↘');
  });
});

describe('Chinese for v1.1-zh', () => {
  it('reads 不怕，不来，看不懂', async () => {
    assert.equal(await say('v1.1-zh', '不怕，不来，看不懂。'), 'ㄅㄨ2ㄆㄚ4, ㄅㄨ4ㄌㄞ2, ㄎㄢ4ㄅㄨ5ㄉ中3.');
  });

  it('reads 一天，一次，一年，第一名，一一二', async () => {
    assert.equal(
      await say('v1.1-zh', '一天，一次，一年，第一名，一一二。'),
      'ㄧ4ㄊ言1, ㄧ2ㄘㄭ4, ㄧ4ㄋ言2, ㄉㄧ4ㄧ1ㄇ应2, ㄧ1ㄧ1ㄦ4.',
    );
  });

  it('reads 看一看，试试看，奶奶好', async () => {
    assert.equal(await say('v1.1-zh', '看一看，试试看，奶奶好。'), 'ㄎㄢ4ㄧ5ㄎㄢ4, ㄕ十4ㄕ十5ㄎㄢ4, ㄋㄞ3ㄋㄞ5/ㄏㄠ3.');
  });

  it('reads 我想买两把雨伞，老虎也很勇敢', async () => {
    assert.equal(
      await say('v1.1-zh', '我想买两把雨伞，老虎也很勇敢。'),
      '我2ㄒ阳3/ㄇㄞ3ㄌ阳2ㄅㄚ3/ㄩ2ㄙㄢ3, ㄌㄠ2ㄏㄨ2ㄝ3/ㄏㄣ3用2ㄍㄢ3.',
    );
  });

  it('reads 花儿、女儿和小孩儿都在这儿', async () => {
    assert.equal(
      await say('v1.1-zh', '花儿、女儿和小孩儿都在这儿。'),
      'ㄏ穵1ㄦ2, ㄋㄩ3ㄦ2/ㄏㄜ2/ㄒ要3ㄏㄞR2/ㄉㄡ1/ㄗㄞ4/ㄓㄦ4.',
    );
  });

  it('reads 我们把书放在桌子上，走了过来', async () => {
    assert.equal(
      await say('v1.1-zh', '我们把书放在桌子上，走了过来。'),
      '我3ㄇㄣ5/ㄅㄚ3/ㄕㄨ1/ㄈㄤ4ㄗㄞ4/ㄓ我1ㄗㄭ5/ㄕㄤ4, ㄗㄡ3/ㄌㄜ5/ㄍ我4ㄌㄞ5.',
    );
  });

  it('reads 五个苹果，朋友很漂亮，别生气嘛', async () => {
    assert.equal(
      await say('v1.1-zh', '五个苹果，朋友很漂亮，别生气嘛。'),
      'ㄨ3ㄍㄜ5/ㄆ应2ㄍ我3, ㄆㄥ2又5/ㄏㄣ3ㄆ要4ㄌ阳5, ㄅㄝ2ㄕㄥ1ㄑㄧ4/ㄇㄚ5.',
    );
  });

  it('reads 他慢慢地走，跑得很快', async () => {
    assert.equal(
      await say('v1.1-zh', '他慢慢地走，跑得很快。'),
      'ㄊㄚ1/ㄇㄢ4ㄇㄢ4/ㄉㄜ5/ㄗㄡ3, ㄆㄠ3/ㄉㄜ5/ㄏㄣ3ㄎ外4.',
    );
  });

  it('reads 展览馆，总统府，纸老虎', async () => {
    assert.equal(
      await say('v1.1-zh', '展览馆，总统府，纸老虎。'),
      'ㄓㄢ2ㄌㄢ2ㄍ万3, ㄗ中2ㄊ中2ㄈㄨ3, ㄓ十3ㄌㄠ2ㄏㄨ3.',
    );
  });

  it('separates English from Chinese with spaces', async () => {
    assert.equal(await say('v1.1-zh', '用Rust，好'), '用4 ˈrust , ㄏㄠ3');
  });
});

for (const model of ['v1.0', 'v1.1-zh'] as const) {
  describe(`Chinese for ${model}, with any input`, () => {
    const odd = [
      '',
      '\ud800中\udc00',
      '😀',
      '不不不不对',
      '鿕鿔龦',
      '𠀀字',
      '“”‘’【】',
      '好。。。儿儿',
      'ｇｏ！',
      'مرحبا你好',
      '—',
    ];

    it('uses only symbols of the model', async () => {
      const vocabulary = model === 'v1.0' ? VOCABULARY : VOCABULARY_V11;
      for (const text of [...odd, '3.5GB的#标签 & 邮箱 a@b.cn', '繁體字·測試《書》']) {
        for (const symbol of await say(model, text)) assert.ok(vocabulary.has(symbol), `${symbol} in ${text}`);
      }
    });

    it('covers the tokens with segments, in order', async () => {
      const language = await chinese(model);
      for (const text of [...odd, '他看一看，不说话儿；第3次 retry 之后，等2秒。']) {
        const tokens = language.normalize(text);
        const runs = await language.phonemize(tokens);
        let next = 0;
        for (const run of runs) {
          assert.equal(run.start, tokens[next]?.start, text);
          while (next < tokens.length && (tokens[next]?.end ?? Infinity) <= run.end) next++;
        }
        assert.equal(next, tokens.length, text);
      }
    });

    it('accepts tokens that it would have split differently', async () => {
      const language = await chinese(model);
      const tokens = language.normalize('数据库连接池');
      const [first] = tokens;
      assert.ok(first);
      const halves = [
        { ...first, text: '数', start: 0, end: 1 },
        { ...first, text: '据库连', start: 1, end: 4 },
        { ...first, text: '接池', start: 4, end: 6 },
      ];
      const runs = await language.phonemize(halves);
      const whole = await language.phonemize(tokens);
      const flat = (all: typeof runs): string =>
        all
          .map(({ phonemes }) => phonemes)
          .join('')
          .replace(/[ /]/g, '');
      assert.equal(flat(runs), flat(whole));
      assert.equal(runs.at(-1)?.end, 6);
    });
  });
}

describe('The Chinese data', () => {
  it('causes an error when it is missing', async () => {
    await assert.rejects(
      Chinese.load(
        nodeHost(() => NOWHERE),
        { model: 'v1.0' },
      ),
      { code: 'ENOENT' },
    );
  });
});
