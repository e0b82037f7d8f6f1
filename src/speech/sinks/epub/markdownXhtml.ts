import type { Code, Heading, List, ListItem, Nodes, Paragraph, PhrasingContent, RootContent, Table } from 'mdast';
import type { SourceRange } from '../../../common/range';
import { alignToSource } from '../../../document/align';
import { htmlTexts } from '../../../document/htmlText';
import { MappedText, type OutlineRun } from '../../../document/mappedText';
import { type MarkdownTree, markdownTrees } from '../../../document/markdown';
import { codeText } from '../../../document/markdownBlocks';
import { isBadges, rangeOf } from '../../../document/markdownInlines';
import { readPlainRange } from '../../../document/plainText';
import { escapeXml, type SpokenMarks, withoutElements, type Xhtml, type XhtmlHeading } from './xhtml';

/** Markdown as XHTML: everything that is read, and what stands between, each word marked where it is spoken. */
export function markdownXhtml(source: string, marks: SpokenMarks): Xhtml {
  const headings: XhtmlHeading[] = [];
  const body = Array.from(markdownTrees(source), (tree) => new SectionWriter(source, tree, marks, headings).write());
  return { body: body.join('\n'), headings };
}

const EMPHASIS = { emphasis: 'em', strong: 'strong', delete: 'del' } as const;

class SectionWriter {
  /** The document, with the formulas of this section hidden. */
  readonly #source: string;
  readonly #written: string;
  readonly #tree: MarkdownTree;
  readonly #marks: SpokenMarks;
  readonly #headings: XhtmlHeading[];
  readonly #shift: number;
  readonly #urls = new Map<string, string>();

  constructor(source: string, tree: MarkdownTree, marks: SpokenMarks, headings: XhtmlHeading[]) {
    const { section, masked, prefix } = tree;
    this.#written = source;
    this.#source = masked === undefined ? source : source.slice(0, section.start) + masked + source.slice(section.end);
    this.#tree = tree;
    this.#marks = marks;
    this.#headings = headings;
    this.#shift = section.start - prefix.length;
  }

  write(): string {
    const { section, root } = this.#tree;
    if (section.code !== undefined) return this.#pre(this.#verbatim(section), section);
    if (root === undefined) {
      return Array.from(readPlainRange(this.#written, section.start, section.end), ({ text }) =>
        this.#element('p', () => this.#text(text)),
      ).join('\n');
    }
    for (const node of root.children) if (node.type === 'definition') this.#urls.set(node.identifier, node.url);
    return this.#all(root.children.filter((node) => this.#range(node).end > section.start));
  }

  #all(nodes: readonly RootContent[]): string {
    return nodes
      .map((node) => this.#block(node))
      .filter(Boolean)
      .join('\n');
  }

  /** A block with all that is in it; definitions are not shown. */
  #block(node: RootContent): string {
    if (node.type === 'heading') return this.#heading(node);
    if (node.type === 'paragraph') return this.#paragraph(node);
    if (node.type === 'list') return this.#list(node);
    if (node.type === 'blockquote') return `<blockquote>\n${this.#all(node.children)}\n</blockquote>`;
    if (node.type === 'footnoteDefinition') return `<div class="footnote">\n${this.#all(node.children)}\n</div>`;
    if (node.type === 'code') {
      const range = this.#range(node);
      return this.#pre(codeText(node, this.#source, range), range, node);
    }
    if (node.type === 'table') return this.#table(node);
    if (node.type === 'html') return this.#html(node.value, this.#range(node));
    return node.type === 'thematicBreak' ? '<hr/>' : '';
  }

  #heading(node: Heading): string {
    const id = this.#marks.nextBlock();
    const content = this.#inlines(node.children);
    this.#headings.push({ level: node.depth, id, text: withoutElements(content) });
    return `<h${node.depth} id="${id}">${content}</h${node.depth}>`;
  }

  #list({ ordered, start, children }: List): string {
    const tag = ordered === true ? 'ol' : 'ul';
    const first = ordered === true ? (start ?? 1) : 1;
    const items = children.map((item) => this.#item(item, ordered === true));
    return `<${tag}${first === 1 ? '' : ` start="${first}"`}>\n${items.join('\n')}\n</${tag}>`;
  }

  #paragraph(node: Paragraph): string {
    if (isBadges(node)) return '';
    const id = this.#marks.nextBlock();
    const content = this.#inlines(node.children);
    return content.trim() === '' ? '' : `<p id="${id}">${content}</p>`;
  }

  #item(item: ListItem, ordered: boolean): string {
    const id = this.#marks.nextBlock();
    const { start, end } = this.#range(item);
    const marker = /^(?:[-*+]|\d{1,9}[.)])?/.exec(this.#source.slice(start, Math.min(end, start + 20)))?.[0] ?? '';
    if (ordered) this.#marks.lightUp(id, { start, end: start + marker.length });
    const box = this.#box(item, start + marker.length);
    const [first, ...others] = item.children;
    const tight = first?.type === 'paragraph' && item.spread !== true;
    const content = tight
      ? [this.#inlines(first.children), this.#all(others)].filter(Boolean).join('\n')
      : this.#all(item.children);
    return `<li id="${id}">${box}${content}</li>`;
  }

  /** The box of a task, which is spoken as "done" or "to do". */
  #box(item: ListItem, from: number): string {
    if (typeof item.checked !== 'boolean') return '';
    const at = this.#source.indexOf('[', from);
    return `${this.#spoken('span', { start: at, end: at + 3 }, item.checked ? '☑' : '☐')} `;
  }

  #table({ children: [head, ...rows] }: Table): string {
    const row = (cells: Table['children'][number] | undefined, tag: string): string =>
      `<tr>${(cells?.children ?? []).map((cell) => this.#element(tag, () => this.#inlines(cell.children))).join('')}</tr>`;
    const thead = `<thead>${row(head, 'th')}</thead>`;
    const body = rows.length > 0 ? `\n<tbody>\n${rows.map((cells) => row(cells, 'td')).join('\n')}\n</tbody>` : '';
    return `<table>\n${thead}${body}\n</table>`;
  }

  #html(value: string, { start, end }: SourceRange): string {
    return Array.from(htmlTexts(alignToSource(value, this.#source, start, end)), ({ text, code }) =>
      code === undefined ? this.#element('p', () => this.#text(text)) : this.#pre(text, { start, end }),
    ).join('\n');
  }

  /** Code, which is announced as a whole or read word by word. */
  #pre(content: MappedText, range: SourceRange, node?: Code): string {
    const id = this.#marks.nextBlock();
    const whole = this.#marks.lightUp(id, range);
    const text = whole ? escapeXml(content.runs.map((run) => this.#shown(run).text).join('')) : this.#text(content);
    const language = node?.lang ?? this.#tree.section.code ?? '';
    return `<pre id="${id}"><code${language === '' ? '' : ` class="language-${escapeXml(language)}"`}>${text}</code></pre>`;
  }

  #inlines(nodes: readonly PhrasingContent[]): string {
    return nodes.map((node) => this.#inline(node)).join('');
  }

  #inline(node: PhrasingContent): string {
    const range = this.#range(node);
    switch (node.type) {
      case 'text':
        return this.#text(alignToSource(node.value, this.#source, range.start, range.end));
      case 'inlineCode': {
        const ticks = /^`+/.exec(this.#source.slice(range.start, range.end))?.[0].length ?? 0;
        const text = alignToSource(node.value, this.#source, range.start + ticks, range.end - ticks);
        return `<code>${this.#text(text)}</code>`;
      }
      case 'emphasis':
      case 'strong':
      case 'delete':
        return `<${EMPHASIS[node.type]}>${this.#inlines(node.children)}</${EMPHASIS[node.type]}>`;
      case 'link':
        return this.#link(node.url, this.#inlines(node.children));
      case 'linkReference':
        return this.#link(this.#urls.get(node.identifier) ?? '', this.#inlines(node.children));
      case 'image':
      case 'imageReference':
        return (node.alt ?? '').trim() === '' ? '' : this.#spoken('span', range, node.alt ?? '', 'image');
      case 'break':
        return '<br/>';
      case 'html':
        return /^<br\b/i.test(node.value) ? '<br/>' : '';
      case 'footnoteReference':
        return `<sup>${escapeXml(node.label ?? node.identifier)}</sup>`;
      default:
        return '';
    }
  }

  /** A link to the web. Others lead to files that are not in the book. */
  #link(url: string, content: string): string {
    if (!/^(?:https?:\/\/|mailto:)/i.test(url) || !URL.canParse(url)) return content;
    return `<a href="${escapeXml(new URL(url).href)}">${content}</a>`;
  }

  /** An element that is spoken as a whole. */
  #spoken(tag: string, range: SourceRange, text: string, className?: string): string {
    const id = this.#marks.element(range);
    const attributes = `${id === undefined ? '' : ` id="${id}"`}${className === undefined ? '' : ` class="${className}"`}`;
    return `<${tag}${attributes}>${escapeXml(text)}</${tag}>`;
  }

  #element(tag: string, content: () => string): string {
    return `<${tag} id="${this.#marks.nextBlock()}">${content()}</${tag}>`;
  }

  #text(text: MappedText): string {
    return this.#marks.text(text.runs.map((run) => this.#shown(run)));
  }

  /** The run with its formulas as they are written. */
  #shown(run: OutlineRun): OutlineRun {
    const { text, source } = run;
    const hidden = this.#tree.masked !== undefined && text.length === source.end - source.start;
    return hidden ? { ...run, text: this.#written.slice(source.start, source.end) } : run;
  }

  #verbatim({ start, end }: SourceRange): MappedText {
    return MappedText.verbatim(this.#written.slice(start, end), start);
  }

  #range(node: Nodes): SourceRange {
    return rangeOf(node, this.#shift);
  }
}
