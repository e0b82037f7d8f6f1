import type { Block } from '../document/block';
import { MappedText } from '../document/mappedText';
import type { Language } from '../language/language';

/** A sentence shorter than this (characters) sounds odd by itself and is merged with the next one of its block. */
const SHORT_SENTENCE = 25;
const MERGED_SENTENCES = 120;

/** The sentences of a block as they are spoken: very short ones are merged with the next one. */
export function sentencesOf(block: Block, language: Language): MappedText[] {
  const merged: MappedText[] = [];
  for (const sentence of language.splitSentences(block.text)) {
    const before = merged.at(-1);
    if (before && before.text.length < SHORT_SENTENCE && before.text.length + sentence.text.length < MERGED_SENTENCES) {
      const gap = { start: before.sourceRange(0, before.text.length).end, end: sentence.sourceRange(0, 1).start };
      merged[merged.length - 1] = MappedText.concat([before, MappedText.replacement(' ', gap), sentence]);
    } else merged.push(sentence);
  }
  return merged;
}
