import { decodeUtf8 } from '../data/utf8';
import { type PackedSign, readSigns, type Signs } from '../signs';

/**
 * How the end of a number and the beginning of its counter change each other; src/language/japanese/data/counters.tsv
 * explains the letters.
 */
export type SoundChange = 'k' | 's' | 'h' | 'p' | 'n';

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

/** The reading of a word between certain neighbours; src/language/japanese/data/readings.tsv explains the columns. */
export interface ReadingRule {
  word: string;
  before: string;
  after: string;
  reading: string;
}

/** How loanwords say an English vowel: one of the five vowels, and what follows it. */
export interface LoanVowel {
  vowel: 'a' | 'i' | 'u' | 'e' | 'o';
  tail: string;
}

/** How English sounds become kana, by misaki's symbol. */
export interface LoanSounds {
  vowels: ReadonlyMap<string, LoanVowel>;
  /** The kana before the five vowels (aiueo), and without a vowel; '' is no consonant. */
  consonants: ReadonlyMap<string, readonly string[]>;
}

/** The tables of src/language/japanese/data. */
export interface JapaneseTables {
  /** Readings in katakana of words in Latin letters, by the word in lower case. */
  latinWords: ReadonlyMap<string, string>;
  counters: readonly Counter[];
  readings: readonly ReadingRule[];
  signs: Signs;
  loanSounds: LoanSounds;
}

/**
 * Reads `japanese.br`, which scripts/lib/japaneseTables.mjs writes.
 * @throws Error when the bytes are not such a file
 */
export function readJapaneseTables(bytes: Uint8Array): JapaneseTables {
  const { latinWords, counters, readings, signs, vowels, consonants } = JSON.parse(decodeUtf8(bytes)) as {
    latinWords: [string, string][];
    counters: Counter[];
    readings: ReadingRule[];
    signs: PackedSign[];
    vowels: [phoneme: string, vowel: LoanVowel['vowel'], tail: string][];
    consonants: [phoneme: string, ...kana: string[]][];
  };
  return {
    latinWords: new Map(latinWords),
    counters,
    readings,
    signs: readSigns(signs),
    loanSounds: {
      vowels: new Map(vowels.map(([phoneme, vowel, tail]) => [phoneme, { vowel, tail }])),
      consonants: new Map(consonants.map(([phoneme, ...kana]) => [phoneme, kana])),
    },
  };
}
