import { MappedText } from './mappedText';

/** Characters that the parser drops: escapes, indentation, and the ">" of continued quotes. */
const LEFT_OUT = new Set(['\\', ' ', '\t', '>', '\r', '\n']);
const ENTITY = /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|[A-Za-z][A-Za-z\d]{1,40});/y;

/**
 * Maps a parser's `value` back to `source[start..end)` in one pass: equal characters are copied, entities become
 * replacements, and characters that the parser dropped are skipped.
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
      // The parser changed the character (NUL to U+FFFD, a tab to spaces): map one to one.
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
    // "&amp;" begins with the "&" that it stands for.
    if (char === '&' && entityAt(source, at + length, value, from + length) !== undefined) break;
    length++;
  }
  return length;
}

/** The entity at `at`, if `value` contains what it stands for: its length in the source and in the value. */
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
