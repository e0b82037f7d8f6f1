import type { SourceRange } from '../../common/range';
import type { Block } from '../block';
import { nameWords } from '../code/names';
import { MappedText } from '../mappedText';

/** A row is read in parts of about this many characters. */
const LONG = 200;
const DELIMITERS = [',', ';', '\t', '|'];

/** A cell's content, and where it is with its quotes. */
interface Cell {
  text: MappedText;
  range: SourceRange;
}

/** Reads a table of comma-, semicolon-, tab- or bar-separated values row by row: "name: Ada, age: 36". */
export function* readCsv(source: string): Generator<Block> {
  const start = source.startsWith('\uFEFF') ? 1 : 0;
  const delimiter = delimiterOf(source.slice(start, start + 2_000));
  let headers: string[] | undefined;
  for (const row of rows(source, start, delimiter)) {
    if (headers === undefined && isHeader(row)) headers = row.map(({ text }) => nameWords(text).text);
    else yield* rowBlocks(row, headers ?? []);
    headers ??= [];
  }
}

function* rowBlocks(row: readonly Cell[], headers: readonly string[]): Generator<Block> {
  let parts: MappedText[] = [];
  let length = 0;
  for (const [i, { text, range }] of row.entries()) {
    if (text.text.trim() === '') continue;
    const header = headers[i] ?? '';
    const label = header === '' ? '' : `${header}: `;
    if (length > 0 && length + text.text.length > LONG) {
      yield { kind: 'cell', text: MappedText.concat(parts) };
      parts = [];
      length = 0;
    }
    parts.push(MappedText.replacement((length > 0 ? ', ' : '') + label, range), text);
    length += label.length + text.text.length;
  }
  if (length > 0) yield { kind: 'cell', text: MappedText.concat(parts) };
}

/** The delimiter that the first lines contain most often. */
function delimiterOf(head: string): string {
  const line = head.replace(/"[^"]*"/g, '').split(/[\r\n]/, 1)[0] ?? '';
  const counts = DELIMITERS.map((delimiter) => line.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}

/** Whether a first row names the columns: several texts, none of them a number. */
function isHeader(row: readonly Cell[]): boolean {
  return row.length > 1 && row.every(({ text }) => /\p{L}/u.test(text.text) && !/^[\d.,:/-]/.test(text.text.trim()));
}

/** The rows of a table, lazily. Quoted cells may contain delimiters and line ends, and double their quotes. */
function* rows(source: string, from: number, delimiter: string): Generator<Cell[]> {
  let row: Cell[] = [];
  /** Whether quotes are closed: after one that is not, all are ordinary characters. */
  let closed = true;
  for (let at = from; at <= source.length;) {
    const quoted: Cell | undefined = closed && source[at] === '"' ? quotedCell(source, at) : undefined;
    closed &&= source[at] !== '"' || quoted !== undefined;
    const end = plainEnd(source, quoted?.range.end ?? at, delimiter);
    const after = plainCell(source, quoted?.range.end ?? at, end);
    row.push(quoted ? { text: MappedText.concat([quoted.text, after.text]), range: { start: at, end } } : after);
    if (source[end] === delimiter) at = end + 1;
    else {
      if (row.some(({ text }) => text.text.trim() !== '')) yield row;
      row = [];
      at = end + (source.startsWith('\r\n', end) ? 2 : 1);
    }
  }
}

function plainEnd(source: string, from: number, delimiter: string): number {
  let at = from;
  while (at < source.length && source[at] !== delimiter && source[at] !== '\n' && source[at] !== '\r') at++;
  return at;
}

function plainCell(source: string, start: number, end: number): Cell {
  const text = source.slice(start, end);
  const from = start + text.length - text.trimStart().length;
  return { text: MappedText.verbatim(text.trim(), Math.min(from, end)), range: { start, end } };
}

/** The quoted cell at `start`; undefined when its quote is not closed. */
function quotedCell(source: string, start: number): Cell | undefined {
  const parts: MappedText[] = [];
  for (let at = start + 1; ;) {
    const quote = source.indexOf('"', at);
    if (quote < 0) return undefined;
    parts.push(MappedText.verbatim(source.slice(at, quote), at));
    if (source[quote + 1] !== '"') {
      return { text: MappedText.concat(parts), range: { start, end: quote + 1 } };
    }
    parts.push(MappedText.replacement('"', { start: quote, end: quote + 2 }));
    at = quote + 2;
  }
}
