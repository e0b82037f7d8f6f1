import { markupIn } from './htmlTags';
import { MappedText } from './mappedText';
import { decodeNamedCharacterReference } from './parseMarkdown';

/** Inline tags, which do not interrupt a sentence; all others end the text before them. */
const INLINE =
  /^(?:a|abbr|b|bdi|bdo|cite|code|del|dfn|em|font|i|img|ins|kbd|mark|picture|q|s|samp|small|source|span|strong|sub|sup|tt|u|var|wbr)$/i;
const ENTITY = /&(?:#(?<decimal>\d{1,7})|#[xX](?<hex>[\da-fA-F]{1,6})|(?<name>[A-Za-z][A-Za-z\d]{1,30}));/g;

/** Text of one block element; `code` is set on the content of a `<pre>`: its language, or ''. */
export interface HtmlText {
  text: MappedText;
  code?: string;
}

/** The text between the tags of a piece of HTML, one for each block element. */
export function* htmlTexts(html: MappedText): Generator<HtmlText> {
  let parts: MappedText[] = [];
  let at = 0;
  /** The language of the `<pre>` that is open. */
  let code: string | undefined;
  for (const { start, end, tag } of markupIn(html.text)) {
    parts.push(...decodeEntities(html.slice(at, start)));
    at = end;
    const written = html.text.slice(start, end);
    if (code === '') code = languageIn(written);
    const isPre = tag?.toLowerCase() === 'pre';
    if (tag === undefined || INLINE.test(tag) || (code !== undefined && !isPre)) continue;
    yield* spoken(parts, code);
    parts = [];
    if (isPre) code = written.startsWith('</') ? undefined : languageIn(written);
  }
  parts.push(...decodeEntities(html.slice(at)));
  yield* spoken(parts, code);
}

/** The language that a tag's class names: `<code class="language-js">`. */
export function languageIn(tag: string): string {
  return /\b(?:language|lang|highlight-source)-([\w+#-]{1,20})/.exec(tag)?.[1] ?? '';
}

/** A text with its entities replaced by what they stand for. */
export function* decodeEntities(text: MappedText): Generator<MappedText> {
  let at = 0;
  for (const { 0: entity, index, groups } of text.text.matchAll(ENTITY)) {
    const character = characterOf(groups ?? {});
    if (character === undefined) continue;
    const end = index + entity.length;
    yield text.slice(at, index);
    yield MappedText.replacement(character, text.sourceRange(index, end));
    at = end;
  }
  yield text.slice(at);
}

function characterOf({ decimal, hex, name = '' }: Partial<Record<string, string>>): string | undefined {
  if (decimal === undefined && hex === undefined) {
    const named = decodeNamedCharacterReference(name);
    return named === false ? undefined : named.replace('\u00a0', ' ');
  }
  const code = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
  return code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? '\ufffd' : String.fromCodePoint(code);
}

function* spoken(parts: readonly MappedText[], code: string | undefined): Generator<HtmlText> {
  const text = MappedText.concat(parts);
  if (text.text.trim() !== '') yield code === undefined ? { text } : { text, code };
}
