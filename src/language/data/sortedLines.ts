const LINE_FEED = 10;

/**
 * Finds a word, by binary search, among lines of UTF-8 that each are a word, a mark and a value. They stay the bytes that they are in the file:
 * a string of them takes twice the memory, and many small ones ten times.
 * @param lines sorted by code points of the words
 * @param marks ASCII characters that are in no word, one of which parts a word from its value
 */
export function findLine(lines: Buffer, word: string, marks: string): { mark: string; value: string } | undefined {
  const wanted = Buffer.from(word);
  const ends = Buffer.from(marks);
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const start = middle === 0 ? 0 : lines.lastIndexOf(LINE_FEED, middle - 1) + 1;
    const lineEnd = lines.indexOf(LINE_FEED, start);
    const end = lineEnd < 0 ? lines.length : lineEnd;
    let at = start;
    while (at < end && !ends.includes(lines[at] ?? 0)) at++;
    const order = lines.compare(wanted, 0, wanted.length, start, at);
    if (order === 0) return { mark: lines.toString('utf8', at, at + 1), value: lines.toString('utf8', at + 1, end) };
    if (order < 0) low = end + 1;
    else high = start;
  }
  return undefined;
}
