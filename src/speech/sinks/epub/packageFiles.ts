import { escapeXml, type XhtmlHeading } from './xhtml';
import type { LanguageCode } from '../../../language/language';
import { coverFile, type EpubBook } from './book';
import { smilClock } from './mediaOverlay';

/** What the book holds for a chapter; names are relative to the package document. */
export interface ChapterFiles {
  title: string;
  text: string;
  overlay: string;
  audio: string;
  audioType: string;
  headings: readonly XhtmlHeading[];
  /** How long the overlay plays, s. */
  duration: number;
}

/** The class of the word that is spoken. */
const ACTIVE = '-epub-media-overlay-active';
const PLAYING = '-epub-media-overlay-playing';

export const CONTAINER = `<?xml version="1.0" encoding="UTF-8"?>
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
`;

export const STYLE = `:root { color-scheme: light dark; }
body { line-height: 1.5; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: 0.85em; padding: 0.6em; border: 1px solid #8888; border-radius: 4px; }
code { font-family: monospace; }
pre > code[id] { display: block; }
table { border-collapse: collapse; }
th, td { border: 1px solid #8888; padding: 0.3em 0.6em; text-align: start; }
blockquote { margin-inline: 1em; padding-inline-start: 1em; border-inline-start: 3px solid #8888; }
.footnote { font-size: 0.85em; }
.image { font-style: italic; }
.${ACTIVE} { color: #000; background-color: #ffe08a; border-radius: 0.2em; }
@media (prefers-color-scheme: dark) {
.${ACTIVE} { color: #fff; background-color: #6b4e00; }
}
`;

export function languageTag(language: LanguageCode): string {
  return Intl.getCanonicalLocales(language)[0] ?? language;
}

/** A chapter as a content document. @param body its content as XHTML */
export function chapterDocument({ language }: Pick<EpubBook, 'language'>, title: string, body: string): string {
  return xhtml(language, title, '<link rel="stylesheet" type="text/css" href="style.css"/>', body);
}

function xhtml(language: LanguageCode, title: string, head: string, body: string): string {
  const tag = languageTag(language);
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="${tag}" xml:lang="${tag}">
<head><meta charset="utf-8"/><title>${escapeXml(title)}</title>${head}</head>
<body>
${body}
</body>
</html>
`;
}

interface Entry {
  title: string;
  href: string;
  entries: Entry[];
}

/** The table of contents: the headings of all chapters. A chapter without headings has its title. */
export function navigation(book: EpubBook, chapters: readonly ChapterFiles[]): string {
  const entries = chapters.flatMap(entriesOf);
  const body = `<nav epub:type="toc" id="toc">\n<h1>${escapeXml(book.title)}</h1>\n${listOf(entries)}\n</nav>`;
  return xhtml(book.language, book.title, '', body);
}

function entriesOf({ title, text, headings }: ChapterFiles): Entry[] {
  const top: Entry[] = [];
  const open: { level: number; entries: Entry[] }[] = [{ level: 0, entries: top }];
  for (const heading of headings) {
    if (heading.text.trim() === '') continue;
    const entry: Entry = { title: heading.text, href: `${text}#${heading.id}`, entries: [] };
    while ((open.at(-1)?.level ?? 0) >= heading.level) open.pop();
    open.at(-1)?.entries.push(entry);
    open.push({ level: heading.level, entries: entry.entries });
  }
  return top.length > 0 ? top : [{ title: escapeXml(title), href: text, entries: [] }];
}

function listOf(entries: readonly Entry[]): string {
  const items = entries.map(
    ({ title, href, entries: inner }) =>
      `<li><a href="${href}">${title}</a>${inner.length > 0 ? `\n${listOf(inner)}` : ''}</li>`,
  );
  return `<ol>\n${items.join('\n')}\n</ol>`;
}

/**
 * The package document (EPUB 3.3, section 5). The table of contents is the first page: foliate-js, which Readest and
 * others use, lights up no words in the first.
 */
export function packageDocument(book: EpubBook, chapters: readonly ChapterFiles[], identifier: string): string {
  const { title, language, author, narrator, modified, cover } = book;
  const total = chapters.reduce((sum, { duration }) => sum + duration, 0);
  const metadata = [
    `<dc:identifier id="id">${identifier}</dc:identifier>`,
    `<dc:title>${escapeXml(title)}</dc:title>`,
    `<dc:language>${languageTag(language)}</dc:language>`,
    ...(author === undefined ? [] : [`<dc:creator>${escapeXml(author)}</dc:creator>`]),
    meta('dcterms:modified', modified.toISOString().replace(/\.\d+Z$/, 'Z')),
    ...(narrator === undefined ? [] : [meta('media:narrator', escapeXml(narrator))]),
    meta('media:active-class', ACTIVE),
    meta('media:playback-active-class', PLAYING),
    meta('media:duration', smilClock(total)),
    ...chapters.map(({ duration }, i) => meta('media:duration', smilClock(duration), `overlay-${i + 1}`)),
    ...['textual', 'auditory'].map((mode) => meta('schema:accessMode', mode)),
    ...['textual', 'textual,auditory'].map((modes) => meta('schema:accessModeSufficient', modes)),
    ...['synchronizedAudioText', 'structuralNavigation', 'tableOfContents'].map((feature) =>
      meta('schema:accessibilityFeature', feature),
    ),
    meta('schema:accessibilityHazard', 'none'),
  ];
  const items = [
    item('nav', 'nav.xhtml', 'application/xhtml+xml', 'properties="nav"'),
    item('style', 'style.css', 'text/css'),
    ...(cover ? [item('cover', coverFile(cover), cover.type, 'properties="cover-image"')] : []),
    ...chapters.flatMap(({ text, overlay, audio, audioType }, i) => [
      item(`text-${i + 1}`, text, 'application/xhtml+xml', `media-overlay="overlay-${i + 1}"`),
      item(`overlay-${i + 1}`, overlay, 'application/smil+xml'),
      item(`audio-${i + 1}`, audio, audioType),
    ]),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="${languageTag(language)}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
${metadata.join('\n')}
</metadata>
<manifest>
${items.join('\n')}
</manifest>
<spine>
<itemref idref="nav"/>
${chapters.map((_, i) => `<itemref idref="text-${i + 1}"/>`).join('\n')}
</spine>
</package>
`;
}

function meta(property: string, value: string, refines?: string): string {
  return `<meta property="${property}"${refines === undefined ? '' : ` refines="#${refines}"`}>${value}</meta>`;
}

function item(id: string, href: string, type: string, attribute = ''): string {
  return `<item id="${id}" href="${href}" media-type="${type}"${attribute && ` ${attribute}`}/>`;
}
