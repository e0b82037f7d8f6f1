import { attributesOf, markupIn } from '../../document/htmlTags';
import { decodeEntities } from '../../document/htmlText';
import { MappedText } from '../../document/mappedText';

/** A start tag in an XML file. */
export interface XmlElement {
  /** The value of an attribute; '' if there is none. */
  attributes: (name: string) => string;
}

/** The elements of that name (in lower case), of any namespace, in order. */
export function* elementsIn(xml: string, name: string): Generator<XmlElement> {
  for (const { start, end, tag } of markupIn(xml)) {
    if (tag === undefined || localName(tag) !== name || xml.startsWith('</', start)) continue;
    const attributes = attributesOf(xml.slice(start, end));
    yield { attributes: (key) => decoded(attributes.get(key) ?? '').trim() };
  }
}

/** The name of an element without its namespace's prefix, in lower case. */
export function localName(tag: string): string {
  return tag.slice(tag.indexOf(':') + 1).toLowerCase();
}

export function decoded(text: string): string {
  return MappedText.concat(decodeEntities(MappedText.verbatim(text, 0))).text;
}

/** The path in the archive that a reference in a file of the archive leads to. It never leaves the archive. */
export function resolveHref(from: string, href: string): string {
  const path = unescaped(href.replace(/[#?].*$/s, ''));
  const parts = path.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

function unescaped(href: string): string {
  try {
    return decodeURIComponent(href);
  } catch {
    return href; // a stray "%"
  }
}
