import type { SourceRange } from '../common/range';

/** Longest formula within a line, and on lines of its own. */
const INLINE = 500;
const DISPLAY = 5_000;
/** What makes "$…$" a formula, and not the names of variables or money. */
const SIGNS = /[\\^_=+<>{}|]|^[\p{L}\d]$|^-?\p{L}?\(|[\p{L}\d)]\s?[-*/]\s?[\p{L}\d(]/u;

/**
 * The formula that begins at `at`: "$…$", "$$…$$", "\(…\)" or "\[…\]". Undefined for a dollar sign of any other meaning: "$5
 * and $10", "$HOME".
 * @returns its range, and that of its content
 */
export function formulaAt(text: string, at: number): { end: number; inner: SourceRange } | undefined {
  if (text.startsWith('$$', at)) return closedBy(text, at, '$$', DISPLAY);
  if (text.startsWith('\\[', at)) return closedBy(text, at, '\\]', DISPLAY);
  if (text.startsWith('\\(', at)) return closedBy(text, at, '\\)', INLINE);
  if (text[at] !== '$' || /[\s$]/.test(text[at + 1] ?? ' ') || text[at - 1] === '\\') return undefined;
  for (let end = at + 1; end < Math.min(text.length, at + INLINE); end++) {
    const char = text.charAt(end);
    if (char === '\\') end++;
    else if (char === '$') {
      const content = text.slice(at + 1, end);
      const closes = !/\s/.test(text.charAt(end - 1)) && !/[\p{L}\p{N}$]/u.test(text[end + 1] ?? ' ');
      return closes && SIGNS.test(content) ? { end: end + 1, inner: { start: at + 1, end } } : undefined;
    } else if (char === '`' || (char === '\n' && /^\s*\n/.test(text.slice(end + 1, end + 40)))) return undefined;
  }
  return undefined;
}

function closedBy(
  text: string,
  at: number,
  mark: string,
  longest: number,
): { end: number; inner: SourceRange } | undefined {
  const content = text.slice(at + 2, at + 2 + longest);
  const length = content.indexOf(mark);
  const inner = { start: at + 2, end: at + 2 + length };
  return length < 1 || /\n[ \t]*\n/.test(content.slice(0, length)) ? undefined : { end: inner.end + 2, inner };
}
