/** Phrases that the reader adds to a document, in the document's language. */
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
