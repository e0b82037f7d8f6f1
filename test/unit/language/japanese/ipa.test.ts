import assert from 'node:assert/strict';
import { kanaToIpa } from '../../../../src/language/japanese/g2p/ipa';
import { Loanwords } from '../../../../src/language/japanese/g2p/loanwords';
import { japaneseTables } from './japaneseData';

describe('kana', () => {
  it('are read one by one and in pairs', () => {
    assert.equal(kanaToIpa('きょうしつ'), 'kʲoɯɕiʦɨ');
    assert.equal(kanaToIpa('ふぉーく'), 'ɸoːkɯ');
    assert.equal(kanaToIpa('ゔぃ'), 'vʲi');
    assert.equal(kanaToIpa('づ'), 'zɨ');
  });

  it('double or nasalize the next sound', () => {
    assert.equal(kanaToIpa('きっぷ'), 'kʲiʔpɯ');
    assert.deepEqual(['さんぽ', 'さんか', 'さんち', 'さんど', 'さんさ', 'さん'].map(kanaToIpa), [
      ...['sampo', 'saŋka', 'saɲʨi', 'sando', 'saɴsa', 'saɴ'],
    ]);
  });

  it('lengthen, repeat or are silent', () => {
    assert.equal(kanaToIpa('あぁ'), 'a');
    assert.equal(kanaToIpa('くぁ'), 'kᵝa');
    assert.equal(kanaToIpa('らぁ'), 'ɾa');
    assert.equal(kanaToIpa('すゝめ'), 'sɨsɨme');
    assert.equal(kanaToIpa('いすゞ'), 'isɨzɨ');
    assert.equal(kanaToIpa('漢!x'), '');
  });
});

describe('English words in Japanese', () => {
  let loanwords: Loanwords;
  before(async () => (loanwords = new Loanwords((await japaneseTables()).loanSounds)));

  const words: [string, string, string][] = [
    ['hook', 'hˈʊk', 'ふっく'],
    ['network', 'nˈɛtwəːk', 'ねっとわーく'],
    ['controller', 'kəntɹˈQlə', 'こんとろーらー'],
    ['square', 'skwˈɛː', 'すくえあ'],
    ['title', 'tˈItᵊl', 'たいとる'],
    ['element', 'ˈɛləmənt', 'えれめんと'],
    ['image', 'ˈɪmɪʤ', 'いめーじ'],
    ['compiler', 'kəmpˈIlə', 'こんぱいらー'],
    ['computer', 'kəmpjˈuːtə', 'こんぴゅーたー'],
    ['class', 'klˈɑːs', 'くらす'],
    ['cat', 'kˈat', 'きゃっと'],
  ];
  for (const [word, phonemes, kana] of words) {
    it(`become kana: ${word} is ${kana}`, () => assert.equal(loanwords.convert(phonemes, word), kana));
  }
});
