import { createInterface } from 'node:readline';
import { joinRuns, joinTokens, type Language, type LanguageCode } from '../engine/phonemes/language';
import type { ChineseModel } from '../engine/phonemes/chinese/chinese';
import { loadChinese, loadLanguage } from '../engine/phonemes/frontEnds';

/** `kokoro phonemize`: for each line of standard input one line of Kokoro phonemes. */
export async function phonemize(code: LanguageCode, model: ChineseModel): Promise<void> {
  const language = await load(code, model);
  for await (const line of lines()) {
    process.stdout.write(`${joinRuns(await language.phonemize(language.normalize(line)))}\n`);
  }
}

/** `kokoro normalize`: for each line of standard input one line of the words that are spoken. */
export async function normalize(code: LanguageCode, model: ChineseModel): Promise<void> {
  const language = await load(code, model);
  for await (const line of lines()) process.stdout.write(`${joinTokens(language.normalize(line))}\n`);
}

/** Chinese has other phonemes for each generation of the model. */
function load(code: LanguageCode, model: ChineseModel): Promise<Language> {
  return code === 'zh' ? loadChinese(model) : loadLanguage(code);
}

function lines(): AsyncIterable<string> {
  return createInterface({ input: process.stdin, crlfDelay: Infinity });
}
