import type { SourceRange } from '../common/range';
import type { Outline } from '../document/outline';
import type { Skip } from '../webview/protocol';

interface Sentence extends SourceRange {
  /** Index of its block. */
  block: number;
  /** Characters read before it. */
  lettersBefore: number;
}

/** Seconds into a sentence after which "previous" returns to its start instead of the sentence before. */
export const REWIND_SECONDS = 2;

/** Finds one's way in a document by its outline. */
export class DocumentMap {
  readonly #outline: Outline;
  readonly #sentences: readonly Sentence[];
  readonly #letters: number;

  constructor(outline: Outline) {
    this.#outline = outline;
    const sentences: Sentence[] = [];
    let letters = 0;
    for (const [block, { runs, sentences: ranges }] of outline.entries()) {
      const length = runs.reduce((sum, { text }) => sum + text.length, 0);
      for (const range of ranges) {
        sentences.push({ ...range, block, lettersBefore: letters });
        letters += length / ranges.length;
      }
    }
    this.#sentences = sentences;
    this.#letters = letters;
  }

  /** Characters that are still to be read at an offset. */
  lettersAfter(offset: number): number {
    const sentence = this.#sentences[this.#indexAt(offset)];
    if (sentence === undefined) return 0;
    const next = this.#sentences[this.#indexAt(offset) + 1]?.lettersBefore ?? this.#letters;
    const length = Math.max(1, sentence.end - sentence.start);
    const share = Math.min(1, Math.max(0, (offset - sentence.start) / length));
    return this.#letters - sentence.lettersBefore - share * (next - sentence.lettersBefore);
  }

  /**
   * The offset that a skip leads to.
   * @param seconds how long the current sentence has been heard
   * @returns undefined when there is nothing in that direction
   */
  target(skip: Skip, offset: number, seconds: number): number | undefined {
    const at = this.#indexAt(offset);
    const sentence = this.#sentences[at];
    if (sentence === undefined) return undefined;
    const isEarly = seconds < REWIND_SECONDS;
    switch (skip) {
      case 'repeatSentence':
        return sentence.start;
      case 'nextSentence':
        return this.#sentences[at + 1]?.start;
      case 'previousSentence':
        return (isEarly ? this.#sentences[at - 1] : undefined)?.start ?? sentence.start;
      case 'nextParagraph':
        return this.#blockStart(sentence.block + 1, 1);
      case 'previousParagraph': {
        const start = this.#blockStart(sentence.block, -1) ?? sentence.start;
        const isAtStart = sentence.start === start && isEarly;
        return (isAtStart ? this.#blockStart(sentence.block - 1, -1) : undefined) ?? start;
      }
      case 'nextHeading':
        return this.#blockStart(sentence.block + 1, 1, 'heading');
      case 'previousHeading': {
        const start = this.#blockStart(sentence.block, -1, 'heading');
        const isAtStart = sentence.start === start && isEarly;
        return isAtStart ? (this.#blockStart(sentence.block - 1, -1, 'heading') ?? start) : start;
      }
    }
  }

  /** The source of the block that holds an offset. */
  blockAt(offset: number): SourceRange | undefined {
    const block = this.#outline[this.#sentences[this.#indexAt(offset)]?.block ?? -1];
    const first = block?.sentences[0];
    const last = block?.sentences.at(-1);
    return first && last && { start: first.start, end: last.end };
  }

  /** The start of the nearest block that has sentences, from `block` on in a direction. */
  #blockStart(block: number, step: 1 | -1, kind?: 'heading'): number | undefined {
    for (let i = block; i >= 0 && i < this.#outline.length; i += step) {
      const { kind: found, sentences } = this.#outline[i] ?? { sentences: [] };
      if (sentences[0] && (kind === undefined || found === kind)) return sentences[0].start;
    }
    return undefined;
  }

  /** Index of the last sentence that starts at or before an offset; 0 before the first (binary search). */
  #indexAt(offset: number): number {
    let low = 0;
    let high = this.#sentences.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#sentences[middle]?.start ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
