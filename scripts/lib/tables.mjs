// Tables that speakers of a language edit (src/language/LANGUAGE/data/*.tsv): read, checked, and packed for dist/data.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

/**
 * Writes a language's tables into `folder` (dist/data) as `NAME.br`, unless they are there.
 * @param root the checkout
 * @param tables what to pack (JSON), from a function that gives the text of a table by its file's name
 */
export function ensureTables(root, folder, name, tables) {
  const read = (file) => readFileSync(join(root, 'src', 'language', name, 'data', file), 'utf8');
  const packed = brotliCompressSync(Buffer.from(JSON.stringify(tables(read))));
  const path = join(folder, `${name}.br`);
  if (existsSync(path) && readFileSync(path).equals(packed)) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, packed);
}

/**
 * The rows of a table. Lines that begin with "# " are comments, and the first other line names the columns. Empty
 * columns at the end of a line may be left out, because editors trim lines.
 * @param columns each column's name and the pattern of its cells; the last column, "comment", is left out of the rows
 * @param keys the columns by which rows must differ
 * @returns the cells by column, and `at`: the row's file and line for messages
 * @throws Error with file and line for the first row that is wrong
 */
export function readTable(read, name, columns, keys) {
  const names = [...Object.keys(columns), 'comment'];
  const lines = read(name)
    .split(/\r?\n/)
    .map((text, i) => ({ text, at: `${name}:${i + 1}` }))
    .filter(({ text }) => text !== '' && !/^#(?: |$)/.test(text));
  const [header, ...rows] = lines;
  if (header?.text !== names.join('\t')) throw new Error(`${name}: the columns must be ${names.join(', ')}.`);
  const seen = new Map();
  return rows.map(({ text, at }) => {
    const cells = text.split('\t');
    if (cells.length > names.length) throw new Error(`${at}: ${cells.length} columns instead of ${names.length}.`);
    const row = Object.fromEntries(Object.keys(columns).map((column, i) => [column, cells[i] ?? '']));
    for (const [column, pattern] of Object.entries(columns)) {
      if (!pattern.test(row[column])) throw new Error(`${at}: “${row[column]}” is not a valid ${column}.`);
    }
    const key = keys.map((column) => row[column]).join(' ');
    if (seen.has(key)) throw new Error(`${at}: “${key}” is already in ${seen.get(key)}.`);
    seen.set(key, at);
    return { ...row, at };
  });
}
