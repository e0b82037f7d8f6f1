import type { Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

/** The syntax tree of GitHub's Markdown. The build puts the parser into a file that several programs share. */
export function parseMarkdown(text: string): Root {
  return fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

/** The character of a named entity. The parser knows them all, and HTML has the same. */
export { decodeNamedCharacterReference } from 'decode-named-character-reference';
