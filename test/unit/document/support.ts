import type { Block, CodeBlockMode, PunctuationLevel } from '../../../src/document/block';
import { type Format, readDocument } from '../../../src/document/formats';
import type { LanguageCode } from '../../../src/language/language';
import { LANGUAGES } from '../../../src/language/languages';
import { assertMapped } from '../../support/mapping';

/** The blocks of a document; their mapping to the source is checked. */
export function blocksOf(
  source: string,
  format: Format,
  {
    punctuation = 'some',
    codeBlocks = 'read',
    language = 'en-us',
  }: { punctuation?: PunctuationLevel; codeBlocks?: CodeBlockMode; language?: LanguageCode } = {},
): Block[] {
  const { phrases } = LANGUAGES[language];
  const blocks = [...readDocument(source, format, { codeBlocks, punctuation, phrases })];
  for (const { text } of blocks) assertMapped(source, text);
  return blocks;
}

/** The same as "kind: text". */
export function heard(source: string, format: Format, options: Parameters<typeof blocksOf>[2] = {}): string[] {
  return blocksOf(source, format, options).map(({ kind, text }) => `${kind}: ${text.text}`);
}
