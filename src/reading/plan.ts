import type { SourceRange } from '../common/range';
import { moveRange, type TextEdits } from './edits';

/** One stream of speech within a session: what it is to speak, and the edits of the text since it was opened. */
export class Plan {
  readonly #abort = new AbortController();
  readonly #edits: TextEdits[] = [];
  readonly #madeAt = performance.now();
  /** Its chunks follow the chunk with this index. */
  readonly after: number;
  /** Source offset that it starts at. */
  #from: number;
  /** Code blocks are read up to this offset, whatever the settings say. */
  #readCodeUntil: number | undefined;
  /** Whether the chunks of the plan before it were cut. */
  began = false;

  constructor(after: number, from: number, readCodeUntil?: number) {
    this.after = after;
    this.#from = from;
    this.#readCodeUntil = readCodeUntil;
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** How long ago it was made, s. */
  get seconds(): number {
    return (performance.now() - this.#madeAt) / 1000;
  }

  get from(): number {
    return this.#from;
  }

  get readCodeUntil(): number | undefined {
    return this.#readCodeUntil;
  }

  end(): void {
    this.#abort.abort();
  }

  /** The text was edited before the part that the plan speaks. */
  edit(edits: TextEdits): void {
    this.#edits.push(edits);
    this.#from = moveRange({ start: this.#from, end: this.#from }, edits).end;
    if (this.#readCodeUntil !== undefined)
      this.#readCodeUntil = moveRange({ start: this.#from, end: this.#readCodeUntil }, edits).end;
  }

  /** Where a range of the text that the stream speaks lies now. */
  moved(range: SourceRange): SourceRange {
    return this.#edits.reduce(moveRange, range);
  }
}
