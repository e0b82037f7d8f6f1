// Builds the data of the Japanese front end: UniDic's words, readings and costs, and the words that misaki joins, in
// one compressed file.
// src/language/japanese/g2p/data.ts reads it and describes its layout.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compactMatrix } from './japaneseMatrix.mjs';
import { fieldsOf, readCharacters, readMatrix, readWords } from './mecabDictionary.mjs';
import { ensurePackageData } from './packageData.mjs';
import { MISAKI } from './pythonPackages.mjs';

const REQUIREMENTS = [
  'unidic-lite==1.0.8 --hash=sha256:db9d4572d9fdd4d00a97949d4b0741ec480ee05a7e7e2e32f547500dae27b245',
  MISAKI.requirement,
];
const SOURCES = ['japaneseData.mjs', 'japaneseMatrix.mjs', 'mecabDictionary.mjs'];
/** Fields of UniDic's features. */
const PART_OF_SPEECH = 0;
const PRONUNCIATION = 9;
const KANA = 17;
/** Costs of words are rounded like those of the matrix (see japaneseMatrix.mjs), which saves 250 kB. */
const COST_STEP = 32;
/** The kind of each part of speech (`KIND` in the front end); 0 for any other. */
const KINDS = { 助詞: 1, 助動詞: 1, 接尾辞: 1, 接頭辞: 2, 補助記号: 3, 空白: 3 };

/** Puts `japanese.bin` into `folder` (dist/data); see `ensurePackageData`. */
export function ensureJapaneseData(folder) {
  ensurePackageData(folder, { name: 'japanese', requirements: REQUIREMENTS, sources: SOURCES, contents });
}

/** @returns the lists of the header, and the typed arrays by name */
function contents(packages) {
  const unidic = (name) => readFileSync(join(packages, 'unidic-lite-1.0.8', 'unidic_lite', 'dicdir', name));
  const joined = readFileSync(join(packages, 'misaki', 'data', 'ja_words.txt'), 'utf8').split('\n');
  const matrix = compactMatrix(readMatrix(unidic('matrix.bin')));
  const contexts = new Contexts(matrix);
  const lists = { step: matrix.step, costStep: COST_STEP, rows: matrix.rows, columns: matrix.columns };
  const arrays = { parents: matrix.parents, changed: matrix.changed, changes: matrix.changes };
  addWords(cheapest(readWords(unidic('sys.dic')), contexts), joined, arrays);
  addCharacters(unidic, contexts, lists, arrays);
  lists.edge = contexts.idOf({ left: 0, right: 0, features: '' });
  arrays.contextRows = Uint16Array.from(contexts.list, ({ row }) => row);
  arrays.contextColumns = Uint16Array.from(contexts.list, ({ column }) => column);
  arrays.contextKinds = Uint8Array.from(contexts.list, ({ kind }) => kind);
  return { lists, arrays };
}

/** Collects the contexts of words: a row and a column of the matrix, and the kind of word. */
class Contexts {
  list = [];
  #ids = new Map();
  #matrix;

  constructor(matrix) {
    this.#matrix = matrix;
  }

  idOf({ left, right, features }) {
    const row = this.#matrix.rowOf[left];
    const column = this.#matrix.columnOf[right];
    const kind = KINDS[fieldsOf(features)[PART_OF_SPEECH]] ?? 0;
    const key = `${row} ${column} ${kind}`;
    if (!this.#ids.has(key)) {
      this.#ids.set(key, this.list.length);
      this.list.push({ row, column, kind });
    }
    return this.#ids.get(key);
  }
}

/**
 * Words by surface, without those that cannot occur in NFKC text, and without those that are no cheaper than another
 * one with the same
 * surface and context.
 */
function cheapest(words, contexts) {
  const bySurface = new Map();
  for (const word of words) {
    const { surface } = word;
    if (surface === '' || surface.normalize('NFKC') !== surface) continue;
    const context = contexts.idOf(word);
    const entries = bySurface.get(surface) ?? bySurface.set(surface, []).get(surface);
    const rival = entries.findIndex((entry) => entry.context === context);
    const entry = { context, cost: word.cost, reading: readingOf(word) };
    if (rival < 0) entries.push(entry);
    else if (word.cost < entries[rival].cost) {
      entries.splice(rival, 1);
      entries.push(entry);
    }
  }
  return bySurface;
}

const hiragana = (text) => text.replace(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));

function readingOf({ surface, features }) {
  const fields = fieldsOf(features);
  return hiragana(fields[PRONUNCIATION] || fields[KANA] || surface);
}

/**
 * Adds the words sorted by UTF-16 units, each without the beginning that it shares with the previous one, and their
 * entries.
 */
function addWords(bySurface, joined, arrays) {
  const together = new Set(joined.map((line) => line.trim()).filter(Boolean));
  const words = [...new Set([...bySurface.keys(), ...together])].sort((a, b) => (a < b ? -1 : 1));
  const shared = words.map((word, i) => commonStart(word, words[i - 1] ?? ''));
  arrays.wordShared = Uint8Array.from(shared);
  arrays.wordLengths = Uint8Array.from(words, (word) => word.length);
  const units = words.map((word, i) => word.slice(shared[i])).join('');
  arrays.wordUnits = Uint16Array.from({ length: units.length }, (_, i) => units.charCodeAt(i));
  // The highest bit marks words that are written without a space.
  arrays.wordEntries = Uint8Array.from(
    words,
    (word) => (bySurface.get(word)?.length ?? 0) + (together.has(word) ? 128 : 0),
  );
  const entries = words.flatMap((word) => (bySurface.get(word) ?? []).map((entry) => ({ word, ...entry })));
  arrays.contexts = Uint16Array.from(entries, ({ context }) => context);
  arrays.costs = Int16Array.from(entries, ({ cost }) => Math.round(cost / COST_STEP));
  // A reading is a head, followed by a number of the word's last characters, which are kana.
  const tails = entries.map(({ word, reading }) => commonKanaEnd(hiragana(word), reading));
  arrays.readingTails = Uint8Array.from(tails);
  const heads = entries.map(({ reading }, i) => reading.slice(0, reading.length - tails[i]));
  arrays.readingHeads = kanaBytes(heads);
}

/**
 * Encodes heads as bytes: hiragana by their offset in the block, other characters as 255 and the UTF-16 unit; 0 ends a
 * head.
 */
function kanaBytes(heads) {
  const bytes = [];
  for (const head of heads) {
    for (let i = 0; i < head.length; i++) {
      const unit = head.charCodeAt(i);
      const place = unit - 0x3040;
      if (place > 0 && place < 255) bytes.push(place);
      else bytes.push(255, unit & 255, unit >>> 8);
    }
    bytes.push(0);
  }
  return Uint8Array.from(bytes);
}

function commonStart(a, b) {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

function commonKanaEnd(word, reading) {
  let length = 0;
  while (
    length < Math.min(word.length, reading.length) &&
    word.at(-1 - length) === reading.at(-1 - length) &&
    /[ぁ-ゖ]/.test(word.at(-1 - length))
  ) {
    length++;
  }
  return length;
}

/** Adds the character classes, and the possible contexts and costs of unknown words. */
function addCharacters(unidic, contexts, lists, arrays) {
  const { names, units } = readCharacters(unidic('char.bin'));
  lists.classes = names;
  arrays.characters = units;
  const unknown = readWords(unidic('unk.dic'));
  lists.unknown = names.map((name) =>
    unknown.filter(({ surface }) => surface === name).map((word) => [contexts.idOf(word), word.cost]),
  );
}
