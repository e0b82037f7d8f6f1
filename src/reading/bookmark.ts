/** A place in a text that can be found again after the text was edited. */
export interface Bookmark {
  offset: number;
  /** The text around it. */
  before: string;
  after: string;
}

/** Characters of text that are kept on each side. */
const CONTEXT = 80;
/** The shortest piece of it that still identifies a place. */
const SHORTEST = 8;

/** Marks the place at an offset. */
export function bookmark(text: string, offset: number): Bookmark {
  return {
    offset,
    before: text.slice(Math.max(0, offset - CONTEXT), offset),
    after: text.slice(offset, offset + CONTEXT),
  };
}

/**
 * Finds a marked place in a text by the text around it; of several such places the one nearest to the old offset.
 * @returns its offset; undefined when none of the surrounding text is left
 */
export function findBookmark(text: string, { offset, before, after }: Bookmark): number | undefined {
  for (let length = CONTEXT; length >= SHORTEST; length = Math.floor(length / 2)) {
    const left = before.slice(-length);
    const right = after.slice(0, length);
    for (const [context, shift] of [
      [left + right, left.length],
      [right, 0],
      [left, left.length],
    ] as const) {
      const found = context.trim().length < SHORTEST ? undefined : nearest(text, context, offset - shift);
      if (found !== undefined) return found + shift;
    }
  }
  const unchanged = before.length + after.length < SHORTEST && text.startsWith(before + after, offset - before.length);
  return unchanged ? offset : undefined;
}

/** The occurrence of `part` in `text` that is nearest to an offset. */
function nearest(text: string, part: string, offset: number): number | undefined {
  const before = text.lastIndexOf(part, Math.max(0, offset));
  const after = text.indexOf(part, Math.max(0, offset));
  if (before < 0) return after < 0 ? undefined : after;
  return after < 0 || offset - before <= after - offset ? before : after;
}
