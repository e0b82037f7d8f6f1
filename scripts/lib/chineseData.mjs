// Builds the data that reads Chinese: jieba's words and hidden Markov models, pypinyin's readings, in one compressed file.
// The layout is described in src/engine/phonemes/chinese/data.ts, which reads it.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { cacheFolder, madeOnce } from './cache.mjs';
import { prunePhrases } from './chinesePhrases.mjs';
import { fetchPackages } from './pythonPackages.mjs';
import { say } from './run.mjs';
import { packSections } from './sections.mjs';
import { trieOf } from './trie.mjs';

const FILE = 'chinese.bin';
const REQUIREMENTS = [
  'jieba==0.42.1 --hash=sha256:055ca12f62674fafed09427f176506079bc135638a14e23e25be909131928db2',
  'pypinyin==0.55.0 --hash=sha256:d53b1e8ad2cdb815fb2cb604ed3123372f5a28c6f447571244aca36fc62a286f',
  'pypinyin-dict==0.9.0 --hash=sha256:10cfbe40af87d704b867533177be8cd72837da9e224755dd275798e88097067a',
];
/** Phrases that Kokoro v1.1-zh's training text front end adds to pypinyin's (PaddleSpeech, Apache-2.0). */
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
 * Puts `chinese.bin` into `folder` (dist/data); it is built once per machine, in the user's cache.
 * Needs Python 3 with pip, and the network the first time. Throws an Error that says what failed.
 */
export function ensureChineseData(folder) {
  const { file } = madeOnce(join(cacheFolder('data', 'KOKORO_DATA_CACHE'), `chinese-${recipe()}`), build);
  mkdirSync(folder, { recursive: true });
  copyFileSync(file, join(folder, FILE));
}

/** Changes when what is built here changes. */
function recipe() {
  const digest = createHash('sha256');
  for (const name of ['chineseData.mjs', 'chinesePhrases.mjs', 'pythonPackages.mjs', 'sections.mjs', 'trie.mjs']) {
    digest.update(readFileSync(join(dirname(fileURLToPath(import.meta.url)), name)));
  }
  return digest.digest('hex').slice(0, 12);
}

function build(folder) {
  say('Building the data for Chinese; this happens once…');
  const packages = join(folder, 'packages');
  fetchPackages(REQUIREMENTS, packages);
  const bytes = brotliCompressSync(packSections(contents(packages)), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 },
  });
  rmSync(packages, { recursive: true, force: true });
  const file = join(folder, FILE);
  writeFileSync(file, bytes);
  return { file, needs: [file] };
}

/** @returns the header's lists and the named typed arrays */
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
  // Byte planes compress better than numbers.
  for (let plane = 0; plane < 3; plane++) {
    arrays[`wordFrequency${plane}`] = Uint8Array.from(frequencies, (frequency) => (frequency >>> (8 * plane)) & 255);
  }
  arrays.wordTags = Uint8Array.from(trie.words, (word) => values.get(word)?.[1] ?? 0);
  lists.tags = [...tags.keys()];
  lists.totalFrequency = total;
}

const isHan = (char) => char >= '\u4e00' && char <= '\u9fd5';

/** Characters of a Python dictionary literal are written as \\uXXXX. */
const unescapePython = (source) =>
  source.replace(/\\u([0-9a-f]{4})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));

/** Emissions of the model of four states, in the order B, E, M, S; 0 where there is none. */
function addShortModel(source, arrays) {
  const rows = new Map();
  const states = unescapePython(source).matchAll(/'([BEMS])': \{([^}]*)\}/g);
  for (const [, state, entries] of states) {
    for (const [, char, value] of entries.matchAll(/'(.)': (-?[\d.e+-]+)/gu)) {
      if (!isHan(char)) continue;
      if (!rows.has(char)) rows.set(char, [0, 0, 0, 0]);
      rows.get(char)['BEMS'.indexOf(state)] = Number(value);
    }
  }
  const chars = [...rows.keys()].sort();
  arrays.shortChars = Uint16Array.from(chars, (char) => char.charCodeAt(0));
  arrays.shortEmissions = Float32Array.from(chars.flatMap((char) => rows.get(char)));
}

/** The model whose states are a place in the word and a tag. */
function addTaggedModel(source, lists, arrays) {
  const state = String.raw`\('([BEMS])', '(\w+)'\)`;
  const blocks = (name) => unescapePython(source(name)).matchAll(new RegExp(String.raw`${state}: \{([^}]*)\}`, 'g'));
  const starts = new Map();
  for (const [, place, tag, value] of source('prob_start').matchAll(
    new RegExp(String.raw`${state}: (-?[\d.e+-]+)`, 'g'),
  )) {
    starts.set(`${place}${tag}`, Number(value));
  }
  const states = [...starts.keys()].sort();
  const ids = new Map(states.map((name, i) => [name, i]));
  lists.states = states;
  arrays.tagStarts = Float64Array.from(states, (name) => starts.get(name));

  const transitions = [];
  for (const [, place, tag, entries] of blocks('prob_trans')) {
    for (const [, toPlace, toTag, value] of entries.matchAll(new RegExp(String.raw`${state}: (-?[\d.e+-]+)`, 'g'))) {
      transitions.push([ids.get(`${place}${tag}`), ids.get(`${toPlace}${toTag}`), Number(value)]);
    }
  }
  transitions.sort(([fromA, toA], [fromB, toB]) => toA - toB || fromA - fromB);
  arrays.transitionFrom = Uint8Array.from(transitions, ([from]) => from);
  arrays.transitionTo = Uint8Array.from(transitions, ([, to]) => to);
  arrays.transitionValues = Float64Array.from(transitions, ([, , value]) => value);

  const rows = new Map();
  const row = (char) => rows.get(char) ?? rows.set(char, new Map()).get(char);
  for (const [, place, tag, entries] of blocks('prob_emit')) {
    for (const [, char, value] of entries.matchAll(/'(.)': (-?[\d.e+-]+)/gu)) {
      if (isHan(char)) row(char).set(ids.get(`${place}${tag}`), Number(value));
    }
  }
  const possible = new Map();
  for (const [, char, entries] of unescapePython(source('char_state_tab')).matchAll(
    /'(.)': \(((?:\('\w', '\w+'\),?\s*)*)\)/gu,
  )) {
    possible.set(
      char,
      new Set([...entries.matchAll(new RegExp(state, 'g'))].map(([, place, tag]) => ids.get(`${place}${tag}`))),
    );
  }
  const chars = [...new Set([...rows.keys(), ...possible.keys()])].filter(isHan).sort();
  const counts = [];
  const emissionStates = [];
  const emissionValues = [];
  const emissionPossible = [];
  for (const char of chars) {
    const stateIds = [...new Set([...(rows.get(char)?.keys() ?? []), ...(possible.get(char) ?? [])])].sort(
      (a, b) => a - b,
    );
    counts.push(stateIds.length);
    for (const id of stateIds) {
      emissionStates.push(id);
      emissionValues.push(rows.get(char)?.get(id) ?? 1); // no logarithm of a probability
      emissionPossible.push(possible.get(char)?.has(id) ? 1 : 0);
    }
  }
  arrays.emissionChars = Uint16Array.from(chars, (char) => char.charCodeAt(0));
  arrays.emissionCounts = Uint16Array.from(counts);
  arrays.emissionStates = Uint8Array.from(emissionStates);
  arrays.emissionPossible = Uint8Array.from(emissionPossible);
  arrays.emissionValues = Float32Array.from(emissionValues);
}

function addReadings(packages, words, lists, arrays) {
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

/** Of each node how many syllables the phrase that ends there has (0: none does), and the syllables one after the other. */
function addPhrases(name, phrases, id, arrays) {
  const trie = trieOf(phrases.keys());
  arrays[`${name}Chars`] = trie.chars;
  arrays[`${name}Children`] = trie.children;
  arrays[`${name}Counts`] = Uint8Array.from(trie.words, (word) => phrases.get(word)?.length ?? 0);
  arrays[`${name}Readings`] = Uint16Array.from(
    trie.words.flatMap((word) => (phrases.get(word) ?? []).map((syllable) => id(syllable))),
  );
}
