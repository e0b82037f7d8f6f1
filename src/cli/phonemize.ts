import { createInterface } from 'node:readline';
import { joinRuns, type LanguageCode } from '../engine/phonemes/language';
import { createLanguage } from '../engine/phonemes/frontEnds';

/** `kokoro phonemize`: for each line of standard input one line of Kokoro phonemes. */
export async function phonemize(code: LanguageCode): Promise<void> {
  const language = createLanguage(code);
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    process.stdout.write(`${joinRuns(await language.phonemize(language.normalize(line)))}\n`);
  }
}
