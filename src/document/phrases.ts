/** What a reader adds in its own words, in the language that is read. */
export interface DocumentPhrases {
  codeBlock: string;
  empty: string;
  /** The length of a code block. */
  lines: (count: number) => string;
  skipped: string;
  image: string;
  done: string;
  toDo: string;
}
