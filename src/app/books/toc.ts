import { escapeXml } from '../../speech/sinks/epub/xhtml';
import { attributesOf, markupIn } from '../../document/htmlTags';
import { decoded, localName, resolveHref } from './xml';

/**
 * The titles that a table of contents gives to files, as XML: from the links of a navigation document or the points of
 * an NCX file. The first one for a file counts.
 * @param path the table's own path in the archive
 */
export function tocTitles(toc: string, path: string): ReadonlyMap<string, string> {
  const titles = new Map<string, string>();
  const add = (href: string, title: string): void => {
    const [target, text] = [resolveHref(path, decoded(href)), decoded(title).replace(/\s+/g, ' ').trim()];
    if (isToc && text !== '' && !titles.has(target)) titles.set(target, escapeXml(text));
  };
  // Books also list their pages and parts.
  let isToc = true;
  let href: string | undefined;
  let text = '';
  let at = 0;
  for (const { start, end, tag } of markupIn(toc)) {
    text += toc.slice(at, start);
    at = end;
    if (tag === undefined) continue;
    const name = localName(tag);
    const closes = toc.startsWith('</', start);
    if (name === 'nav') isToc = !closes && /\btoc\b/.test(attributesOf(toc.slice(start, end)).get('epub:type') ?? '');
    else if (name === 'pagelist') isToc = closes;
    else if (name === 'a') {
      if (closes && href !== undefined) add(href, text);
      href = closes ? undefined : attributesOf(toc.slice(start, end)).get('href');
      text = '';
    } else if (name === 'navlabel') {
      text = closes ? text : '';
    } else if (name === 'content' && !closes) {
      add(attributesOf(toc.slice(start, end)).get('src') ?? '', text);
      text = '';
    }
  }
  return titles;
}
