import type { SourceRange } from '../common/range';
import type { BlockKind } from './block';

/**
 * A run of a block's text. A verbatim run maps to the document character by character, and is as long as its source;
 * any other is shown instead of its source as a whole.
 */
export interface OutlineRun {
  text: string;
  source: SourceRange;
  code?: boolean;
}

/** A block as it is read: a heading, a paragraph, a list item, … */
export interface OutlineBlock {
  kind: BlockKind;
  /** 1–6 for a heading. */
  level?: number;
  runs: OutlineRun[];
  /** The source of each sentence, in order. */
  sentences: SourceRange[];
}

/** A document as it is read, for showing it and finding one's way in it. */
export type Outline = OutlineBlock[];
