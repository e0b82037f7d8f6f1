import type { Block } from './block';
import { lines, readPlainRange, verbatimBlocks } from './plainText';

/** Git cuts a message here. */
const SCISSORS = /^# -{10,} >8 -{10,}$/;

/** Reads a commit message: the subject as a heading, then the body. Git's comment lines are not read. */
export function* readCommit(source: string): Generator<Block> {
  let subject = false;
  /** Where the text since the last comment begins. */
  let from: number | undefined;
  for (const { start, end } of lines(source, 0, source.length)) {
    const comment = source[start] === '#';
    if (comment && from !== undefined) {
      yield* readPlainRange(source, from, start);
      from = undefined;
    }
    if (comment && SCISSORS.test(source.slice(start, Math.min(end, start + 100)))) return;
    if (comment) continue;
    if (!subject) {
      if (source.slice(start, end).trim() === '') continue;
      for (const block of verbatimBlocks(source, 'heading', start, end)) yield { ...block, level: 1 };
      subject = true;
    } else from ??= start;
  }
  if (from !== undefined) yield* readPlainRange(source, from, source.length);
}
