/** Half-open range of UTF-16 offsets in the document that is read. */
export interface SourceRange {
  start: number;
  end: number;
}
