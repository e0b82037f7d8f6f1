import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeHost, readCompressed } from '../../../../src/engine/languages';
import { type JapaneseData, readJapaneseData } from '../../../../src/language/japanese/g2p/data';
import { Japanese } from '../../../../src/language/japanese/japanese';
import { type JapaneseTables, readJapaneseTables } from '../../../../src/language/japanese/tables';
import { joinSegments, type Language } from '../../../../src/language/language';

/** Built by scripts/lib/japaneseData.mjs. */
export const DATA = fileURLToPath(new URL('../../../../dist/data/japanese.bin', import.meta.url));
/** A path without a file. */
export const NOWHERE = join(DATA, '..', 'nothing.bin');

let language: Promise<Japanese> | undefined;
let data: Promise<JapaneseData> | undefined;

/** Japanese, loaded once, with a stand-in for English that knows one word. */
export function japanese(): Promise<Japanese> {
  return (language ??= Japanese.load(nodeHost(), () => Promise.resolve(english)));
}

/** The data, read once. */
export function japaneseData(): Promise<JapaneseData> {
  return (data ??= readCompressed(DATA).then(readJapaneseData));
}

/** The tables, as the build packs them. */
export async function japaneseTables(): Promise<JapaneseTables> {
  return readJapaneseTables(await nodeHost().readData('japanese.br'));
}

/** The phonemes of a sentence. */
export async function say(sentence: string): Promise<string> {
  const ja = await japanese();
  return joinSegments(await ja.phonemize(ja.normalize(sentence)));
}

const english: Language = {
  code: 'en-gb',
  phraseBoundaryWords: new Set(),
  splitSentences: (text) => [text],
  normalize: () => [],
  origins: (tokens) => tokens.map(() => 'rules'),
  phonemize: (tokens) => Promise.resolve(tokens.map((token) => ({ ...token, phonemes: 'wˈɪʤɪt' }))),
};
