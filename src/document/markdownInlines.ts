import type { Heading, Image, ImageReference, Nodes, Paragraph, PhrasingContent, TableCell } from 'mdast';
import type { SourceRange } from '../common/range';
import { isKnown } from '../kokoro/vocabulary';
import { alignToSource } from './align';
import { MappedText } from './mappedText';
import type { DocumentPhrases } from './phrases';

const BADGE = /badge|shields\.io|travis-ci|codecov|coveralls|circleci|appveyor|badgen|nodei\.co|gitpod\.io\/button/i;

/** A node's range in the document. @param shift from the tree's offsets to those of the document */
export function rangeOf(node: Nodes, shift: number): SourceRange {
  return { start: (node.position?.start.offset ?? 0) + shift, end: (node.position?.end.offset ?? 0) + shift };
}

/** Turns the content of a paragraph, heading or table cell into text. */
export class MarkdownInlines {
  readonly #source: string;
  readonly #shift: number;
  readonly #urls: ReadonlyMap<string, string>;
  readonly #phrases: DocumentPhrases;

  /** @param urls targets of the section's definitions, by identifier */
  constructor(source: string, shift: number, urls: ReadonlyMap<string, string>, phrases: DocumentPhrases) {
    this.#source = source;
    this.#shift = shift;
    this.#urls = urls;
    this.#phrases = phrases;
  }

  read(node: Heading | Paragraph | TableCell): MappedText[] {
    return node.children.flatMap((child) => this.#inline(child));
  }

  #inline(node: PhrasingContent): MappedText[] {
    const range = rangeOf(node, this.#shift);
    switch (node.type) {
      case 'text':
        return [alignToSource(node.value, this.#source, range.start, range.end)];
      case 'inlineCode': {
        const ticks = /^`+/.exec(this.#source.slice(range.start, range.end))?.[0].length ?? 0;
        return [alignToSource(node.value, this.#source, range.start + ticks, range.end - ticks).asCode()];
      }
      case 'emphasis':
      case 'strong':
      case 'delete':
      case 'linkReference':
        return node.children.flatMap((child) => this.#inline(child));
      case 'link':
        // A pronunciation stays as written; the language's front end interprets it.
        if (isPronunciation(node.url)) return [this.#verbatim(range)];
        return node.children.flatMap((child) => this.#inline(child));
      case 'image':
      case 'imageReference':
        return this.#image(node, range);
      case 'break':
        return [MappedText.replacement('\n', range)];
      case 'html':
        return /^<br\b/i.test(node.value) ? [MappedText.replacement('\n', range)] : [];
      case 'footnoteReference':
        return [];
    }
  }

  #verbatim({ start, end }: SourceRange): MappedText {
    return MappedText.verbatim(this.#source.slice(start, end), start);
  }

  #image(node: Image | ImageReference, range: SourceRange): MappedText[] {
    const url = node.type === 'image' ? node.url : (this.#urls.get(node.identifier) ?? '');
    const alt = node.alt?.trim() ?? '';
    if (alt === '' || BADGE.test(url)) return [];
    return [MappedText.replacement(`${this.#phrases.image}: ${alt}${/[.!?…]$/.test(alt) ? '' : '.'}`, range)];
  }
}

/** Whether a paragraph contains only badges: two or more linked images, or images from a badge service. */
export function isBadges(paragraph: Paragraph): boolean {
  const nodes = paragraph.children.filter(
    (node) => node.type !== 'break' && !isEmptyText(node) && node.type !== 'html',
  );
  return nodes.length > 1 && nodes.every(isLinkedImages);
}

/** Whether a link is really a pronunciation: `[Kokoro](/kˈOkəɹO/)`. Paths contain no phonemes. */
function isPronunciation(url: string): boolean {
  const phonemes = /^\/([^/]+)\/$/.exec(decoded(url))?.[1] ?? '';
  return /\P{ASCII}/u.test(phonemes) && Array.from(phonemes).every(isKnown);
}

function decoded(url: string): string {
  try {
    return decodeURI(url);
  } catch {
    return url; // a stray "%"
  }
}

function isEmptyText(node: PhrasingContent): boolean {
  return node.type === 'text' && node.value.trim() === '';
}

function isLinkedImages(node: PhrasingContent): boolean {
  if (node.type !== 'link' && node.type !== 'linkReference') return false;
  return node.children.every(
    (child) => child.type === 'image' || child.type === 'imageReference' || isEmptyText(child),
  );
}
