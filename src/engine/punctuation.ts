import type { Block, BlockKind } from '../document/block';
import type { PhonemeSegment } from '../language/language';
import { END_MARK } from './planner';

/** Seconds of silence after a block, a sentence inside a block, and the marks inside a sentence; at speed 1. */
const BLOCK_PAUSE: Readonly<Record<BlockKind, number>> = { heading: 0.6, paragraph: 0.55, item: 0.35, cell: 0.35, code: 0.3, notice: 0.5 }; // prettier-ignore
const SENTENCE_PAUSE = 0.32;
const MARK_PAUSE: Readonly<Record<string, number>> = {
  ...{ '.': SENTENCE_PAUSE, '!': SENTENCE_PAUSE, '?': SENTENCE_PAUSE }, // between merged sentences
  ...{ ',': 0.12, ';': 0.2, ':': 0.22, '—': 0.18, '…': 0.25, ')': 0.1 },
};

/** The pause after a sentence of a block, which may be its last. */
export function pauseAfterSentence({ kind, pause }: Pick<Block, 'kind' | 'pause'>, endsBlock: boolean): number {
  return endsBlock ? (pause ?? BLOCK_PAUSE[kind]) : SENTENCE_PAUSE;
}

/** The pause for the punctuation mark at the end of an utterance inside a sentence; 0 if it has none. */
export function pauseIn(utterance: readonly PhonemeSegment[]): number {
  return MARK_PAUSE[utterance.at(-1)?.phonemes.at(-1) ?? ''] ?? 0;
}

/** The model clips an utterance without a final mark, so a cut clause gets a comma and a heading a full stop. */
export function withEndMark(phonemes: string, endsSentence: boolean): string {
  if (END_MARK.test(phonemes)) return phonemes;
  return phonemes + (endsSentence ? '.' : ',');
}
