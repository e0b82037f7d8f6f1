import type { SourceRange } from '../common/range';
import type { BlockKind } from './block';
import type { OutlineRun } from './mappedText';

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
