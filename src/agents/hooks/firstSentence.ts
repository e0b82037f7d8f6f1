import type { MappedText } from '../../document/mappedText';
import { readMarkdown } from '../../document/markdown';
import { ENGLISH_PHRASES } from '../../language/english/phrases';
import { splitSentences } from '../../language/sentences';

/**
 * The first sentence of a reply, in Markdown: of its first paragraph or list item, else of its first heading.
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
  return sentence && writtenAsMarkdown(sentence);
}

/** Text as Markdown that reads as the same text: code stays code, and marks are no markup. */
function writtenAsMarkdown({ text, codeRanges }: MappedText): string {
  let written = '';
  let end = 0;
  for (const range of codeRanges) {
    written += escaped(text.slice(end, range.start)) + inBackticks(text.slice(range.start, range.end));
    end = range.end;
  }
  return written + escaped(text.slice(end));
}

const escaped = (text: string): string => text.replace(/[\\`*_{}[\]<>#|~$&!+.-]/g, '\\$&');

function inBackticks(code: string): string {
  const fence = code.includes('`') ? '``' : '`';
  return fence.length === 1 ? `\`${code}\`` : `${fence} ${code} ${fence}`;
}
