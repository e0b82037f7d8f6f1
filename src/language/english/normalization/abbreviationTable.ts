import { alternatives } from '../../alternatives';
import type { WordTables } from '../tables';

/** "Saint" or "street". */
const ST = 'st.';
/** Letters examined of a street's name. */
const LONGEST_NAME = 40;
// eslint-disable-next-line kokoro/linear-expression -- sees at most LONGEST_NAME characters
const CAPITALIZED_WORD = /\p{Lu}\p{L}+$/u;

/** Abbreviations and the words for them. */
export class AbbreviationTable {
  readonly #table: WordTables['abbreviations'];

  constructor({ abbreviations }: WordTables) {
    this.#table = abbreviations;
  }

  /** Matches abbreviations with a full stop. */
  get source(): string {
    return alternatives([...this.#table.keys(), ST].filter((text) => text.endsWith('.')));
  }

  /** The words for an abbreviation with a full stop, by its context; undefined where it is not an abbreviation. */
  expand(text: string, before: string, after: string): string | undefined {
    const key = text.toLowerCase();
    if (before === '' && after === '') return this.#table.get(key)?.said; // alone, as in a list
    if (key === ST) {
      if (/^\s*\p{Lu}/u.test(after)) return 'saint';
      return CAPITALIZED_WORD.test(before.trimEnd().slice(-LONGEST_NAME)) ? 'street' : undefined;
    }
    return this.#expandBefore(key, after);
  }

  #expandBefore(key: string, after: string): string | undefined {
    const entry = this.#table.get(key);
    if (entry?.before === 'number' && !/^\s*(?:[\d#]|(?:[IVXLC]{2,6}|[ivx]{2,5})(?!\w))/.test(after)) return undefined;
    if (entry?.before === 'name' && !/^\s*\p{Lu}/u.test(after)) return undefined;
    return entry?.said;
  }

  /** The words for an abbreviation without a full stop; titles are capitalized. */
  expandBare(word: string, after: string): string | undefined {
    const key = word.toLowerCase();
    const isTitle = this.#table.get(key)?.before === 'name';
    if (word.endsWith('.') || (isTitle && !/^\p{Lu}\p{Ll}+$/u.test(word))) return undefined;
    return this.#expandBefore(key, after);
  }
}
