import type { SourceRange } from '../common/range';
import type { Block } from './block';
import { type CodeBlockOptions, codeBlocks } from './codeBlocks';
import { type HtmlElement, integer, isBlock, OpenElements } from './htmlElements';
import { markupIn } from './htmlTags';
import { decodeEntities, languageIn } from './htmlText';
import { MappedText } from './mappedText';
import type { DocumentPhrases } from './phrases';

export interface HtmlOptions extends CodeBlockOptions {
  phrases: DocumentPhrases;
}

/**
 * Reads an HTML or XHTML document as Markdown is read: headings, paragraphs, lists, tables, code and the texts of images.
 * What is hidden, scripts, styles, controls and navigation are not read. Any text can be read. Linear time.
 */
export function* readHtml(source: string, options: HtmlOptions): Generator<Block> {
  yield* new HtmlReader(source, options).read();
}

class HtmlReader {
  readonly #source: string;
  readonly #options: HtmlOptions;
  readonly #phrases: DocumentPhrases;
  readonly #open = new OpenElements();
  /** The text since the last block. */
  #parts: MappedText[] = [];
  /** Text to read before the next block: the number of a list item, "done". */
  #lead: MappedText[] = [];
  /** The cells of the row that is open. */
  #row: MappedText[] | undefined;
  /** The `<pre>` that is open: where it begins, and the language that its class names. */
  #pre: { start: number; info: string } | undefined;

  constructor(source: string, options: HtmlOptions) {
    this.#source = source;
    this.#options = options;
    this.#phrases = options.phrases;
  }

  *read(): Generator<Block> {
    let at = this.#source.startsWith('\uFEFF') ? 1 : 0;
    for (const { start, end, tag } of markupIn(this.#source)) {
      this.#text(at, start);
      at = end;
      const written = this.#source.slice(start, end);
      if (tag === undefined) {
        if (written.startsWith('<![CDATA[')) this.#verbatim(start + 9, end - 3);
      } else if (written.startsWith('</')) yield* this.#close(tag.toLowerCase(), end);
      else yield* this.#start(tag.toLowerCase(), { start, end });
    }
    this.#text(at, this.#source.length);
    yield* this.#end(this.#source.length);
    yield* this.#endRow();
  }

  *#start(name: string, range: SourceRange): Generator<Block> {
    const inPre = this.#open.top?.pre === true;
    if (isBlock(name) && !inPre) yield* this.#end(range.start);
    const element = this.#open.open(name, this.#source.slice(range.start, range.end));
    if (element.silent) return;
    if (name === 'br') this.#parts.push(MappedText.replacement('\n', range));
    else if (name === 'img') this.#image(element, range);
    else if (name === 'input') this.#box(element, range);
    else if (name === 'li') this.#item(element, range);
    else if (name === 'tr') {
      yield* this.#endRow();
      this.#row = [];
    } else if (name === 'pre' && !inPre && this.#row === undefined)
      this.#pre = { start: range.start, info: languageIn(this.#source.slice(range.start, range.end)) };
    else if (name === 'code' && this.#pre?.info === '')
      this.#pre.info = languageIn(this.#source.slice(range.start, range.end));
  }

  *#close(name: string, end: number): Generator<Block> {
    const isPre = name === 'pre' && this.#pre !== undefined;
    if (isPre || (isBlock(name) && this.#open.top?.pre !== true)) yield* this.#end(end);
    this.#open.close(name);
    if (name === 'tr' || name === 'table') yield* this.#endRow();
    if (name === 'li') this.#lead = [];
  }

  #text(start: number, end: number): void {
    const element = this.#open.top;
    if (start >= end || element?.silent === true) return;
    const text = MappedText.verbatim(this.#source.slice(start, end), start);
    for (const part of decodeEntities(text)) {
      const pieces = element?.pre === true ? [part] : withoutExtraSpaces(part, this.#parts.at(-1)?.text.at(-1));
      for (const piece of pieces) {
        if (piece.text !== '') this.#parts.push(element?.code === true ? piece.asCode() : piece);
      }
    }
  }

  #verbatim(start: number, end: number): void {
    if (this.#open.top?.silent !== true) this.#parts.push(MappedText.verbatim(this.#source.slice(start, end), start));
  }

  #image({ attributes }: HtmlElement, range: SourceRange): void {
    const written = MappedText.replacement(attributes.get('alt') ?? '', range);
    const alt = MappedText.concat(decodeEntities(written)).text.replace(/\s+/g, ' ').trim();
    if (alt === '') return;
    this.#parts.push(MappedText.replacement(`${this.#phrases.image}: ${alt}${/[.!?…]$/.test(alt) ? '' : '.'}`, range));
  }

  /** The box of a task. */
  #box({ attributes, kind }: HtmlElement, range: SourceRange): void {
    if (kind !== 'item' || attributes.get('type')?.toLowerCase() !== 'checkbox') return;
    this.#lead.push(
      MappedText.replacement(`${attributes.has('checked') ? this.#phrases.done : this.#phrases.toDo}: `, range),
    );
  }

  #item({ list, attributes }: HtmlElement, range: SourceRange): void {
    this.#lead = [];
    if (list?.next === undefined) return;
    const number = integer(attributes.get('value')) ?? list.next;
    list.next = number + 1;
    this.#lead.push(MappedText.replacement(`${number}. `, range));
  }

  /** Ends the text of a block. @param end where its source ends */
  *#end(end: number): Generator<Block> {
    const whole = MappedText.concat(this.#parts);
    this.#parts = [];
    const pre = this.#pre;
    this.#pre = undefined;
    if (whole.text.trim() === '') return;
    if (pre !== undefined) {
      const from = /^\r?\n/.exec(whole.text)?.[0].length ?? 0;
      const content = whole.slice(from, Math.max(from, whole.text.trimEnd().length));
      yield* codeBlocks(content, pre.info, { start: pre.start, end }, this.#options, this.#phrases);
      return;
    }
    const from = whole.text.length - whole.text.trimStart().length;
    const text = whole.slice(from, whole.text.trimEnd().length);
    if (this.#row !== undefined) {
      this.#cell(text);
      return;
    }
    const { kind = 'paragraph', level } = this.#open.top ?? {};
    yield {
      kind,
      ...(kind === 'heading' && level !== undefined && { level }),
      text: MappedText.concat([...this.#lead, text]),
    };
    this.#lead = [];
  }

  #cell(text: MappedText): void {
    const last = this.#row?.at(-1)?.text ?? '';
    const { start } = text.sourceRange(0, 1);
    if (last !== '')
      this.#row?.push(MappedText.replacement(/[.,;:!?…]$/.test(last) ? ' ' : ', ', { start, end: start + 1 }));
    this.#row?.push(text);
  }

  *#endRow(): Generator<Block> {
    const row = MappedText.concat(this.#row ?? []);
    this.#row = undefined;
    if (row.text !== '') yield { kind: 'cell', text: row };
  }
}

/** A text in which each stretch of white space is one character. @param before the character before it */
function* withoutExtraSpaces(text: MappedText, before = ' '): Generator<MappedText> {
  let at = /\s/.test(before) ? text.text.length - text.text.trimStart().length : 0;
  for (const { 0: spaces, index } of text.text.matchAll(/[ \t\r\n\f]{2,}/g)) {
    if (index < at) continue;
    yield text.slice(at, index + 1);
    at = index + spaces.length;
  }
  yield text.slice(at);
}
