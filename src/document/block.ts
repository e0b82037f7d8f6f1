import type { MappedText } from './mappedText';

/** The kind of a block decides the pause after it. A notice announces content that is not read. */
export const BLOCK_KINDS = ['heading', 'paragraph', 'item', 'cell', 'code', 'notice'] as const;
export type BlockKind = (typeof BLOCK_KINDS)[number];

/** Text that is read without a longer pause inside: a paragraph, heading, list item or table row. */
export interface Block {
  kind: BlockKind;
  /** 1–6 for a heading. */
  level?: number;
  /** Seconds of silence after it at speed 1, instead of those of its kind. */
  pause?: number;
  /** Factor of the speed, and name of the voice, when marks in the text ask for them. */
  rate?: number;
  voice?: string;
  /** Set for a quoted paragraph, and for prose in a comment of code. */
  role?: 'quotation' | 'comment';
  text: MappedText;
}

/** The parts of a document that can have a voice of their own. */
export const VOICE_ROLES = ['headings', 'quotations', 'comments', 'code'] as const;
export type VoiceRole = (typeof VOICE_ROLES)[number];

/** The part of a document that a block belongs to; code and comments also where they are quoted. */
export function voiceRoleOf({ kind, role }: Pick<Block, 'kind' | 'role'>): VoiceRole | undefined {
  if (role === 'comment') return 'comments';
  if (kind === 'code') return 'code';
  if (role === 'quotation') return 'quotations';
  return kind === 'heading' ? 'headings' : undefined;
}

/** What happens to fenced and indented code in Markdown: announced and skipped, read aloud, or skipped silently. */
export const CODE_BLOCK_MODES = ['announce', 'read', 'skip'] as const;
export type CodeBlockMode = (typeof CODE_BLOCK_MODES)[number];

/** How much of the punctuation of code is spoken: none, operators, or every mark. */
export const PUNCTUATION_LEVELS = ['none', 'some', 'all'] as const;
export type PunctuationLevel = (typeof PUNCTUATION_LEVELS)[number];

/** Turns a document into blocks lazily, so that a long document takes memory only for the part being read. */
export type BlockReader = (source: string) => Iterable<Block>;
