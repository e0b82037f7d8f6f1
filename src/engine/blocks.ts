import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Block } from '../document/block';
import { readDocument } from '../document/formats';
import { readMarkup } from '../document/markup';
import type { Outline } from '../document/outline';
import { isSameLanguage, languageOfSentences } from '../language/detectLanguage';
import type { Language, LanguageCode } from '../language/language';
import { LANGUAGES } from '../language/languages';
import type { SpeakRequest } from './protocol';
import { sentencesOf } from './sentences';

/** The part of a request that decides which blocks and sentences its text has. */
export type DocumentRequest = Pick<SpeakRequest, 'text' | 'format' | 'codeBlocks' | 'codePunctuation' | 'markup'>;

/** The blocks of a document as a language reads them; those before the source offset `from` may be left out. */
export function blocksOf(request: DocumentRequest, language: LanguageCode, from = 0): Iterable<Block> {
  const { text, format, codeBlocks, codePunctuation: punctuation, markup } = request;
  if (markup !== undefined) return readMarkup(text, markup);
  return readDocument(text, format, { codeBlocks, punctuation, from, phrases: LANGUAGES[language].phrases });
}

/** Tells which other language a sentence of a block is in; undefined if it is in the block's own. Code has none. */
export function otherLanguages(
  { kind, text }: Block,
  own: LanguageCode,
): (sentence: string) => LanguageCode | undefined {
  if (kind === 'code' || kind === 'notice') return () => undefined;
  const languageOf = languageOfSentences(text.text);
  return (sentence) => {
    const code = languageOf(sentence);
    return code === undefined || isSameLanguage(code, own) ? undefined : code;
  };
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
