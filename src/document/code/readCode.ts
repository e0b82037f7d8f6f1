import type { Block, BlockReader, PunctuationLevel } from '../block';
import { MappedText } from '../mappedText';
import type { DocumentPhrases } from '../phrases';
import { readPlainText } from '../plainText';
import { readComment } from './comments';
import { type CodeStyle, SpokenCode } from './spokenCode';
import type { CodeSyntax } from './syntax';
import { type Token, tokens } from './tokens';

export interface CodeOptions {
  syntax: CodeSyntax;
  punctuation: PunctuationLevel;
  phrases: DocumentPhrases;
  /** Reads the prose of doc comments. */
  prose: BlockReader;
}

/** Pauses after a line of code, in seconds: before a line as far to the right, for each level of difference, at a gap. */
const LINE_PAUSE = 0.25;
const LEVEL_PAUSE = 0.12;
const MAX_LEVELS = 3;
const GAP_PAUSE = 0.6;
/** Columns of a level, and of a tab. */
const LEVEL = 4;
/** A line with more words is divided at the next semicolon or brace, and one with far more at any mark. */
const LONG = 200;
const TOO_LONG = 1_000;

/** Reads source code: comments as prose, and code line by line, with its operators in words. */
export function* readCode(source: string, options: CodeOptions): Generator<Block> {
  const reader = new CodeReader(source, options);
  let start = source.startsWith('\uFEFF') ? 1 : 0;
  if (source.startsWith('#!', start)) start = /[\r\n]|$/.exec(source)?.index ?? start;
  const inside = insideComment(source, start, options.syntax);
  if (inside !== undefined) {
    yield* reader.add(inside);
    start = inside.end;
  }
  const rest = start === 0 ? source : source.slice(start);
  for (const token of tokens(rest, options.syntax)) yield* reader.add(moved(token, start));
  yield* reader.end();
}

function moved(token: Token, by: number): Token {
  if (by === 0) return token;
  const inner = token.inner && { start: token.inner.start + by, end: token.inner.end + by };
  return { ...token, start: token.start + by, end: token.end + by, ...(inner && { inner }) };
}

/** The rest of a block comment that began before the text, as in a selection. */
function insideComment(source: string, start: number, { block }: CodeSyntax): Token | undefined {
  for (const [open, close] of block) {
    const end = source.indexOf(close, start);
    const text = { kind: 'block comment', start } as const;
    if (end >= 0 && !source.slice(start, end).includes(open)) {
      return { ...text, end: end + close.length, inner: { start, end } };
    }
    // Lines that all begin with a star come from the middle of a comment.
    if (open === '/*' && /^(?:\s*\*(?!\/).{0,1000})(?:\n\s*\*.{0,1000}){0,1000}\s*$/.test(source)) {
      return { ...text, end: source.length, inner: { start, end: source.length } };
    }
  }
  return undefined;
}

class CodeReader {
  readonly #source: string;
  readonly #options: CodeOptions;
  readonly #style: CodeStyle;
  #line: SpokenCode;
  /** Where the code of the line begins and ends; undefined while there is none. */
  #code: { start: number; end: number } | undefined;
  #lineStart = 0;
  /** Comments that are read as one text. */
  #comments: Token[] = [];
  /** A line of code whose pause depends on what follows. */
  #held: { block: Block; column: number } | undefined;

  constructor(source: string, options: CodeOptions) {
    this.#source = source;
    this.#options = options;
    this.#style = { punctuation: options.punctuation, names: options.phrases.operators };
    this.#line = new SpokenCode(source, this.#style);
  }

  *add(token: Token): Generator<Block> {
    if (token.kind === 'line end') yield* this.#lineEnd(token.end);
    else if (token.kind === 'line comment' || token.kind === 'block comment' || this.#isDocstring(token))
      yield* this.#comment(token);
    else if (token.kind !== 'space') {
      yield* this.#endComments();
      this.#line.add(token);
      this.#code = { start: this.#code?.start ?? token.start, end: token.end };
      if (this.#isLong(token)) yield* this.#endCode();
    }
  }

  *end(): Generator<Block> {
    yield* this.#endCode();
    yield* this.#endComments();
    yield* this.#release();
  }

  *#lineEnd(end: number): Generator<Block> {
    const blank = this.#code === undefined && this.#source.slice(this.#lineStart, end).trim() === '';
    yield* this.#endCode();
    if (blank) {
      yield* this.#endComments();
      if (this.#held) this.#held.block.pause = GAP_PAUSE;
      yield* this.#release();
    }
    this.#lineStart = end;
  }

  *#comment(token: Token): Generator<Block> {
    const follows = this.#code !== undefined;
    yield* this.#endCode();
    const [first] = this.#comments;
    const joins = first?.kind === 'line comment' && token.kind === 'line comment' && !follows;
    if (!joins) yield* this.#endComments();
    this.#comments.push(token);
    if (follows || token.kind !== 'line comment') yield* this.#endComments();
  }

  #isDocstring({ kind, start, inner }: Token): boolean {
    const { docstrings } = this.#options.syntax;
    return docstrings === true && kind === 'string' && this.#code === undefined && (inner?.start ?? 0) - start === 3;
  }

  #isLong({ kind, start }: Token): boolean {
    if (kind !== 'mark' || this.#line.length < LONG) return false;
    return this.#line.length > TOO_LONG || /[;{}]/.test(this.#source.charAt(start));
  }

  *#endCode(): Generator<Block> {
    const code = this.#code;
    if (code === undefined) return;
    const { asWritten } = this.#options.syntax;
    const text = asWritten === true ? this.#verbatim(code.start, code.end).asCode() : this.#line.text;
    this.#line = new SpokenCode(this.#source, this.#style);
    this.#code = undefined;
    if (!/[\p{L}\p{N}\p{S}]/u.test(text.text)) return;
    const column = this.#column(code.start);
    yield* this.#release(column);
    this.#held = { block: { kind: 'code', text }, column };
  }

  /** Yields the line of code that waits for the column of the next one. */
  *#release(column?: number): Generator<Block> {
    const held = this.#held;
    this.#held = undefined;
    if (held === undefined) return;
    const levels = Math.min(MAX_LEVELS, Math.ceil(Math.abs((column ?? held.column) - held.column) / LEVEL));
    held.block.pause ??= LINE_PAUSE + LEVEL_PAUSE * levels;
    yield held.block;
  }

  #column(at: number): number {
    const indent =
      /^[ \t]{0,200}/.exec(this.#source.slice(this.#lineStart, Math.min(at, this.#lineStart + 200)))?.[0] ?? '';
    return indent.length + (LEVEL - 1) * (indent.match(/\t/g)?.length ?? 0);
  }

  *#endComments(): Generator<Block> {
    const group = this.#comments;
    if (group.length === 0) return;
    this.#comments = [];
    yield* this.#release();
    const { docTags } = this.#options.phrases;
    const { text, isDoc } = readComment(this.#source, group, docTags);
    const blocks = isDoc ? this.#options.prose(text.text) : readPlainText(text.text);
    for (const block of blocks) yield* this.#prose({ ...block, role: 'comment', text: block.text.within(text) });
  }

  /** A block of a comment; code in it is read as code. */
  *#prose(block: Block): Generator<Block> {
    if (block.kind !== 'code' || this.#options.syntax.asWritten === true) {
      yield block;
      return;
    }
    const line = new SpokenCode(block.text.text, this.#style);
    for (const token of tokens(block.text.text, this.#options.syntax)) line.add(token);
    const text = line.text.within(block.text);
    if (/[\p{L}\p{N}]/u.test(text.text)) yield { ...block, text };
  }

  #verbatim(start: number, end: number): MappedText {
    return MappedText.verbatim(this.#source.slice(start, end), start);
  }
}
