import type { MappedText } from '../../document/mappedText';
import { readMarkdown } from '../../document/markdown';
import { ENGLISH_PHRASES } from '../../language/english/phrases';
import { splitSentences } from '../../language/sentences';

/**
 * The first sentence of a reply, as plain text: of its first paragraph or list item, else of its first heading.
 * @returns undefined if it has none
 */
export function firstSentence(markdown: string): string | undefined {
  let heading: MappedText | undefined;
  for (const { kind, text } of readMarkdown(markdown, {
    codeBlocks: 'skip',
    phrases: ENGLISH_PHRASES,
    shortTables: true,
  })) {
    if (kind === 'paragraph' || kind === 'item') return sentenceOf(text);
    if (kind === 'heading') heading ??= text;
  }
  return heading && sentenceOf(heading);
}

function sentenceOf(text: MappedText): string | undefined {
  const [sentence] = splitSentences(text);
  return sentence && withBackticks(sentence);
}

/** Code between backticks, by which it is told in plain text as well. */
function withBackticks({ text, codeRanges }: MappedText): string {
  let written = '';
  let end = 0;
  for (const range of codeRanges) {
    const code = text.slice(range.start, range.end);
    written += text.slice(end, range.start) + (code.includes('`') ? code : `\`${code}\``);
    end = range.end;
  }
  return written + text.slice(end);
}
