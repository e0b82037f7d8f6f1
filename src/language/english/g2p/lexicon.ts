import { findLine } from '../../data/sortedLines';
import type { EnglishDialect } from '../dialect';
import type { Supplement } from '../tables';

/** Cached results of the binary search. */
const MAX_KNOWN = 20_000;

/**
 * A word's phonemes, or its phonemes by Penn tag, by class of tags (NOUN, VERB …), for `None` (before a pause) and
 * DEFAULT.
 */
export type Entry = string | ReadonlyMap<string, string | undefined>;

/**
 * Pronunciations in misaki's raw symbols, from its gold lexicon (checked by people), its silver lexicon (machine-made)
 * and our supplement, which takes precedence over both.
 */
export class Lexicon {
  readonly dialect: EnglishDialect;
  /** Sorted lines, see scripts/lib/englishData.mjs. */
  readonly #lines: Uint8Array;
  /** By lower-case word. */
  readonly #supplement: ReadonlyMap<string, Entry>;

  readonly #known = new Map<string, { entry: Entry; quality: string } | undefined>();

  /** @param lines as scripts/lib/englishData.mjs writes them */
  constructor(dialect: EnglishDialect, lines: Uint8Array, supplement: Supplement) {
    this.dialect = dialect;
    this.#lines = lines;
    this.#supplement = new Map(supplement.map(([word, us, gb]) => [word, dialect === 'en-us' ? us : gb]));
  }

  /** The gold entry of exactly this word, or of the same word with or without a capital. */
  gold(word: string): Entry | undefined {
    return this.#supplement.get(word.toLowerCase()) ?? this.#find(word, '=');
  }

  /** Whether a word comes from our supplement; misaki leaves such words to espeak. */
  supplements(word: string): boolean {
    return this.#supplement.has(word.toLowerCase());
  }

  silver(word: string): string | undefined {
    const entry = this.#find(word, '~');
    return typeof entry === 'string' ? entry : undefined;
  }

  has(word: string): boolean {
    return this.gold(word) !== undefined || this.silver(word) !== undefined;
  }

  #find(word: string, quality: '=' | '~'): Entry | undefined {
    const exact = this.#line(word, quality);
    if (exact !== undefined || word.length < 2) return exact;
    const lower = word.toLowerCase();
    const capital = lower.charAt(0).toUpperCase() + lower.slice(1);
    if (word === capital) return this.#line(lower, quality);
    return word === lower ? this.#line(capital, quality) : undefined;
  }

  #line(word: string, quality: '=' | '~'): Entry | undefined {
    if (!this.#known.has(word)) {
      if (this.#known.size >= MAX_KNOWN) this.#known.clear();
      this.#known.set(word, this.#search(word));
    }
    const found = this.#known.get(word);
    return found?.quality === quality ? found.entry : undefined;
  }

  #search(word: string): { entry: Entry; quality: string } | undefined {
    const line = findLine(this.#lines, word, '=~\t');
    if (line === undefined) return undefined;
    const [american = '', british = american] = (line.mark + line.value).split('\t');
    const said = this.dialect === 'en-us' ? american : british;
    return said === '' ? undefined : { entry: parse(said.slice(1)), quality: said.charAt(0) };
  }
}

function parse(value: string): Entry {
  if (!value.includes(':')) return value;
  return new Map(
    value.split(' ').map((pair) => {
      const at = pair.indexOf(':');
      return [pair.slice(0, at), pair.slice(at + 1) || undefined];
    }),
  );
}
