/** Half-open range of UTF-16 offsets in the document being read. */
export interface SourceRange {
  start: number;
  end: number;
}
