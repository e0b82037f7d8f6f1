/** A word of a text. */
export interface TaggedWord {
  start: number;
  end: number;
  /** Its entry in the lexicon; -1 for a word that is not there, -2 for one that was given. */
  entry: number;
  /** The class of its first character. */
  characterClass: number;
  context: number;
}

/** A stretch of a text that is one word, whatever its characters are. */
export interface GivenWord {
  start: number;
  end: number;
  /** The name of the class of characters as whose unknown words it is taken: "NUMERIC", "ALPHA", "KATAKANA". */
  like: string;
}
