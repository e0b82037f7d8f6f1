import { MappedText } from '../mappedText';

/** The parts of a name: "HTTP" and "Server" of "HTTPServer", "user2" and "Name" of "user2Name". */
const PARTS = /\p{Lu}+(?=\p{Lu}\p{Ll})|\p{Lu}?[\p{Ll}\p{M}]+\p{N}*|\p{Lu}+\p{N}*|[\p{Lo}\p{Lm}\p{M}]+|\p{N}+/gu;

/** A name as words: split where the case changes and at underscores and hyphens. */
export function nameWords(name: MappedText): MappedText {
  const parts: MappedText[] = [];
  let end = 0;
  for (const { 0: part, index } of name.text.matchAll(PARTS)) {
    if (parts.length > 0) parts.push(MappedText.replacement(' ', name.sourceRange(end, Math.max(end, index))));
    end = index + part.length;
    parts.push(name.slice(index, end));
  }
  return MappedText.concat(parts);
}
