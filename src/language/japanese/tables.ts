import { decodeUtf8 } from '../data/utf8';

/**
 * How the end of a number and the beginning of its counter change each other; src/language/japanese/data/counters.tsv
 * explains the letters.
 */
export type SoundChange = 'k' | 's' | 'h' | 'p';

/** A word behind a number that says what is counted. */
export interface Counter {
  counter: string;
  /** In kana. */
  reading: string;
  change: SoundChange;
  /** What its first sound becomes after さん. */
  afterThree?: 'voiced' | 'half';
  /** What makes another word of it. */
  notBefore?: readonly string[];
}

/** The tables of src/language/japanese/data. */
export interface JapaneseTables {
  /** Readings in katakana of words in Latin letters, by the word in lower case. */
  latinWords: ReadonlyMap<string, string>;
  counters: readonly Counter[];
}

/**
 * Reads `japanese.br`, which scripts/lib/japaneseTables.mjs writes.
 * @throws Error when the bytes are not such a file
 */
export function readJapaneseTables(bytes: Uint8Array): JapaneseTables {
  const { latinWords, counters } = JSON.parse(decodeUtf8(bytes)) as {
    latinWords: [string, string][];
    counters: Counter[];
  };
  return { latinWords: new Map(latinWords), counters };
}
