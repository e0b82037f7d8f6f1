import { ensureTables, readTable } from './tables.mjs';

/** Puts `chinese.br` into `folder`. @param root the checkout */
export function ensureChineseTables(root, folder) {
  ensureTables(root, folder, 'chinese', chineseTables);
}

/** What `chinese.br` contains, see src/language/chinese/tables.ts. @param read gives the text of a table by its file's name */
export function chineseTables(read) {
  const columns = { word: /^\p{Script=Han}+$/u, kind: /^(?:neutral|full|rhotic|syllabic)$/ };
  const words = readTable(read, 'toneWords.tsv', columns, ['word', 'kind']);
  return { toneWords: words.map(({ word, kind }) => [word, kind]) };
}
