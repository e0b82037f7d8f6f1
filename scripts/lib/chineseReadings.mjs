// pypinyin's readings of single characters, and of phrases with other readings.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { prunePhrases } from './chinesePhrases.mjs';
import { trieOf } from './trie.mjs';

/** Phrases that the front end of Kokoro v1.1-zh's training text adds to pypinyin's (PaddleSpeech, Apache-2.0). */
const ADDED_PHRASES = {
  开户行: 'kai1 hu4 hang2',
  发卡行: 'fa4 ka3 hang2',
  放款行: 'fang4 kuan3 hang2',
  茧行: 'jian3 hang2',
  行号: 'hang2 hao4',
  各地: 'ge4 di4',
  借还款: 'jie4 huan2 kuan3',
  时间为: 'shi2 jian1 wei2',
  为准: 'wei2 zhun3',
  色差: 'se4 cha1',
  嗲: 'dia3',
  呗: 'bei5',
  不: 'bu4',
  咗: 'zuo5',
  嘞: 'lei5',
  掺和: 'chan1 huo5',
};

/** Readings that pypinyin's dictionaries have wrong or lack: 差 is chā when it means a difference. */
const CORRECTED_PHRASES = {
  下载: 'xia4 zai4',
  上载: 'shang4 zai4',
  载入: 'zai4 ru4',
  还款: 'huan2 kuan3',
  长约: 'chang2 yue1',
  长达: 'chang2 da2',
  跑得快: 'pao3 de5 kuai4',
  落差: 'luo4 cha1',
  温差: 'wen1 cha1',
  时差: 'shi2 cha1',
  级差: 'ji2 cha1',
  高差: 'gao1 cha1',
  率部: 'shuai4 bu4',
};

/** Words whose more frequent reading is not the first one of CC-CEDICT. */
const NOT_FROM_CEDICT = new Set(['教学', '教会', '得了', '大大']);

/**
 * Adds pypinyin's own phrases ("small"), and those that prepared the training text of Kokoro v1.1-zh ("large").
 * @param packages the folder with pypinyin and pypinyin-dict
 * @param words jieba's dictionary
 */
export function addReadings(packages, words, lists, arrays) {
  const json = (name) => JSON.parse(readFileSync(join(packages, 'pypinyin', name), 'utf8'));
  const chars = new Map(
    Object.entries(json('pinyin_dict.json')).map(([code, readings]) => [
      String.fromCodePoint(Number(code)),
      numbered(readings.split(',')[0]),
    ]),
  );
  const syllables = new Map([['', 0]]);
  const id = (syllable) => syllables.get(syllable) ?? syllables.set(syllable, syllables.size).get(syllable);

  const codes = [...chars.keys()].map((char) => char.codePointAt(0)).sort((a, b) => a - b);
  arrays.readingCodes = Uint32Array.from(codes);
  arrays.readings = Uint16Array.from(codes, (code) => id(chars.get(String.fromCodePoint(code))));

  const small = phrasesOf(json('phrases_dict.json'));
  for (const [phrase, reading] of missingWords(packages, small, new Set(words))) small.set(phrase, reading);
  correct(small);
  addPhrases('small', prunePhrases(small, chars, words), id, arrays);

  const large = new Map(small);
  for (const [phrase, reading] of largePhrases(packages)) large.set(phrase, reading);
  for (const [phrase, reading] of Object.entries(ADDED_PHRASES)) large.set(phrase, reading.split(' '));
  correct(large);
  addPhrases('large', prunePhrases(large, new Map([...chars, ['地', 'de5']]), words), id, arrays);
  lists.syllables = [...syllables.keys()];
}

function phrasesOf(dictionary) {
  return new Map(
    Object.entries(dictionary).map(([phrase, readings]) => [phrase, readings.map(([first]) => numbered(first))]),
  );
}

function correct(phrases) {
  for (const [phrase, reading] of Object.entries(CORRECTED_PHRASES)) phrases.set(phrase, reading.split(' '));
}

/**
 * CC-CEDICT's readings of the dictionary's words that pypinyin's own phrases lack (视为, 下载), without those that tone
 * sandhi, erhua or the neutral tone changes: there the dictionaries differ in style only.
 */
function* missingWords(packages, phrases, words) {
  for (const [word, reading] of packedPhrases(packages, 'cc_cedict', 3)) {
    const plain = /^[^一不儿]{2,4}$/.test(word) && reading.every((syllable) => /[1-4]$/.test(syllable));
    if (plain && words.has(word) && !phrases.has(word) && !NOT_FROM_CEDICT.has(word)) yield [word, reading];
  }
}

const largePhrases = (packages) => packedPhrases(packages, 'large_pinyin', 10);

/** The phrases of one of pypinyin-dict's dictionaries. @param last the number of its last part */
function* packedPhrases(packages, name, last) {
  const folder = join(packages, 'pypinyin_dict', 'phrase_pinyin_data');
  for (let part = 0; part <= last; part++) {
    const source = readFileSync(join(folder, `${name}_${part}.py`), 'utf8');
    for (const [, phrase, readings] of source.matchAll(/^\s*'(.+?)': \[(.*)\],?$/gmu)) {
      yield [phrase, [...readings.matchAll(/\['(.*?)'[^\]]*\]/g)].map(([, first]) => numbered(first))];
    }
  }
}

/** "lǜ" → "lü4"; the neutral tone is 5. */
function numbered(pinyin) {
  const parts = pinyin.normalize('NFD');
  const tone = ['\u0304', '\u0301', '\u030c', '\u0300'].findIndex((mark) => parts.includes(mark)) + 1 || 5;
  return parts.replace(/[\u0304\u0301\u030c\u0300]/g, '').normalize('NFC') + tone;
}

/**
 * For each node, the number of syllables of the phrase that ends there (0 if none does), and all syllables in node
 * order.
 */
function addPhrases(name, phrases, id, arrays) {
  const trie = trieOf(phrases.keys());
  arrays[`${name}Chars`] = trie.chars;
  arrays[`${name}Children`] = trie.children;
  arrays[`${name}Counts`] = Uint8Array.from(trie.words, (word) => phrases.get(word)?.length ?? 0);
  arrays[`${name}Readings`] = Uint16Array.from(
    trie.words.flatMap((word) => (phrases.get(word) ?? []).map((syllable) => id(syllable))),
  );
}
