import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Block } from '../document/block';
import { readDocument } from '../document/formats';
import { MappedText } from '../document/mappedText';
import { readMarkup } from '../document/markup';
import type { Outline } from '../document/outline';
import type { Language, LanguageCode } from '../language/language';
import { LANGUAGES } from '../language/languages';
import type { SpeakRequest } from './protocol';

/** A sentence shorter than this (characters) sounds odd by itself and is merged with the next one of its block. */
const SHORT_SENTENCE = 25;
const MERGED_SENTENCES = 120;

/** The part of a request that decides which blocks and sentences its text has. */
export type DocumentRequest = Pick<SpeakRequest, 'text' | 'format' | 'codeBlocks' | 'codePunctuation' | 'markup'>;

/** The blocks of a document as a language reads them; those before the source offset `from` may be left out. */
export function blocksOf(request: DocumentRequest, language: LanguageCode, from = 0): Iterable<Block> {
  const { text, format, codeBlocks, codePunctuation: punctuation, markup } = request;
  if (markup !== undefined) return readMarkup(text, markup);
  return readDocument(text, format, { codeBlocks, punctuation, from, phrases: LANGUAGES[language].phrases });
}

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

/** The whole document as it is read, without being spoken. Yields to other calls between blocks. */
export async function outlineOf(request: DocumentRequest, language: Language): Promise<Outline> {
  const outline: Outline = [];
  for (const block of blocksOf(request, language.code)) {
    outline.push({
      kind: block.kind,
      ...(block.level !== undefined && { level: block.level }),
      runs: block.text.runs,
      sentences: sentencesOf(block, language).map((sentence) => sentence.sourceRange(0, sentence.text.length)),
    });
    await nextTurn();
  }
  return outline;
}
