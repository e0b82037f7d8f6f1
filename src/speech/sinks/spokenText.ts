import type { SourceRange } from '../../common/range';
import type { OutlineRun } from '../../document/mappedText';
import type { OutlineBlock } from '../../document/outline';
import type { TimedWord } from './timedWords';

/** A word of a recording in the text of its block. */
export interface PlacedWord extends TimedWord {
  /** Its offsets in the block's text; `end` is exclusive. */
  at: SourceRange;
}

/** A block of a recorded document, as it is shown: without marks, with the words that are spoken. */
export interface SpokenBlock {
  block: OutlineBlock;
  text: string;
  words: PlacedWord[];
}

/** The blocks of a document with the words that are spoken in each. Both lists are in the order of the source. */
export function spokenBlocks(outline: readonly OutlineBlock[], words: readonly TimedWord[]): SpokenBlock[] {
  let next = 0;
  return outline.map((block) => {
    const placed: PlacedWord[] = [];
    const end = Math.max(...block.runs.map(({ source }) => source.end));
    for (let word = words[next]; word !== undefined && word.from < end; word = words[++next]) {
      const at = placeOf(word, block.runs);
      if (at !== undefined) placed.push({ ...word, at });
    }
    return { block, text: block.runs.map(({ text }) => text).join(''), words: placed };
  });
}

/** Where a word stands in the text of the runs; undefined if none of them has it. */
function placeOf(word: TimedWord, runs: readonly OutlineRun[]): SourceRange | undefined {
  let place: SourceRange | undefined;
  let at = 0;
  for (const { text, source } of runs) {
    if (source.start < word.to && word.from < source.end) {
      const verbatim = text.length === source.end - source.start;
      const start = verbatim ? Math.max(0, word.from - source.start) : 0;
      const end = verbatim ? Math.min(text.length, word.to - source.start) : text.length;
      place = { start: place?.start ?? at + start, end: at + end };
    }
    at += text.length;
  }
  return place;
}
