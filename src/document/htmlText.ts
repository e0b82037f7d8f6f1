import { markupIn } from './htmlTags';
import { MappedText } from './mappedText';

/** Inline tags, which do not interrupt a sentence; all others end the text before them. */
const INLINE =
  /^(?:a|abbr|b|bdi|bdo|cite|code|del|dfn|em|font|i|img|ins|kbd|mark|picture|q|s|samp|small|source|span|strong|sub|sup|tt|u|var|wbr)$/i;
const ENTITY = /&(?:amp|lt|gt|quot|apos|nbsp|copy|mdash|ndash|#39);/g;
const ENTITIES: Readonly<Record<string, string>> = {
  ...{ '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'", '&#39;': "'" },
  ...{ '&nbsp;': ' ', '&copy;': '©', '&mdash;': '—', '&ndash;': '–' },
};

/** The text between the tags of a piece of HTML, one for each block element. */
export function* htmlTexts(html: MappedText): Generator<MappedText> {
  let parts: MappedText[] = [];
  let at = 0;
  for (const { start, end, tag } of markupIn(html.text)) {
    parts.push(...decoded(html.slice(at, start)));
    at = end;
    if (tag === undefined || INLINE.test(tag)) continue;
    yield* spoken(parts);
    parts = [];
  }
  parts.push(...decoded(html.slice(at)));
  yield* spoken(parts);
}

function* decoded(text: MappedText): Generator<MappedText> {
  let at = 0;
  for (const { 0: entity, index } of text.text.matchAll(ENTITY)) {
    const end = index + entity.length;
    yield text.slice(at, index);
    yield MappedText.replacement(ENTITIES[entity] ?? entity, text.sourceRange(index, end));
    at = end;
  }
  yield text.slice(at);
}

function* spoken(parts: readonly MappedText[]): Generator<MappedText> {
  const text = MappedText.concat(parts);
  if (text.text.trim() !== '') yield text;
}
