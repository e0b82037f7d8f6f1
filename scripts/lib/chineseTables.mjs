import { signsOf } from './signs.mjs';
import { ensureTables, readTable } from './tables.mjs';

/** Puts `chinese.br` into `folder`. @param root the checkout */
export function ensureChineseTables(root, folder) {
  ensureTables(root, folder, 'chinese', chineseTables);
}

/**
 * What `chinese.br` contains, see src/language/chinese/tables.ts.
 * @param read gives a table's text by its file's name
 */
export function chineseTables(read) {
  const word = /^\p{Script=Han}+$/u;
  const kind = /^(?:neutral|full|rhotic|syllabic)$/;
  return {
    toneWords: readTable(read, 'toneWords.tsv', { word, kind }, ['word', 'kind']).map((row) => [row.word, row.kind]),
    measureWords: readTable(read, 'measureWords.tsv', { word }, ['word']).map((row) => row.word),
    signs: signsOf(read),
  };
}
