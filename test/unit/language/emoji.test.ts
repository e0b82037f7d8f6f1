import assert from 'node:assert/strict';
import { languages, nodeHost } from '../../../src/engine/languages';
import { loadEmojiNames } from '../../../src/language/emojiNames';
import { joinTokens, type LanguageCode } from '../../../src/language/language';
import { LANGUAGE_CODES } from '../../../src/language/languages';

/** What is said of 🎉🎉 (once), 👍🏽, 🇫🇷, 1️⃣, 🥇 and ❤️. */
const SAID: Readonly<Record<LanguageCode, string>> = {
  'en-us': 'party popper thumbs up flag of france one first place medal red heart',
  'en-gb': 'party popper thumbs up flag of france one first place medal red heart',
  es: 'cañón de confeti pulgar hacia arriba Bandera Francia uno medalla de oro corazón rojo',
  fr: "cotillons pouce vers le haut drapeau France un médaille d'or cœur rouge",
  hi: 'पार्टी पॉपर थंब्स अप झंडा फ़्रांस एक स्वर्ण पदक लाल दिल',
  it: "spara coriandoli pollice in su bandiera Francia uno medaglia d'oro cuore rosso",
  ja: 'クラッカー サムズアップ 旗 フランス いち 金 メダル 赤い ハート',
  'pt-br': 'cone de festa polegar para cima bandeira França um medalha de ouro coração vermelho',
  zh: '拉炮 彩带 拇指 向上 旗 法国 一 金牌 红心',
};
const TEXT = '🎉🎉 👍🏽 🇫🇷 1️⃣ 🥇 ❤️';

describe('emoji', () => {
  for (const code of LANGUAGE_CODES) {
    it(`are read by name or skipped in ${code}`, async () => {
      const language = await languages.load(code);
      const tokens = language.normalize(TEXT);
      assert.equal(joinTokens(tokens), SAID[code]);
      assert.deepEqual(language.normalize(TEXT, 'read'), tokens);
      for (const { start, end } of tokens) assert.match(TEXT.slice(start, end), /^(?:🎉{1,2}|👍🏽|🇫🇷|1️⃣|🥇|❤️)+$/u);
      assert.deepEqual(language.normalize(TEXT, 'skip'), []);
    });

    it(`all have words in ${code}`, async () => {
      const language = await languages.load(code);
      const names = await loadEmojiNames(nodeHost(), code);
      assert.ok(names.size > 1_800);
      // Signs are said or silent as they are without an emoji's name.
      const all = [...names.keys()].filter((emoji) => !/^[©®™↔↕]$/.test(emoji));
      const silent = all.filter((emoji) => language.normalize(emoji).length === 0);
      // The dictionary of Japanese lacks 妊夫, pregnant man.
      assert.deepEqual(silent, code === 'ja' ? ['🫃'] : []);
    });
  }

  it('are as many words as others in Japanese, whatever their plain form', async () => {
    const language = await languages.load('ja');
    assert.equal(joinTokens(language.normalize('👨‍👩‍👧、犬')), '家族 男性 女性 女の子, 犬');
  });

  it('may be flags with tags', async () => {
    const language = await languages.load('en-gb');
    assert.equal(joinTokens(language.normalize('🏴󠁧󠁢󠁳󠁣󠁴󠁿 🏴')), 'flag of scotland black flag');
  });
});
