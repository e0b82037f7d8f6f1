import type { MappedText } from './mappedText';

/** What a block is; decides the pause after it. */
export type BlockKind = 'heading' | 'paragraph' | 'item' | 'cell' | 'code' | 'notice';

/** One stretch of text that is read without a longer pause inside: a paragraph, heading, list item or table row. */
export interface Block {
  kind: BlockKind;
  text: MappedText;
}

/** How fenced and indented code in Markdown is read: named and passed over, read out, or left out silently. */
export const CODE_BLOCK_MODES = ['announce', 'read', 'skip'] as const;
export type CodeBlockMode = (typeof CODE_BLOCK_MODES)[number];

/** Turns a document into blocks, lazily: a document of any length costs memory only for the part being read. */
export type BlockReader = (source: string) => Iterable<Block>;
