import { alternatives } from '../../alternatives';
import type { WordTables } from '../tables';

/** Names, acronyms and file extensions, and how they are said. */
export class Names {
  /** Whether a word (lower case) is in the lexicon: it tells NOTE, which is said, from HTTP, which is spelled. */
  readonly isWord: (word: string) => boolean;
  readonly #tables: WordTables;

  constructor(tables: WordTables, isWord: (word: string) => boolean) {
    this.#tables = tables;
    this.isWord = isWord;
  }

  /** Matches names that contain marks ("c++", "node.js"). */
  get markedSource(): string {
    const marked = [...this.#tables.names.keys()].filter((name) => /[^a-z0-9]/.test(name) && name !== 'w/');
    return alternatives(marked);
  }

  /** The spoken form of a name; undefined when it is read as written. */
  spoken(name: string): string | undefined {
    return this.#tables.names.get(name.toLowerCase());
  }

  /** Whether a word in capitals is spelled letter by letter. */
  isSpelled(word: string): boolean {
    const said = this.#tables.capitals.get(word);
    if (said !== undefined) return said === 'letters';
    if (word.length <= 3) return true;
    const lower = word.toLowerCase();
    if (isPair(lower, this.isWord)) return false; // PYTHONPATH
    // A longer unknown word is pronounced if its letters allow it.
    return (
      !this.isWord(lower) &&
      (word.length < 5 || !/^[^aeiou]{0,2}[aeiou]{1,2}(?:[^aeiou]{1,4}[aeiou]{1,2})+[^aeiou]{1,2}[aeiou]?$/.test(lower))
    );
  }

  /** Whether a word in small letters is an acronym: "api". */
  isSmallAcronym(word: string): boolean {
    const where = this.#tables.acronyms.get(word);
    return where !== undefined && where !== 'identifiers';
  }

  /** Whether a part of an identifier is an acronym: "HttpClient", "userId". */
  isAcronymInName(part: string): boolean {
    const where = this.#tables.acronyms.get(part.toLowerCase());
    return where !== undefined && where !== 'text';
  }

  /** The spoken form of a file extension or top-level domain; undefined for an unknown one. */
  ending(ending: string): string | undefined {
    return this.#tables.fileEndings.get(ending.toLowerCase());
  }
}

/** Longest compound that is recognized. */
const LONGEST_PAIR = 60;

/** Whether the word is a compound of two words. */
function isPair(word: string, isWord: (word: string) => boolean): boolean {
  if (word.length > LONGEST_PAIR) return false; // trying every cut takes quadratic time
  for (let cut = 3; cut <= word.length - 4; cut++)
    if (isWord(word.slice(0, cut)) && isWord(word.slice(cut))) return true;
  return false;
}
