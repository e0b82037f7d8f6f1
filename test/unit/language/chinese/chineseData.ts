import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeHost } from '../../../../src/engine/languages';
import { Chinese, type ChineseModel } from '../../../../src/language/chinese/chinese';
import { joinSegments, type Language } from '../../../../src/language/language';

/** Built by scripts/lib/chineseData.mjs. */
export const DATA = fileURLToPath(new URL('../../../../dist/data/chinese.bin', import.meta.url));

const loaded = new Map<string, Promise<Chinese>>();

/** Chinese for the model, loaded once. A stand-in for English reads Latin words: "ˈ" and the word in lower case. */
export function chinese(model: ChineseModel): Promise<Chinese> {
  let language = loaded.get(model);
  if (language === undefined) {
    language = Chinese.load(nodeHost(), { model, english: spelling });
    loaded.set(model, language);
  }
  return language;
}

/** The phonemes of a sentence. */
export async function say(model: ChineseModel, sentence: string): Promise<string> {
  const language = await chinese(model);
  return joinSegments(await language.phonemize(language.normalize(sentence)));
}

const spelling: Language = {
  code: 'en-us',
  phraseBoundaryWords: new Set(),
  splitSentences: (text) => [text],
  normalize: (text) =>
    Array.from(text.matchAll(/\S+/g), ({ 0: word, index }) => ({
      kind: 'word',
      text: word,
      start: index,
      end: index + word.length,
      spaceBefore: index > 0,
    })),
  origins: (tokens) => tokens.map(() => 'letters'),
  phonemize: (tokens) =>
    Promise.resolve(
      tokens.map(({ text, start, end, spaceBefore }) => ({
        start,
        end,
        spaceBefore,
        phonemes: `ˈ${text.toLowerCase()}`,
      })),
    ),
};

/** A path without a file. */
export const NOWHERE = join(DATA, '..', 'nothing.bin');
