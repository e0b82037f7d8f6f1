import type { SourceRange } from '../../common/range';
import type { OutlineRun } from '../../document/mappedText';
import type { Outline, OutlineBlock } from '../../document/outline';

/** A heading and where it stands. */
export interface Heading {
  text: string;
  level: number;
  /** Source offset. */
  offset: number;
  /** The part of the document before it, 0–1. */
  share: number;
}

/** Finds places in a document: blocks, headings, and how many characters are spoken before an offset in the source. */
export class DocumentIndex {
  readonly title: string;
  readonly blocks: Outline;
  readonly headings: readonly Heading[];
  /** Characters spoken in the whole document. */
  readonly characters: number;
  /** Source offset at which each block starts. */
  readonly #starts: number[];
  /** Characters spoken before each block. */
  readonly #before: number[] = [];

  constructor({ title, blocks }: { title: string; blocks: Outline }) {
    this.title = title;
    this.blocks = blocks;
    this.#starts = blocks.map(startOf);
    let characters = 0;
    for (const block of blocks) {
      this.#before.push(characters);
      characters += textOf(block).length;
    }
    this.characters = characters;
    this.headings = blocks.flatMap((block, i) =>
      block.kind === 'heading'
        ? [
            {
              text: textOf(block),
              level: block.level ?? 1,
              offset: startOf(block),
              share: characters === 0 ? 0 : (this.#before[i] ?? 0) / characters,
            },
          ]
        : [],
    );
  }

  /** The index of the last block that starts at or before a source offset; −1 if there is none. */
  blockAt(offset: number): number {
    let [low, high] = [0, this.#starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  headingAt(offset: number): Heading | undefined {
    return this.headings.findLast((heading) => heading.offset <= offset);
  }

  /** Characters spoken before a source offset. */
  charactersBefore(offset: number): number {
    const index = this.blockAt(offset);
    const block = this.blocks[index];
    return block ? (this.#before[index] ?? 0) + textOffset(block, offset) : 0;
  }

  /** Characters spoken in a source range. */
  charactersIn({ start, end }: SourceRange): number {
    return this.charactersBefore(end) - this.charactersBefore(start);
  }

  /** The part of the document before a source offset, 0–1. */
  shareAt(offset: number): number {
    return this.characters === 0 ? 0 : this.charactersBefore(offset) / this.characters;
  }

  /** The source offset after a part of the document, 0–1. */
  offsetAt(share: number): number {
    const characters = share * this.characters;
    const index = this.#before.findLastIndex((before) => before <= characters);
    const block = this.blocks[index];
    return block ? sourceOffset(block, characters - (this.#before[index] ?? 0)) : 0;
  }
}

/** The text of a block as it is shown. */
export function textOf(block: OutlineBlock): string {
  return block.runs.map(({ text }) => text).join('');
}

/** The source offset at which a block starts. */
export function startOf(block: OutlineBlock): number {
  return block.runs[0]?.source.start ?? 0;
}

/** The position in a block's text that shows a source offset; that of the next run if the offset is between two. */
export function textOffset(block: OutlineBlock, offset: number): number {
  let position = 0;
  for (const { text, source } of block.runs) {
    if (offset <= source.start) return position;
    if (offset < source.end) return isVerbatim({ text, source }) ? position + offset - source.start : position;
    position += text.length;
  }
  return position;
}

/** The source offset of a position in a block's text. */
export function sourceOffset(block: OutlineBlock, position: number): number {
  let before = 0;
  for (const run of block.runs) {
    const { text, source } = run;
    if (position < before + text.length)
      return isVerbatim(run) ? source.start + Math.floor(position - before) : source.start;
    before += text.length;
  }
  return block.runs.at(-1)?.source.end ?? 0;
}

/** Whether a run maps to its source character by character. */
function isVerbatim({ text, source }: OutlineRun): boolean {
  return text.length === source.end - source.start;
}
