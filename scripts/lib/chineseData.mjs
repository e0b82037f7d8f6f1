// Builds the data of the Chinese front end: jieba's words and hidden Markov models, and pypinyin's readings, in one
// compressed file.
// src/language/chinese/g2p/data.ts reads it and describes its layout.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addShortModel, addTaggedModel } from './chineseModels.mjs';
import { addReadings } from './chineseReadings.mjs';
import { ensurePackageData } from './packageData.mjs';
import { trieOf } from './trie.mjs';

const REQUIREMENTS = [
  'jieba==0.42.1 --hash=sha256:055ca12f62674fafed09427f176506079bc135638a14e23e25be909131928db2',
  'pypinyin==0.55.0 --hash=sha256:d53b1e8ad2cdb815fb2cb604ed3123372f5a28c6f447571244aca36fc62a286f',
  'pypinyin-dict==0.9.0 --hash=sha256:10cfbe40af87d704b867533177be8cd72837da9e224755dd275798e88097067a',
];
const SOURCES = ['chineseData.mjs', 'chineseModels.mjs', 'chinesePhrases.mjs', 'chineseReadings.mjs', 'trie.mjs'];

/** Puts `chinese.bin` into `folder` (dist/data); see `ensurePackageData`. */
export function ensureChineseData(folder) {
  ensurePackageData(folder, { name: 'chinese', requirements: REQUIREMENTS, sources: SOURCES, contents });
}

/** @returns the lists of the header, and the typed arrays by name */
function contents(packages) {
  const jieba = join(packages, 'jieba-0.42.1', 'jieba');
  const text = (...path) => readFileSync(join(...path), 'utf8');
  const words = text(jieba, 'dict.txt')
    .split('\n')
    .filter(Boolean)
    .map((line) => line.trim().split(' '));
  const lists = { tags: [''], syllables: [''] };
  const arrays = {};
  addWords(words, lists, arrays);
  addShortModel(text(jieba, 'finalseg', 'prob_emit.py'), arrays);
  addTaggedModel((name) => text(jieba, 'posseg', `${name}.py`), lists, arrays);
  addReadings(
    packages,
    words.map(([word]) => word),
    lists,
    arrays,
  );
  return { lists, arrays };
}

function addWords(words, lists, arrays) {
  const tags = new Map([['', 0]]);
  const values = new Map();
  let total = 0;
  for (const [word, frequency, tag] of words) {
    if (!tags.has(tag)) tags.set(tag, tags.size);
    values.set(word, [Number(frequency), tags.get(tag)]);
    total += Number(frequency);
  }
  const trie = trieOf(values.keys());
  arrays.wordChars = trie.chars;
  arrays.wordChildren = trie.children;
  const frequencies = trie.words.map((word) => values.get(word)?.[0] ?? 0);
  // Separate byte planes compress better than whole numbers.
  for (let plane = 0; plane < 3; plane++) {
    arrays[`wordFrequency${plane}`] = Uint8Array.from(frequencies, (frequency) => (frequency >>> (8 * plane)) & 255);
  }
  arrays.wordTags = Uint8Array.from(trie.words, (word) => values.get(word)?.[1] ?? 0);
  lists.tags = [...tags.keys()];
  lists.totalFrequency = total;
}
