import type { Block, BlockKind } from './block';
import { MappedText } from './mappedText';

/** A longer paragraph (a file without line ends, say) is cut at a space. */
const MAX_BLOCK = 16_384;
const SPEAKABLE = /[\p{L}\p{N}\p{S}]/u;
const LIST_ITEM = /^\s*(?:[-*+•‣◦]|\d{1,4}[.)])\s/;
/** Ends and beginnings of lines that are common in code and rare in prose. */
const CODE_LINE =
  /[{}[\](;=]\s*$|^(?:\t| {4})|^\s*(?:import|export|const|let|var|def|class|function|return|#include|\/\/|@\w)|=>|\w\(/;
/** Characters of a line that are examined; a line may be megabytes long. */
const TELLTALE = 200;

interface Line {
  start: number;
  /** Without the line end. */
  end: number;
}

/** Reads plain text or code: one verbatim block per paragraph, list item or line of code. */
export function* readPlainText(source: string): Generator<Block> {
  yield* readPlainRange(source, source.startsWith('\uFEFF') ? 1 : 0, source.length);
}

/** `readPlainText` for a part of a document; offsets are those of the whole document. */
export function* readPlainRange(source: string, from: number, to: number): Generator<Block> {
  let paragraph: Line[] = [];
  for (const line of lines(source, from, to)) {
    const first = paragraph[0];
    const blank = source.slice(line.start, line.end).trim() === '';
    if (first !== undefined && (blank || line.end - first.start > MAX_BLOCK)) {
      yield* paragraphBlocks(source, paragraph);
      paragraph = [];
    }
    if (!blank) paragraph.push(line);
  }
  yield* paragraphBlocks(source, paragraph);
}

/** The block for `start` to `end`; several when it is too long, none when it is blank. */
export function* verbatimBlocks(source: string, kind: BlockKind, start: number, end: number): Generator<Block> {
  for (let at = start; at < end;) {
    const cut = end - at > MAX_BLOCK ? cutBefore(source, at, at + MAX_BLOCK) : end;
    const text = source.slice(at, cut);
    if (SPEAKABLE.test(text)) yield { kind, text: MappedText.verbatim(text, at) };
    at = cut;
  }
}

function* paragraphBlocks(source: string, paragraph: readonly Line[]): Generator<Block> {
  const heads = paragraph.map((line) => source.slice(line.start, Math.min(line.end, line.start + TELLTALE)));
  const isCode = heads.filter((head) => CODE_LINE.test(head)).length * 2 > heads.length;
  let open: (Line & { kind: BlockKind }) | undefined;
  for (const [i, line] of paragraph.entries()) {
    const isItem = LIST_ITEM.test(heads[i] ?? '');
    if (open !== undefined && (isCode || isItem)) {
      yield* verbatimBlocks(source, open.kind, open.start, open.end);
      open = undefined;
    }
    open ??= { ...line, kind: isCode ? 'code' : isItem ? 'item' : 'paragraph' };
    open.end = line.end;
  }
  if (open !== undefined) yield* verbatimBlocks(source, open.kind, open.start, open.end);
}

/** The lines from `from` to `to`, lazily. */
export function* lines(source: string, from: number, to: number): Generator<Line> {
  const text = source.slice(from, to);
  const lineEnd = /\r\n|[\r\n\u2028\u2029]/g;
  for (let start = 0; start < text.length;) {
    const found = lineEnd.exec(text);
    yield { start: from + start, end: from + (found?.index ?? text.length) };
    start = found === null ? text.length : lineEnd.lastIndex;
  }
}

/** Where to cut, at most `limit`: after nearby white space or East Asian punctuation, never inside a surrogate pair. */
export function cutBefore(source: string, start: number, limit: number): number {
  for (let at = limit; at > start + (limit - start) / 2; at--) {
    if (/[\s、。，；]/.test(source.charAt(at - 1))) return at;
  }
  return /[\uD800-\uDBFF]/.test(source.charAt(limit - 1)) ? limit - 1 : limit;
}
