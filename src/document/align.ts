import { MappedText } from './mappedText';

/** Characters that the parser leaves out of a text: escapes, indentation, the marks of a quote's continued lines. */
const LEFT_OUT = new Set(['\\', ' ', '\t', '>', '\r', '\n']);
const ENTITY = /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|[A-Za-z][A-Za-z\d]{1,40});/y;

/**
 * Maps a parser's `value` to the part of `source` from `start` to `end` that it was made of, in one pass:
 * equal characters are copied, entities replaced, and what the parser left out is skipped.
 */
export function alignToSource(value: string, source: string, start: number, end: number): MappedText {
  if (value.length === end - start && source.startsWith(value, start)) return MappedText.verbatim(value, start);
  const parts: MappedText[] = [];
  let at = start;
  let done = 0;
  while (done < value.length) {
    const copied = commonLength(value, done, source, at, end);
    if (copied > 0) parts.push(MappedText.verbatim(value.slice(done, done + copied), at));
    done += copied;
    at += copied;
    if (done >= value.length) break;
    const entity = entityAt(source, at, value, done);
    if (entity !== undefined) {
      const text = value.slice(done, done + entity.said);
      parts.push(MappedText.replacement(text, { start: at, end: at + entity.length }));
      done += entity.said;
      at += entity.length;
    } else if (at < end && LEFT_OUT.has(source.charAt(at))) {
      at++;
    } else {
      // Not from the source as it stands (NUL becomes U+FFFD, a tab spaces): one for one.
      parts.push(MappedText.replacement(value.charAt(done), { start: at, end: Math.min(at + 1, end) }));
      done++;
      at = Math.min(at + 1, end);
    }
  }
  return MappedText.concat(parts);
}

function commonLength(value: string, from: number, source: string, at: number, end: number): number {
  let length = 0;
  while (from + length < value.length && at + length < end) {
    const char = source.charAt(at + length);
    if (char !== value.charAt(from + length)) break;
    // "&amp;" begins like the "&" it stands for, "\\\\" like the backslash that is meant.
    if (char === '&' && entityAt(source, at + length, value, from + length) !== undefined) break;
    length++;
  }
  return length;
}

/** The entity at `at` if `value` has what it stands for: its length, and how many characters are said for it. */
function entityAt(
  source: string,
  at: number,
  value: string,
  done: number,
): { length: number; said: number } | undefined {
  ENTITY.lastIndex = at;
  const match = source.charAt(at) === '&' ? ENTITY.exec(source) : null;
  if (match === null || value.startsWith(match[0], done)) return undefined;
  const [entity, decimal, hex] = match;
  const code = decimal === undefined ? (hex === undefined ? 0 : parseInt(hex, 16)) : Number(decimal);
  return { length: entity.length, said: code > 0xffff || isPair(value, done) ? 2 : 1 };
}

function isPair(value: string, at: number): boolean {
  return (value.codePointAt(at) ?? 0) > 0xffff;
}
