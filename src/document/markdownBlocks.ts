import type { Code, FootnoteDefinition, ListItem, Nodes, Root, RootContent, Table } from 'mdast';
import type { SourceRange } from '../common/range';
import { alignToSource } from './align';
import type { Block, BlockKind } from './block';
import { type CodeBlockOptions, codeBlocks } from './codeBlocks';
import { htmlTexts } from './htmlText';
import { MappedText } from './mappedText';
import { isBadges, MarkdownInlines, rangeOf } from './markdownInlines';
import type { DocumentPhrases } from './phrases';

/** Body rows of a table that are read where tables are read in short. */
const FEW_ROWS = 3;

/** How Markdown is read. */
export interface MarkdownStyle extends CodeBlockOptions {
  /** Of a table with more than a few rows, reads the header and says how many rows there are. */
  shortTables?: boolean | undefined;
}

export interface WalkerOptions extends MarkdownStyle {
  phrases: DocumentPhrases;
  /** The labels of the document's footnotes that something refers to, in lower case. */
  footnotes: () => ReadonlySet<string>;
}

/** Turns the syntax tree of a section into blocks. */
export class MarkdownWalker {
  readonly #source: string;
  readonly #shift: number;
  readonly #start: number;
  readonly #style: MarkdownStyle;
  readonly #phrases: DocumentPhrases;
  readonly #footnotes: () => ReadonlySet<string>;
  #inlines: MarkdownInlines;
  /** Text to read before the next block: the number of a list item, "done". */
  #lead: MappedText[] = [];

  /** @param shift from the tree's offsets to those of `source`. @param start offset before which nothing is read */
  constructor(source: string, shift: number, start: number, { footnotes, phrases, ...style }: WalkerOptions) {
    this.#source = source;
    this.#shift = shift;
    this.#start = start;
    this.#style = style;
    this.#phrases = phrases;
    this.#footnotes = footnotes;
    this.#inlines = new MarkdownInlines(source, shift, new Map(), phrases);
  }

  *read(root: Root): Generator<Block> {
    const urls = new Map(
      root.children.flatMap((node) => (node.type === 'definition' ? [[node.identifier, node.url]] : [])),
    );
    this.#inlines = new MarkdownInlines(this.#source, this.#shift, urls, this.#phrases);
    for (const node of root.children) {
      if (this.#range(node).end > this.#start) yield* this.#block(node, 'paragraph');
    }
  }

  /** Definitions and thematic breaks are silent; other kinds of nodes occur only inside those listed here. */
  *#block(node: RootContent, kind: BlockKind): Generator<Block> {
    if (node.type === 'heading') {
      for (const block of this.#said('heading', this.#inlines.read(node))) yield { ...block, level: node.depth };
    } else if (node.type === 'paragraph') {
      yield* this.#said(kind, isBadges(node) ? [] : this.#inlines.read(node));
    } else if (node.type === 'list') {
      for (const [i, item] of node.children.entries()) {
        yield* this.#item(item, node.ordered === true ? (node.start ?? 1) + i : undefined);
      }
    } else if (node.type === 'blockquote') {
      for (const child of node.children)
        for (const block of this.#block(child, 'paragraph')) yield { ...block, role: 'quotation' };
    } else if (node.type === 'footnoteDefinition' && this.#isReferred(node)) {
      for (const child of node.children) yield* this.#block(child, 'paragraph');
    } else if (node.type === 'code') {
      yield* codeBlocks(
        codeText(node, this.#source, this.#range(node)),
        node.lang ?? '',
        this.#range(node),
        this.#style,
        this.#phrases,
      );
    } else if (node.type === 'table') yield* this.#table(node);
    else if (node.type === 'html') {
      const { start, end } = this.#range(node);
      for (const { text, code } of htmlTexts(alignToSource(node.value, this.#source, start, end))) {
        if (code === undefined) yield* this.#said(kind, [text]);
        else yield* codeBlocks(withoutLineEnds(text), code, { start, end }, this.#style, this.#phrases);
      }
    }
  }

  *#item(item: ListItem, number: number | undefined): Generator<Block> {
    const { start, end } = this.#range(item);
    const marker =
      /^(?:[-*+]|\d{1,9}[.)])?[ \t]*/.exec(this.#source.slice(start, Math.min(end, start + 20)))?.[0] ?? '';
    const markerEnd = start + marker.trimEnd().length;
    if (number !== undefined) this.#lead.push(MappedText.replacement(`${number}. `, { start, end: markerEnd }));
    if (item.checked !== null && item.checked !== undefined) {
      const box = { start: start + marker.length, end: Math.min(start + marker.length + 3, end) };
      this.#lead.push(MappedText.replacement(`${item.checked ? this.#phrases.done : this.#phrases.toDo}: `, box));
    }
    for (const child of item.children) yield* this.#block(child, 'item');
    this.#lead = [];
  }

  *#table(table: Table): Generator<Block> {
    const rows = table.children.length - 1;
    const isShort = this.#style.shortTables === true && rows > FEW_ROWS;
    for (const row of isShort ? table.children.slice(0, 1) : table.children) {
      const parts: MappedText[] = [];
      for (const cell of row.children) {
        const text = MappedText.concat(this.#inlines.read(cell));
        if (text.text.trim() === '') continue;
        const { start } = this.#range(cell);
        const last = parts.at(-1)?.text.trimEnd() ?? '';
        if (parts.length > 0) {
          const separator = /[.,;:!?…]$/.test(last) ? ' ' : ', ';
          parts.push(MappedText.replacement(separator, { start, end: start + 1 }));
        }
        parts.push(text);
      }
      yield* this.#said('cell', parts);
    }
    if (!isShort) return;
    const { start } = this.#range(table.children[1] ?? table);
    const text = MappedText.replacement(`${this.#phrases.entries(rows)}.`, { start, end: this.#range(table).end });
    yield { kind: 'notice', text };
  }

  *#said(kind: BlockKind, parts: readonly MappedText[]): Generator<Block> {
    const whole = MappedText.concat(parts);
    const from = whole.text.length - whole.text.trimStart().length;
    // An escaped ">" at the beginning is what a quotation would have, and no sign to name.
    const marks =
      kind === 'cell' ? '' : (/^>+[ \t]*(?=[\p{L}"'“])/u.exec(whole.text.slice(from, from + 20))?.[0] ?? '');
    const text = whole.slice(from + marks.length, whole.text.trimEnd().length);
    if (text.text === '') return;
    yield { kind, text: this.#lead.length > 0 ? MappedText.concat([...this.#lead, text]) : text };
    this.#lead = [];
  }

  /** Whether the document shows a footnote: one that nothing refers to is left out when Markdown is rendered. */
  #isReferred({ identifier }: FootnoteDefinition): boolean {
    return this.#footnotes().has(identifier.toLowerCase());
  }

  #range(node: Nodes): SourceRange {
    return rangeOf(node, this.#shift);
  }
}

/** Code without the line breaks after "<pre>" and before "</pre>". */
function withoutLineEnds(code: MappedText): MappedText {
  const from = /^\r?\n/.exec(code.text)?.[0].length ?? 0;
  return code.slice(from, Math.max(from, code.text.trimEnd().length));
}

/** The content of a code block, without its fences. */
export function codeText(node: Code, source: string, { start, end }: SourceRange): MappedText {
  const fenced = /[`~]/.test(source.charAt(start));
  const lineEnd = source.indexOf('\n', start);
  const from = !fenced ? start : lineEnd < 0 || lineEnd >= end ? end : lineEnd + 1;
  return alignToSource(node.value, source, from, end);
}
