import type { SourceRange } from '../common/range';

/** Replaces `deleted` characters at the offset `start` by `inserted` other ones. */
export interface TextEdit {
  start: number;
  deleted: number;
  inserted: number;
}

/**
 * Edits made at once: they do not overlap, and each counts its offset in the text before all of them, as VS Code
 * reports them.
 */
export type TextEdits = readonly TextEdit[];

/**
 * Where a range lies after the edits. Text inserted at either end of it stays outside; a range whose text was deleted
 * becomes empty.
 */
export function moveRange({ start, end }: SourceRange, edits: TextEdits): SourceRange {
  const moved = { start, end };
  for (const edit of lastFirst(edits)) {
    moved.start = moveStart(moved.start, edit);
    moved.end = moveEnd(moved.end, edit);
    if (moved.start > moved.end) moved.start = moved.end;
  }
  return moved;
}

/** Where an offset lies after the edits: behind what is inserted at it. */
export function moveOffset(offset: number, edits: TextEdits): number {
  return lastFirst(edits).reduce(moveStart, offset);
}

/** The smallest offset at or behind `from` that the edits change; undefined when all of them are before it. */
export function firstChange(edits: TextEdits, from: number): number | undefined {
  const starts = edits
    .filter(({ start, deleted }) => start >= from || start + deleted > from)
    .map(({ start }) => Math.max(start, from));
  return starts.length === 0 ? undefined : Math.min(...starts);
}

/**
 * The edits that a part of a document sees of edits of the document, in offsets of the part. Like `moveRange`, it
 * leaves text outside that is inserted at an end or replaces text on both sides of it.
 */
export function editsOfPart(edits: TextEdits, part: SourceRange): TextEdit[] {
  return edits.flatMap(({ start, deleted, inserted }) => {
    const end = start + deleted;
    if (start >= part.end || end <= part.start) return [];
    const from = Math.max(start, part.start);
    const crosses = start < part.start || end > part.end;
    const removed = Math.min(end, part.end) - from;
    return [{ start: from - part.start, deleted: removed, inserted: crosses ? 0 : inserted }];
  });
}

/** The one edit that turns a text into another: what lies between their common beginning and end. */
export function editBetween(before: string, after: string): TextEdit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let same = 0;
  while (same < shorter - start && before.at(-1 - same) === after.at(-1 - same)) same++;
  return { start, deleted: before.length - start - same, inserted: after.length - start - same };
}

function lastFirst(edits: TextEdits): TextEdit[] {
  return [...edits].sort((a, b) => b.start - a.start);
}

function moveStart(offset: number, { start, deleted, inserted }: TextEdit): number {
  if (offset < start || (offset === start && deleted > 0)) return offset;
  return offset >= start + deleted ? offset + inserted - deleted : start + inserted;
}

function moveEnd(offset: number, { start, deleted, inserted }: TextEdit): number {
  if (offset <= start) return offset;
  return offset >= start + deleted ? offset + inserted - deleted : start;
}
