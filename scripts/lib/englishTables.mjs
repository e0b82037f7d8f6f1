// Checks the tables of src/language/english/data and packs them into one file for dist/data.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

/** misaki's raw symbols. */
const PHONEMES = /^[AIOQWYabdfhijklmnpstuvwzæðŋɐɑɒɔəɛɜɡɪɹɾʃʊʌʒʤʧˈˌːθᵊᵻʔ]+$/u;
const LEXICON_KEYS = /^(?:DEFAULT|NOUN|VERB|ADJ|VBD)$/;

/** Writes `english.br` into `folder`. @param root the checkout */
export function ensureEnglishTables(root, folder) {
  const read = (name) => readFileSync(join(root, 'src', 'language', 'english', 'data', name), 'utf8');
  const tables = englishTables(read);
  const file = join(folder, 'english.br');
  const packed = brotliCompressSync(Buffer.from(JSON.stringify(tables)));
  if (!existsSync(file) || !readFileSync(file).equals(packed)) writeFileSync(file, packed);
}

/**
 * What `english.br` contains (`EnglishTables` in src/language/english/tables.ts).
 * @param read gives the text of a table by its file's name
 * @throws Error with file and line for an entry that is wrong
 */
export function englishTables(read) {
  return { pronunciations: pronunciations(read), homographs: homographs(read) };
}

function pronunciations(read) {
  const rows = readTable(read, 'pronunciations.tsv', ['word', 'american', 'british', 'comment']);
  return unique(rows, ({ word }) => word).map(({ word, american, british, at }) => {
    if (word === '' || word !== word.toLowerCase()) throw new Error(`${at}: the word must be in lower case.`);
    checkPhonemes(american, at);
    checkPhonemes(british, at);
    return [word, american, british];
  });
}

function homographs(read) {
  const rows = readTable(read, 'homographs.tsv', ['word', 'sense', 'lexicon', 'american', 'british', 'comment']);
  const senses = new Map();
  for (const { word, sense, lexicon, american, british, at } of unique(rows, (row) => row.sense)) {
    if (word === '' || sense === '') throw new Error(`${at}: the word and its sense must be given.`);
    const [last] = [...senses.keys()].slice(-1);
    if (senses.has(word) && last !== word) throw new Error(`${at}: the senses of “${word}” must follow one another.`);
    const own = american !== '' || british !== '';
    if (own === (lexicon !== '')) {
      throw new Error(`${at}: give either the lexicon's key or American and British phonemes.`);
    }
    if (own) for (const phonemes of [american, british]) checkPhonemes(phonemes, at);
    else if (!LEXICON_KEYS.test(lexicon)) throw new Error(`${at}: “${lexicon}” is not a key of the lexicon.`);
    senses.set(word, [...(senses.get(word) ?? []), [sense, own ? [american, british] : lexicon]]);
  }
  return [...senses];
}

function checkPhonemes(phonemes, at) {
  if (!PHONEMES.test(phonemes)) throw new Error(`${at}: “${phonemes}” is not written in misaki's phonemes.`);
}

/**
 * The rows of a table, each with its place `at` for messages. Lines that begin with "# " are comments, the first other line
 * names the columns. Empty columns at the end of a line may be left out, because editors trim lines.
 */
function readTable(read, name, columns) {
  const lines = read(name)
    .split(/\r?\n/)
    .map((text, i) => ({ cells: text.split('\t'), at: `${name}:${i + 1}` }))
    .filter(({ cells }) => cells.join('') !== '' && !cells[0].startsWith('# '));
  const [header, ...rows] = lines;
  if (header?.cells.join() !== columns.join()) throw new Error(`${name}: the columns must be ${columns.join(', ')}.`);
  return rows.map(({ cells, at }) => {
    if (cells.length > columns.length) throw new Error(`${at}: ${cells.length} columns instead of ${columns.length}.`);
    return { at, ...Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? ''])) };
  });
}

function unique(rows, keyOf) {
  const seen = new Map();
  for (const row of rows) {
    const before = seen.get(keyOf(row));
    if (before !== undefined) throw new Error(`${row.at}: “${keyOf(row)}” is already in ${before}.`);
    seen.set(keyOf(row), row.at);
  }
  return rows;
}
