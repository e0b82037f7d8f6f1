import type { SourceRange } from '../../../common/range';
import type { OutlineRun } from '../../../document/mappedText';
import { escapeXml, type SpokenMarks } from './xhtml';
import { withoutGivenPronunciations } from '../../../language/givenPronunciations';
import type { TimedWord } from '../timedWords';

/** A spoken word, and the element that lights up with it. */
export interface MarkedWord {
  word: TimedWord;
  id: string;
  /** The id of its paragraph, heading, … */
  block: string;
}

/** Puts an element around each word of a recording while its document is written. */
export class WordMarks implements SpokenMarks {
  /** In the order of the source. */
  readonly #words: readonly TimedWord[];
  readonly #marked = new Map<TimedWord, MarkedWord>();
  #blocks = 0;
  #ids = 0;

  constructor(words: readonly TimedWord[]) {
    this.#words = [...words].sort((a, b) => a.from - b.from);
  }

  /** The words with an element, in the order in which they are spoken. */
  get marked(): MarkedWord[] {
    return [...this.#marked.values()].sort((a, b) => a.word.start - b.word.start);
  }

  nextBlock(): string {
    return `b${++this.#blocks}`;
  }

  text(runs: readonly OutlineRun[]): string {
    return runs.map((run) => this.#run(run)).join('');
  }

  element(source: SourceRange): string | undefined {
    const word = this.#wholeOf(source);
    return word && this.#mark(word, this.#nextId());
  }

  lightUp(id: string, source: SourceRange): boolean {
    const word = this.#wholeOf(source);
    if (word !== undefined) this.#mark(word, id);
    return word !== undefined;
  }

  #run({ text, source }: OutlineRun): string {
    const verbatim = text.length === source.end - source.start;
    const parts: string[] = [];
    let at = 0;
    for (const word of this.#within(source)) {
      if (this.#marked.has(word)) continue; // its first part has the element
      const from = verbatim ? Math.max(at, word.from - source.start) : at;
      const to = verbatim ? Math.min(text.length, word.to - source.start) : text.length;
      if (to <= from) continue;
      const id = this.#mark(word, this.#nextId());
      parts.push(shown(text.slice(at, from)), `<span id="${id}">${shown(text.slice(from, to))}</span>`);
      at = to;
    }
    return parts.join('') + shown(text.slice(at));
  }

  /** The word that is all that is spoken of `source`. */
  #wholeOf(source: SourceRange): TimedWord | undefined {
    const word = this.#within(source).next().value ?? undefined;
    return word && !this.#marked.has(word) && word.from <= source.start && word.to >= source.end ? word : undefined;
  }

  #mark(word: TimedWord, id: string): string {
    this.#marked.set(word, { word, id, block: `b${this.#blocks}` });
    return id;
  }

  #nextId(): string {
    return `w${++this.#ids}`;
  }

  /** The words that overlap a range. */
  *#within({ start, end }: SourceRange): Generator<TimedWord, undefined> {
    let low = 0;
    let high = this.#words.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#words[middle]?.to ?? 0) <= start) low = middle + 1;
      else high = middle;
    }
    for (let word = this.#words[low]; word !== undefined && word.from < end; word = this.#words[++low]) yield word;
    return undefined;
  }
}

function shown(text: string): string {
  return escapeXml(withoutGivenPronunciations(text));
}
