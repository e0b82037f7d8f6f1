import { cutBefore, lines } from './plainText';

/** A part of a Markdown document that can be parsed on its own. */
export interface Section {
  start: number;
  end: number;
  /** Set on the body of a long fenced code block: its language. */
  code?: string;
  /** Markdown to parse in front of the section: the header of a table that was cut. */
  prefix: string;
}

/** From this size on, a section ends at the next boundary that splits no block. */
const ENOUGH = 16_384;
/** From this size on, it ends at the next list item, quoted line or table row; at twice this size, anywhere. */
const TOO_MUCH = 32_768;
/**
 * Every line counts at least this many characters towards a section's size: underlined headings and lazy quotes take
 * the parser quadratic time, so thousands of them must not share a section.
 */
const LEAST_LINE = 32;
/** Raw HTML that is longer (an unclosed comment, say) is treated as text. */
const MAX_RAW = 1_000_000;
const FENCE = /^ {0,3}(`{3,}|~{3,})([^\n]*)/;
/** HTML blocks that do not end at a blank line, and what ends them. */
const RAW_HTML: readonly (readonly [RegExp, RegExp])[] = [
  [/^ {0,3}<!--/, /-->/],
  [/^ {0,3}<(?:pre|script|style|textarea)\b/i, /<\/(?:pre|script|style|textarea)>/i],
  [/^ {0,3}<\?/, /\?>/],
  [/^ {0,3}<!\[CDATA\[/, /\]\]>/],
];
/** Characters of a line that are examined; a line may be megabytes long. */
const HEAD = 500;

/** Where the text of a document begins: after the byte order mark and YAML or TOML front matter. */
export function bodyStart(source: string): number {
  const start = source.startsWith('\uFEFF') ? 1 : 0;
  const opening = /(?:---|\+\+\+)[ \t]*\r?\n(?=[ \t]*\S)/y; // before an empty line it is a thematic break
  opening.lastIndex = start;
  const mark = opening.exec(source)?.[0].slice(0, 3);
  if (mark === undefined) return start;
  const closing = mark === '---' ? /^---[ \t]*$/gm : /^\+\+\+[ \t]*$/gm;
  closing.lastIndex = opening.lastIndex;
  const end = closing.exec(source)?.index;
  if (end === undefined || (mark === '---' && !isYaml(source.slice(opening.lastIndex, end)))) return start;
  return closing.lastIndex;
}

/** Whether text between two lines of dashes is YAML: its first line that is no comment has a key. */
function isYaml(text: string): boolean {
  const line = text.split('\n').find((written) => !/^\s*(?:#|$)/.test(written)) ?? '';
  return /^\s*["']?[\w$][^:]{0,80}:(?:\s|$)/.test(line);
}

/** Cuts a document into sections, lazily and in one pass. */
export function* markdownSections(source: string): Generator<Section> {
  let start = bodyStart(source);
  let prefix = '';
  let fence: { start: number; body: number; mark: string; info: string } | undefined;
  let rawEnd: RegExp | undefined;
  let blankBefore = false;
  /** Lines since `start`. */
  let count = 0;
  for (const line of lines(source, start, source.length)) {
    if (fence === undefined && line.end - line.start > 2 * TOO_MUCH) {
      if (start < line.start) yield { start, end: line.start, prefix };
      prefix = '';
      for (start = line.start; line.end - start > TOO_MUCH;) {
        const end = cutBefore(source, start, start + TOO_MUCH);
        yield { start, end, prefix };
        start = end;
      }
      count = 0;
      continue;
    }
    const head = source.slice(line.start, Math.min(line.end, line.start + HEAD));
    const length = line.start - start;
    const size = Math.max(length, LEAST_LINE * count);
    count++;
    if (fence !== undefined) {
      if (!isClosing(head, fence.mark)) continue;
      if (line.start - fence.start > ENOUGH) {
        if (fence.start > start) yield { start, end: fence.start, prefix };
        yield { start: fence.body, end: line.start, code: fence.info, prefix: '' };
        start = line.end;
        prefix = '';
        count = 0;
      }
      fence = undefined;
    } else if (rawEnd !== undefined) {
      if (rawEnd.test(source.slice(line.start, line.end)) || length > MAX_RAW) rawEnd = undefined;
    } else {
      const restart = size > ENOUGH ? restartAt(head, blankBefore, size) : undefined;
      if (restart !== undefined) {
        yield { start, end: line.start, prefix };
        start = line.start;
        prefix = restart;
        count = 1;
      }
      const [, mark, info = ''] = FENCE.exec(head) ?? [];
      if (mark !== undefined && !(mark.startsWith('`') && info.includes('`'))) {
        fence = {
          start: line.start,
          body: line.end + (source.startsWith('\r\n', line.end) ? 2 : 1),
          mark,
          info: info.trim(),
        };
      } else {
        const raw = RAW_HTML.find(([opening]) => opening.test(head));
        rawEnd = raw && !raw[1].test(source.slice(line.start, line.end)) ? raw[1] : undefined;
      }
    }
    blankBefore = head.trim() === '';
  }
  if (fence !== undefined && source.length - fence.start > ENOUGH) {
    if (fence.start > start) yield { start, end: fence.start, prefix };
    yield { start: Math.min(fence.body, source.length), end: source.length, code: fence.info, prefix: '' };
  } else if (start < source.length) yield { start, end: source.length, prefix };
}

function isClosing(head: string, mark: string): boolean {
  const run = /^ {0,3}(`{3,}|~{3,})\s*$/.exec(head)?.[1];
  return run?.[0] === mark[0] && (run?.length ?? 0) >= mark.length;
}

/** The prefix of a section that begins with this line; undefined where no section may begin. */
function restartAt(head: string, blankBefore: boolean, size: number): string | undefined {
  if (/^#{1,6}\s/.test(head) || (blankBefore && /^\S/.test(head))) return '';
  if (size > 2 * TOO_MUCH) return '';
  if (size > TOO_MUCH && /^(?:(?:[-*+]|\d{1,9}[.)])\s|>)/.test(head)) return '';
  if (size > TOO_MUCH && head.startsWith('|')) {
    const columns = head.split('|').length - 1;
    return `${'|'.repeat(columns + 1)}\n|${'-|'.repeat(columns)}\n`;
  }
  return undefined;
}
