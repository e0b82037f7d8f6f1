import type { SourceRange } from '../../../common/range';
import type { OutlineRun } from '../../../document/mappedText';

/** Ties what is shown to what is spoken, while a document is written as XHTML. */
export interface SpokenMarks {
  /** The id of the next block, which what follows belongs to. */
  nextBlock(): string;
  /** Text as XHTML, with an element around each spoken word. */
  text(runs: readonly OutlineRun[]): string;
  /** An id for an element that is spoken as a whole: an image, say; undefined if it is not spoken. */
  element(source: SourceRange): string | undefined;
  /** Has `id` light up while what this range holds is spoken as a whole: the number of a list item, say. */
  lightUp(id: string, source: SourceRange): boolean;
}

/** A heading of an XHTML document. */
export interface XhtmlHeading {
  level: number;
  id: string;
  /** As XHTML without elements. */
  text: string;
}

/** The content of a `<body>`. */
export interface Xhtml {
  body: string;
  headings: XhtmlHeading[];
}

/** Characters that XML cannot hold, and halves of surrogate pairs. */
const NOT_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as XML, as content or as the value of an attribute in double quotes. */
export function escapeXml(text: string): string {
  return text.replace(NOT_XML, '\ufffd').replace(/[&<>"]/g, (char) => ESCAPES[char] ?? char);
}

/** XHTML without its elements. */
export function withoutElements(xhtml: string): string {
  return xhtml.replace(/<[^<>]*>/g, '').trim();
}
