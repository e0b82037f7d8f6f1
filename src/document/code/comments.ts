import type { SourceRange } from '../../common/range';
import { MappedText } from '../mappedText';
import type { DocTagNames } from '../phrases';
import { lines } from '../plainText';
import { docLine } from './docTags';
import type { Token } from './tokens';

/** A comment, several line comments that follow each other, or a docstring. */
export interface Comment {
  /** The prose in it, without markers. */
  text: MappedText;
  /** Whether it documents what follows, in Markdown. */
  isDoc: boolean;
}

/** What begins a doc comment; any other is a note. */
const DOC = /^(?:\s*\*(?!\/)|\/\*[*!]|\/\/[/!](?!\/)|\{-\s?\||--\s?\||;;;|\(\*\*|["']{3})/;
/** A parameter in a docstring of Google's or NumPy's style: "name (int): what it is". */
const ARGUMENT = /^\*{0,2}\w{1,60}(?:[ \t]?\([^()\n]{0,100}\))?:[ \t]/;

/** The prose of one block comment, or of line comments that follow each other. */
export function readComment(source: string, group: readonly Token[], names: DocTagNames): Comment {
  const [first] = group;
  const isDoc = first !== undefined && DOC.test(source.slice(first.start, first.start + 6));
  const ranges =
    first?.kind === 'line comment' ? group.map((token) => lineContent(source, token)) : blockContent(source, first);
  const parts: MappedText[] = [];
  let end: number | undefined;
  for (const { start, end: lineEnd, indented } of ranges) {
    if (end !== undefined) parts.push(MappedText.replacement('\n', { start: end, end: start }));
    const line = MappedText.verbatim(source.slice(start, lineEnd), start);
    if (isDoc && indented === true && ARGUMENT.test(line.text))
      parts.push(MappedText.replacement('\n', { start, end: start }));
    parts.push(isDoc ? docLine(line, names) : line);
    end = lineEnd;
  }
  return { text: MappedText.concat(parts), isDoc };
}

interface ContentLine extends SourceRange {
  /** Whether it is indented more than the comment. */
  indented?: boolean;
}

/** A line comment without its marks: "//", "///", "##", ";;". */
function lineContent(source: string, { start, end, inner }: Token): ContentLine {
  let from = inner?.start ?? start;
  const mark = source.charAt(from - 1);
  while (
    from < end &&
    (source[from] === mark || (/[!|<]/.test(source.charAt(from)) && /\s/.test(source[from + 1] ?? ' ')))
  )
    from++;
  if (source[from] === ' ' || source[from] === '\t') from++;
  return { start: from, end: Math.max(from, end) };
}

/** The lines of a block comment without its marks, stars and common indentation. */
function blockContent(source: string, token: Token | undefined): ContentLine[] {
  if (token === undefined) return [];
  const { start, end } = token.inner ?? token;
  const found = [...lines(source, start, end)].map((line) => ({ ...line }));
  const [, second] = found;
  const starred =
    second !== undefined && /^\s*\*/.test(source.slice(second.start, Math.min(second.end, second.start + 200)));
  const indent = starred ? 0 : commonIndent(source, found.slice(1));
  return found.map((line, i): ContentLine => {
    const text = source.slice(line.start, line.end);
    const marks =
      i === 0
        ? (/^[ \t]*[*!|]*[ \t]?/.exec(text)?.[0].length ?? 0)
        : starred
          ? (/^\s*\*+[ \t]?/.exec(text)?.[0].length ?? 0)
          : Math.min(indent, text.length);
    const last = i === found.length - 1 ? text.replace(/(?<![\s*])[\s*]+$/, '').length : text.length;
    const isArgument = !starred && i > 0 && /^\s/.test(text.slice(marks));
    const from =
      line.start + (isArgument && ARGUMENT.test(text.trimStart()) ? text.length - text.trimStart().length : marks);
    return { start: from, end: Math.max(from, line.start + last), indented: isArgument };
  });
}

function commonIndent(source: string, found: readonly SourceRange[]): number {
  let least = Infinity;
  for (const { start, end } of found) {
    const text = source.slice(start, end);
    if (text.trim() !== '') least = Math.min(least, text.length - text.trimStart().length);
  }
  return least === Infinity ? 0 : least;
}
