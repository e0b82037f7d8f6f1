import { KokoroError, messageOf } from '../../common/errors';
import { decodeHtml } from './htmlEncoding';
import { markupIn } from '../../document/htmlTags';
import { tocTitles } from './toc';
import { elementsIn, resolveHref } from './xml';
import { ZipFiles } from './zip';

/** Bytes of text that a book may have, unpacked. The longest novels have about ten million characters. */
const MAX_TEXT = 64_000_000;

/**
 * The text of an EPUB as one HTML document: what its spine lists, in order. A chapter without a heading gets its title
 * from the table of contents.
 * @throws KokoroError `input-unreadable` for a damaged, protected or oversized book
 */
export function epubToHtml(bytes: Uint8Array): string {
  try {
    const book = new Book(new ZipFiles(bytes, MAX_TEXT));
    return `<!DOCTYPE html>\n<html>\n<body>\n${[...book.chapters()].join('\n')}\n</body>\n</html>\n`;
  } catch (error) {
    throw new KokoroError(
      'input-unreadable',
      `This EPUB cannot be read: ${messageOf(error)}. Open it in an e-book reader to check it, or convert it again.`,
      { cause: error },
    );
  }
}

interface Item {
  path: string;
  type: string;
  properties: string;
}

class Book {
  readonly #files: ZipFiles;

  constructor(files: ZipFiles) {
    this.#files = files;
  }

  *chapters(): Generator<string> {
    const packagePath = this.#packagePath();
    const opf = this.#text(packagePath);
    const items = new Map<string, Item>();
    for (const { attributes } of elementsIn(opf, 'item')) {
      const path = resolveHref(packagePath, attributes('href'));
      items.set(attributes('id'), { path, type: attributes('media-type'), properties: attributes('properties') });
    }
    const nav = [...items.values()].find(({ properties }) => properties.split(/\s+/).includes('nav'));
    const ncx = [...items.values()].find(({ type }) => type === 'application/x-dtbncx+xml');
    const toc = (nav ?? ncx)?.path;
    const titles = toc === undefined ? undefined : tocTitles(this.#text(toc), toc);
    const locked = this.#protected();
    let count = 0;
    for (const { attributes } of elementsIn(opf, 'itemref')) {
      const item = items.get(attributes('idref'));
      if (item === undefined) throw new Error(`its spine names an unknown item, “${attributes('idref').slice(0, 40)}”`);
      if (attributes('linear') === 'no' || item === nav || !item.type.includes('html')) continue;
      if (locked.has(item.path)) throw new Error('it is protected against copying');
      yield chapter(this.#text(item.path), titles?.get(item.path));
      count++;
    }
    if (count === 0) throw new Error('it has no text');
  }

  #packagePath(): string {
    for (const { attributes } of elementsIn(this.#text('META-INF/container.xml'), 'rootfile'))
      return attributes('full-path');
    throw new Error('it names no package');
  }

  /** The files that are encrypted. Fonts often are; text is if the book is protected. */
  #protected(): ReadonlySet<string> {
    const bytes = this.#files.read('META-INF/encryption.xml');
    const references = bytes ? elementsIn(decodeHtml(bytes), 'cipherreference') : [];
    return new Set(Array.from(references, ({ attributes }) => resolveHref('', attributes('uri'))));
  }

  #text(path: string): string {
    const bytes = this.#files.read(path);
    if (bytes === undefined) throw new Error(`${path.slice(0, 100)} is missing`);
    return decodeHtml(bytes);
  }
}

/** The content of a chapter's body. */
function chapter(html: string, title: string | undefined): string {
  let from = 0;
  let to = html.length;
  let headed = false;
  for (const { start, end, tag } of markupIn(html)) {
    const name = tag?.toLowerCase() ?? '';
    const closes = html.startsWith('</', start);
    if (name === 'body') [from, to] = closes ? [from, start] : [end, to];
    headed ||= /^h[1-6]$/.test(name);
  }
  const heading = headed || title === undefined ? '' : `<h1>${title}</h1>\n`;
  return `<section>\n${heading}${html.slice(from, Math.max(from, to)).trim()}\n</section>`;
}
