/** A word of a text. */
export interface TaggedWord {
  start: number;
  end: number;
  /** Index of its lexicon entry; UNKNOWN for a word that is not there, GIVEN for one that the caller gave. */
  entry: number;
  /** The character class of its first character. */
  characterClass: number;
  context: number;
  /** In hiragana, if its neighbours give it another reading than its entry's. */
  reading?: string;
}

/** A stretch of text that counts as one word, whatever its characters are. */
export interface GivenWord {
  start: number;
  end: number;
  /** The character class whose unknown words it behaves like: "NUMERIC", "ALPHA", "KATAKANA". */
  like: string;
}
