import { createInterface } from 'node:readline';
import { joinRuns, joinTokens, type LanguageCode } from '../engine/phonemes/language';
import { loadLanguage } from '../engine/phonemes/frontEnds';

/** `kokoro phonemize`: for each line of standard input one line of Kokoro phonemes. */
export async function phonemize(code: LanguageCode): Promise<void> {
  const language = await loadLanguage(code);
  for await (const line of lines()) {
    process.stdout.write(`${joinRuns(await language.phonemize(language.normalize(line)))}\n`);
  }
}

/** `kokoro normalize`: for each line of standard input one line of the words that are spoken. */
export async function normalize(code: LanguageCode): Promise<void> {
  const language = await loadLanguage(code);
  for await (const line of lines()) process.stdout.write(`${joinTokens(language.normalize(line))}\n`);
}

function lines(): AsyncIterable<string> {
  return createInterface({ input: process.stdin, crlfDelay: Infinity });
}
