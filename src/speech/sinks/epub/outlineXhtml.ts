import type { BlockKind } from '../../../document/block';
import type { Outline, OutlineBlock } from '../../../document/outline';
import { type SpokenMarks, withoutElements, type Xhtml, type XhtmlHeading } from './xhtml';

/** What neighbours of the same kind stand in. */
const CONTAINERS: Partial<Record<BlockKind, string>> = { item: 'ul', code: 'pre' };
const ELEMENTS: Readonly<Record<BlockKind, string>> = {
  heading: 'h1',
  paragraph: 'p',
  item: 'li',
  cell: 'p',
  code: 'code',
  notice: 'p',
};

/** A document of any format as XHTML: its text as it is read, in headings, paragraphs, lists and code. */
export function outlineXhtml(outline: Outline, marks: SpokenMarks): Xhtml {
  const headings: XhtmlHeading[] = [];
  const parts: string[] = [];
  let open: string | undefined;
  for (const block of outline) {
    const container = CONTAINERS[block.kind];
    if (open !== container) {
      if (open !== undefined) parts.push(`</${open}>\n`);
      if (container !== undefined) parts.push(`<${container}>`);
      open = container;
    }
    parts.push(`${element(block, marks, headings)}\n`);
  }
  if (open !== undefined) parts.push(`</${open}>\n`);
  return { body: parts.join(''), headings };
}

function element({ kind, level = 1, runs }: OutlineBlock, marks: SpokenMarks, headings: XhtmlHeading[]): string {
  const id = marks.nextBlock();
  const content = marks.text(runs);
  if (kind === 'heading') headings.push({ level, id, text: withoutElements(content) });
  const tag = kind === 'heading' ? `h${level}` : ELEMENTS[kind];
  return `<${tag} id="${id}">${content}</${tag}>`;
}
