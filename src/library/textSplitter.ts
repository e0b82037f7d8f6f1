import { MappedText } from '../document/mappedText';
import { splitSentences } from '../language/sentences';

/** A first clause of at least so many characters is spoken before its sentence is complete. */
const MIN_CLAUSE = 20;
/** The end of a clause, with the space after it. */
const CLAUSE_END = /[,;:，；：、—–]["'”’»)\]]*\s|[，；：、]/g;

/** Splits a text into sentences. */
export function split(text: string): string[] {
  return splitSentences(MappedText.verbatim(text, 0)).map((sentence) => sentence.text);
}

/** How a text that arrives over time is split. */
export interface TextSplitterOptions {
  /** Whether the first sentence may be given in clauses, so that speech begins sooner; false by default. */
  clauses?: boolean;
}

/** A text that arrives in pieces, such as an answer of a language model, as sentences: each once it is complete. */
export class TextSplitterStream implements AsyncIterable<string> {
  readonly #clauses: boolean;
  readonly #sentences: string[] = [];
  #buffer = '';
  #isFirst = true;
  #closed = false;
  #wake: () => void = () => undefined;

  /** A text of which nothing has arrived. */
  constructor({ clauses = false }: TextSplitterOptions = {}) {
    this.#clauses = clauses;
  }

  /** The sentences that are complete and have not been taken. */
  get sentences(): readonly string[] {
    return this.#sentences;
  }

  /** Adds pieces of text. */
  push(...texts: string[]): void {
    if (this.#closed) throw new Error('The stream is closed.');
    this.#buffer += texts.join('');
    if (endsParagraph(this.#buffer)) {
      this.flush();
      return;
    }
    const complete = split(this.#buffer);
    const last = complete.pop();
    for (const sentence of complete) this.#give(sentence);
    if (last !== undefined && complete.length > 0) this.#buffer = this.#buffer.slice(this.#buffer.lastIndexOf(last));
    else this.#giveClause();
  }

  /** Gives what is left as a sentence. */
  flush(): void {
    const rest = split(this.#buffer);
    this.#buffer = '';
    for (const sentence of rest) this.#give(sentence);
  }

  /** Ends the text. */
  close(): void {
    this.flush();
    this.#closed = true;
    this.#wake();
  }

  /** The sentences, each once it is complete, until the text is closed. */
  async *[Symbol.asyncIterator](): AsyncGenerator<string, void, void> {
    for (;;) {
      const sentence = this.#sentences.shift();
      if (sentence !== undefined) yield sentence;
      else if (this.#closed) return;
      else await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  #give(sentence: string): void {
    this.#sentences.push(sentence);
    this.#isFirst = false;
    this.#wake();
  }

  /** Gives the beginning of the first sentence, up to the last mark in it. */
  #giveClause(): void {
    if (!this.#clauses || !this.#isFirst) return;
    const end = [...this.#buffer.matchAll(CLAUSE_END)].map((mark) => mark.index + mark[0].length).at(-1) ?? 0;
    if (end < MIN_CLAUSE) return;
    const clause = this.#buffer.slice(0, end);
    this.#buffer = this.#buffer.slice(end);
    this.#give(clause.trim());
  }
}

/** Whether a text ends with an empty line. */
function endsParagraph(text: string): boolean {
  return text.slice(text.trimEnd().length).split('\n').length > 2;
}
