import { decodeUtf8, encodeUtf8 } from './utf8';

const LINE_FEED = 10;

/**
 * Finds a word by binary search among lines of UTF-8, each a word, a mark and a value. The lines stay bytes: as one
 * string they would take twice the memory, as many small strings ten times.
 * @param lines sorted by the code points of the words
 * @param marks ASCII characters that separate a word from its value and occur in no word
 */
export function findLine(lines: Uint8Array, word: string, marks: string): { mark: string; value: string } | undefined {
  const wanted = encodeUtf8(word);
  const ends = encodeUtf8(marks);
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const start = middle === 0 ? 0 : lines.lastIndexOf(LINE_FEED, middle - 1) + 1;
    const lineEnd = lines.indexOf(LINE_FEED, start);
    const end = lineEnd < 0 ? lines.length : lineEnd;
    let at = start;
    while (at < end && !ends.includes(lines[at] ?? 0)) at++;
    const order = compare(lines, start, at, wanted);
    if (order === 0) return { mark: decodeUtf8(lines, at, at + 1), value: decodeUtf8(lines, at + 1, end) };
    if (order < 0) low = end + 1;
    else high = start;
  }
  return undefined;
}

/** Negative, zero or positive as `lines[start..end)` comes before, equals or comes after `wanted`. */
function compare(lines: Uint8Array, start: number, end: number, wanted: Uint8Array): number {
  const length = Math.min(end - start, wanted.length);
  for (let i = 0; i < length; i++) {
    const order = (lines[start + i] ?? 0) - (wanted[i] ?? 0);
    if (order !== 0) return order;
  }
  return end - start - wanted.length;
}
