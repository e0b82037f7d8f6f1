import { readTable } from './tables.mjs';

/**
 * The rows of a language's signs.tsv, as `Signs` in src/language/signs.ts reads them. In the table, ␣ is a space.
 * @param read gives the text of a table by its file's name
 */
export function signsOf(read) {
  const columns = { sign: /^\S{1,3}$/u, said: /^\S+$/u, kind: /^(?:symbol|comparison|operator|money|mark)$/ };
  const rows = readTable(read, 'signs.tsv', columns, ['sign', 'kind']);
  return rows.map(({ sign, said, kind }) => [sign, said.replaceAll('␣', ' '), kind]);
}
