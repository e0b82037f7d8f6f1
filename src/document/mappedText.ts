import type { SourceRange } from '../common/range';

/**
 * A run of a block's text. A verbatim run maps to the document character by character, and is as long as its source;
 * any other is shown instead of its source as a whole.
 */
export interface OutlineRun {
  text: string;
  source: SourceRange;
  code?: boolean;
}

/**
 * A part of `text` that starts at `at`. Verbatim pieces map character by character, others map as a whole to their
 * source range.
 */
interface Piece {
  at: number;
  length: number;
  source: SourceRange;
  verbatim: boolean;
  /** Whether the piece is code, in which no sentence ends. */
  code?: boolean;
}

/** Text in which every character knows where in the document it comes from. */
export class MappedText {
  readonly text: string;
  readonly #pieces: readonly Piece[];

  private constructor(text: string, pieces: readonly Piece[]) {
    this.text = text;
    this.#pieces = pieces;
  }

  /** Text copied from the document, starting at source offset `start`. */
  static verbatim(text: string, start: number): MappedText {
    return MappedText.#single(text, { start, end: start + text.length }, true);
  }

  /** Text that is read instead of a part of the document. */
  static replacement(text: string, source: SourceRange): MappedText {
    return MappedText.#single(text, source, false);
  }

  static #single(text: string, source: SourceRange, verbatim: boolean): MappedText {
    return new MappedText(text, text === '' ? [] : [{ at: 0, length: text.length, source, verbatim }]);
  }

  /** The same text as code, in which no sentence ends. */
  asCode(): MappedText {
    return new MappedText(
      this.text,
      this.#pieces.map((piece) => ({ ...piece, code: true })),
    );
  }

  /** The parts that are code: offsets in `text`, in order. */
  get codeRanges(): SourceRange[] {
    return this.#pieces.filter(({ code }) => code).map(({ at, length }) => ({ start: at, end: at + length }));
  }

  /** The pieces of the text, in order; see `OutlineRun`. */
  get runs(): OutlineRun[] {
    return this.#pieces.map(({ at, length, source, code }) => ({
      text: this.text.slice(at, at + length),
      source,
      ...(code === true && { code }),
    }));
  }

  /** Joins texts. */
  static concat(parts: Iterable<MappedText>): MappedText {
    const texts: string[] = [];
    const pieces: Piece[] = [];
    let at = 0;
    for (const part of parts) {
      for (const piece of part.#pieces) pieces.push({ ...piece, at: at + piece.at });
      texts.push(part.text);
      at += part.text.length;
    }
    return new MappedText(texts.join(''), pieces);
  }

  /** The same text, if what it was read from is not the document but the text of `outer`. */
  within(outer: MappedText): MappedText {
    return MappedText.concat(
      this.#pieces.map(({ at, length, source, verbatim, code }) => {
        const text = this.text.slice(at, at + length);
        const piece = verbatim
          ? outer.slice(source.start, source.end)
          : MappedText.replacement(text, outer.sourceRange(source.start, source.end));
        return code === true ? piece.asCode() : piece;
      }),
    );
  }

  /** The part from `start` to `end` (offsets in `text`), with its mapping. */
  slice(start: number, end = this.text.length): MappedText {
    const pieces: Piece[] = [];
    for (let i = this.#indexAt(start); i < this.#pieces.length; i++) {
      const piece = this.#pieces[i];
      if (piece === undefined || piece.at >= end) break;
      const from = Math.max(start, piece.at);
      const length = Math.min(end, piece.at + piece.length) - from;
      if (length <= 0) continue;
      const shift = piece.source.start + from - piece.at;
      const source = piece.verbatim ? { start: shift, end: shift + length } : piece.source;
      pieces.push({ ...piece, at: from - start, length, source });
    }
    return new MappedText(this.text.slice(start, end), pieces);
  }

  /** The document range of the characters from `start` to `end` (offsets in `text`). */
  sourceRange(start: number, end: number): SourceRange {
    return { start: this.#sourceAt(start, 'start'), end: this.#sourceAt(Math.max(start, end - 1), 'end') };
  }

  #sourceAt(offset: number, side: 'start' | 'end'): number {
    const piece = this.#pieces[Math.min(this.#indexAt(offset), this.#pieces.length - 1)];
    if (piece === undefined) return 0;
    if (!piece.verbatim) return piece.source[side];
    return Math.min(piece.source.start + offset - piece.at + (side === 'end' ? 1 : 0), piece.source.end);
  }

  /** Index of the piece that holds `offset` (binary search). */
  #indexAt(offset: number): number {
    let low = 0;
    let high = this.#pieces.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const piece = this.#pieces[middle];
      if (piece !== undefined && piece.at + piece.length <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
