import type { CodeSyntax, StringStyle } from './syntax';

export type TokenKind = 'line end' | 'space' | 'line comment' | 'block comment' | 'string' | 'name' | 'number' | 'mark';

/** A piece of code. Offsets are those of the text. */
export interface Token {
  kind: TokenKind;
  start: number;
  end: number;
  /** Where the content of a comment or string begins and ends. */
  inner?: { start: number; end: number };
}

const LINE_END = /\r\n|[\r\n\u2028\u2029]/y;
const SPACE = /[^\S\r\n\u2028\u2029]+/y;
const NAME = /[\p{L}_$][\p{L}\p{M}\p{N}_$]*/uy;
const HYPHENATED = /[\p{L}_$][\p{L}\p{M}\p{N}_$-]*/uy;
const NUMBER = /\p{N}(?:[\p{N}\p{L}_]|\.(?=\p{N}))*/uy;
/** Operators of several characters; any other mark is a token of its own. */
const MARK =
  /===|<>|!==|<=>|>>>|\*\*=|\.\.\.|<<=|>>=|&&=|\|\|=|\?\?=|=>|->|<-|==|!=|<=|>=|&&|\|\||\?\?|\?\.|\+\+|--|\+=|-=|\*=|\/=|%=|&=|\|=|\^=|\*\*|<<|>>|::|:=|\|>|\.\.|<\/|\/>|[^]/uy;
const REGEX = /\/(?![*/ =])(?:[^/\\\n\r]|\\[^\n\r]){1,200}\/[a-z]{0,8}/y;
/** How far a string without line ends is looked for. */
const LONGEST_LINE = 10_000;

/** Cuts code into tokens, lazily and in linear time. Every character belongs to one token. */
export function* tokens(text: string, syntax: CodeSyntax): Generator<Token> {
  const strings = new StringFinder(text);
  /** Whether an operand ended before, so that "/" divides. */
  let operand = false;
  for (let at = 0; at < text.length;) {
    const token = tokenAt(text, at, syntax, strings, operand);
    if (token.kind === 'mark') operand = /[)\]}]/.test(text.charAt(at));
    else if (token.kind !== 'space')
      operand = token.kind === 'name' || token.kind === 'number' || token.kind === 'string';
    yield token;
    at = token.end;
  }
}

function tokenAt(text: string, start: number, syntax: CodeSyntax, strings: StringFinder, operand: boolean): Token {
  const match = (kind: TokenKind, pattern: RegExp): Token | undefined => {
    pattern.lastIndex = start;
    const found = pattern.exec(text);
    return found === null ? undefined : { kind, start, end: start + found[0].length };
  };
  return (
    match('line end', LINE_END) ??
    match('space', SPACE) ??
    blockComment(text, start, syntax) ??
    lineComment(text, start, syntax) ??
    strings.at(start, syntax.strings) ??
    (syntax.regex === true && !operand ? match('string', REGEX) : undefined) ??
    match('name', syntax.hyphens === true ? HYPHENATED : NAME) ??
    match('number', NUMBER) ??
    match('mark', MARK) ?? { kind: 'mark', start, end: start + 1 }
  );
}

function blockComment(text: string, start: number, { block }: CodeSyntax): Token | undefined {
  const marks = block.find(([open]) => text.startsWith(open, start));
  if (marks === undefined) return undefined;
  const [open, close] = marks;
  const found = text.indexOf(close, start + open.length);
  const inner = { start: start + open.length, end: found < 0 ? text.length : found };
  return { kind: 'block comment', start, end: found < 0 ? text.length : found + close.length, inner };
}

function lineComment(text: string, start: number, { line, asWritten }: CodeSyntax): Token | undefined {
  const mark = line.find((open) => text.startsWith(open, start));
  // "$#" and "color#1" are no comments in a shell.
  if (mark === undefined || (asWritten === true && /\S/.test(text.charAt(start - 1)))) return undefined;
  const end = lineEnd(text, start);
  return { kind: 'line comment', start, end, inner: { start: Math.min(end, start + mark.length), end } };
}

function lineEnd(text: string, from: number): number {
  const pattern = /[\r\n\u2028\u2029]/g;
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? text.length;
}

/** Finds strings. It remembers which quotes are not closed, so that no text is searched twice for them. */
class StringFinder {
  readonly #text: string;
  /** For each quote, up to where no closing one was found. */
  readonly #unclosed = new Map<string, number>();

  constructor(text: string) {
    this.#text = text;
  }

  at(start: number, styles: readonly StringStyle[]): Token | undefined {
    for (const style of styles) {
      const { open, close } = style;
      if (!this.#text.startsWith(open, start) || start < (this.#unclosed.get(open) ?? 0)) continue;
      const inner = start + open.length;
      const [found, searched] = this.#close(inner, style);
      if (found !== undefined) {
        return { kind: 'string', start, end: found + close.length, inner: { start: inner, end: found } };
      }
      this.#unclosed.set(open, searched);
    }
    return undefined;
  }

  /** Where a string is closed, and how far the text was searched. */
  #close(from: number, { close, multiline, raw }: StringStyle): [found: number | undefined, searched: number] {
    const last = multiline === true ? this.#text.length : Math.min(this.#text.length, from + LONGEST_LINE);
    for (let at = from; at < last; at++) {
      const char = this.#text.charAt(at);
      if (this.#text.startsWith(close, at)) return [at, at];
      if (char === '\\' && raw !== true) at++;
      else if (multiline !== true && /[\r\n]/.test(char)) return [undefined, at];
    }
    return [undefined, last];
  }
}
