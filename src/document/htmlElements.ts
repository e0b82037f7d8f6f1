import type { BlockKind } from './block';
import { attributesOf } from './htmlTags';

const names = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Elements that are not shown, or hold controls, pictures and ways around instead of text. */
const SILENT = names(
  'head title script style template noscript nav svg annotation annotation-xml iframe object embed canvas audio video ' +
    'map select textarea button datalist dialog rt rp',
);
const VOID = names('area base br col embed hr img input link meta param source track wbr');
const CODE = names('code kbd samp tt pre');
const KINDS: Readonly<Record<string, BlockKind>> = { li: 'item', tr: 'cell', blockquote: 'paragraph' };
/** Notes, page numbers and tables of contents of books (EPUB's structural semantics and DPUB-ARIA). */
const NOT_READ = /\b(?:navigation|search|toc|landmarks|page-list|pagebreak|noteref|backlink)\b/;
const HIDDEN_STYLE = /(?:display\s*:\s*none|visibility\s*:\s*hidden)/i;
/** What a `<head>` may hold. Anything else ends it, whether closed or not. */
const METADATA = names('title meta link script style base template noscript');
/** A paragraph ends where one of these begins, whether closed or not. */
const ENDS_PARAGRAPH = names(
  'address article aside blockquote details div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr ' +
    'main menu nav ol p pre section table ul',
);
const PARAGRAPH = names('p');
/** The elements that end where another of these begins. */
const IMPLIED_ENDS: Readonly<Record<string, ReadonlySet<string>>> = {
  li: names('li p'),
  dt: names('dt dd p'),
  dd: names('dt dd p'),
  tr: names('tr td th p'),
  td: names('td th p'),
  th: names('td th p'),
  tbody: names('tbody thead tr td th p'),
  tfoot: names('tbody thead tr td th p'),
  option: names('option'),
};

/** Elements that stand on lines of their own besides those that end a paragraph. */
const ON_OWN_LINES = names(
  'html head body li dt dd tr td th thead tbody tfoot caption summary legend option optgroup center dir hgroup search',
);

/** Whether an element interrupts the text around it. Elements that HTML does not know are part of a line. */
export function isBlock(name: string): boolean {
  return ENDS_PARAGRAPH.has(name) || ON_OWN_LINES.has(name);
}

/** An open element, with what it takes over from those around it. */
export interface HtmlElement {
  name: string;
  attributes: ReadonlyMap<string, string>;
  silent: boolean;
  code: boolean;
  pre: boolean;
  kind: BlockKind;
  /** 1–6 in a heading. */
  level?: number;
  /** The number of the next item; undefined in a list without numbers. */
  next?: number;
  list?: HtmlElement;
}

/** The elements that are open at a place in an HTML document. */
export class OpenElements {
  readonly #stack: HtmlElement[] = [];
  /** How many of each name are open. */
  readonly #counts = new Map<string, number>();

  get top(): HtmlElement | undefined {
    return this.#stack.at(-1);
  }

  /** Opens the element of a start tag, after ending those that it ends. Void elements do not stay open. */
  open(name: string, tag: string): HtmlElement {
    if (this.top?.name === 'head' && !METADATA.has(name)) this.#pop();
    const ended = IMPLIED_ENDS[name] ?? (ENDS_PARAGRAPH.has(name) ? PARAGRAPH : undefined);
    while (ended?.has(this.top?.name ?? '')) this.#pop();
    const element = elementOf(name, attributesOf(tag), this.top);
    if (!VOID.has(name) && !tag.endsWith('/>')) {
      this.#stack.push(element);
      this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
    }
    return element;
  }

  /** Closes the innermost element of that name, and those inside it; does nothing if there is none. */
  close(name: string): void {
    if ((this.#counts.get(name) ?? 0) === 0) return;
    while (this.#pop() !== name);
  }

  #pop(): string | undefined {
    const name = this.#stack.pop()?.name;
    if (name !== undefined) this.#counts.set(name, (this.#counts.get(name) ?? 0) - 1);
    return name;
  }
}

function elementOf(
  name: string,
  attributes: ReadonlyMap<string, string>,
  parent: HtmlElement | undefined,
): HtmlElement {
  const heading = /^h([1-6])$/.exec(name)?.[1];
  const level = heading === undefined ? parent?.level : Number(heading);
  const element: HtmlElement = {
    name,
    attributes,
    silent: parent?.silent === true || SILENT.has(name) || isHidden(attributes),
    code: parent?.code === true || CODE.has(name),
    pre: parent?.pre === true || name === 'pre',
    kind: heading !== undefined ? 'heading' : (KINDS[name] ?? parent?.kind ?? 'paragraph'),
    ...(level !== undefined && { level }),
    ...(parent?.list !== undefined && { list: parent.list }),
  };
  if (name === 'ol') element.next = integer(attributes.get('start')) ?? 1;
  if (name === 'ol' || name === 'ul') element.list = element;
  return element;
}

function isHidden(attributes: ReadonlyMap<string, string>): boolean {
  if (attributes.size === 0) return false;
  const roles = `${attributes.get('role') ?? ''} ${attributes.get('epub:type') ?? ''}`;
  return (
    attributes.has('hidden') ||
    attributes.get('aria-hidden') === 'true' ||
    HIDDEN_STYLE.test(attributes.get('style') ?? '') ||
    NOT_READ.test(roles)
  );
}

/** A whole number in an attribute. */
export function integer(value: string | undefined): number | undefined {
  return value !== undefined && /^\s*-?\d{1,9}\s*$/.test(value) ? Number(value) : undefined;
}
