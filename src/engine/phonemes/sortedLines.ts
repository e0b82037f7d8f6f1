/**
 * Finds a word, by binary search, among lines that each are a word, a mark and a value; in one string, because small ones
 * would cost ten times the memory.
 * @param lines sorted by UTF-16 code units of the words
 * @param marks characters that are in no word, one of which parts a word from its value
 */
export function findLine(lines: string, word: string, marks: string): { mark: string; value: string } | undefined {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const start = lines.lastIndexOf('\n', ((low + high) >> 1) - 1) + 1;
    const lineEnd = lines.indexOf('\n', start);
    const end = lineEnd < 0 ? lines.length : lineEnd;
    let at = start;
    while (at < end && !marks.includes(lines.charAt(at))) at++;
    const found = lines.slice(start, at);
    if (found === word) return { mark: lines.charAt(at), value: lines.slice(at + 1, end) };
    if (found < word) low = end + 1;
    else high = start;
  }
  return undefined;
}
