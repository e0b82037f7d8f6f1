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
  addPhrases('small', prunePhrases(small, chars, words), id, arrays);

  const large = new Map(small);
  for (const [phrase, reading] of largePhrases(packages)) large.set(phrase, reading);
  for (const [phrase, reading] of Object.entries(ADDED_PHRASES)) large.set(phrase, reading.split(' '));
  addPhrases('large', prunePhrases(large, new Map([...chars, ['地', 'de5']]), words), id, arrays);
  lists.syllables = [...syllables.keys()];
}

function phrasesOf(dictionary) {
  return new Map(
    Object.entries(dictionary).map(([phrase, readings]) => [phrase, readings.map(([first]) => numbered(first))]),
  );
}

function* largePhrases(packages) {
  const folder = join(packages, 'pypinyin_dict', 'phrase_pinyin_data');
  for (let part = 0; part <= 10; part++) {
    const source = readFileSync(join(folder, `large_pinyin_${part}.py`), 'utf8');
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
