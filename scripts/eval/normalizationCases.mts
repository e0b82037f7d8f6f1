// Counts the cases of WeTextProcessing's tests that a listener would hear differently:
// node --import tsx scripts/eval/normalizationCases.mts ja|zh FILE…
// FILE is one of tn/*/test/data/*.txt of the PyPI package wetextprocessing 1.2.0. A line is
// "written => spoken". The spoken form is read by the same front end, so that only its numbers and signs count.
import { readFileSync } from 'node:fs';
import type { Language } from '../../src/language/language';

const { languages } = await import('../../src/engine/languages');
const [code = '', ...files] = process.argv.slice(2);
const language = code === 'zh' ? await languages.loadChinese('v1.0') : await languages.load('ja');
const cases = files
  .flatMap((file) => readFileSync(file, 'utf8').split('\n'))
  .map((line) => line.split(' => '))
  .filter((parts) => parts.length === 2);
let wrong = 0;
for (const [written = '', spoken = ''] of cases) {
  const [said, wanted] = [await heard(language, written), await heard(language, spoken)];
  if (said === wanted) continue;
  wrong++;
  console.log([written, spoken, said, wanted].join('\t'));
}
console.log(`${wrong} of ${cases.length} cases differ`);

/** Words and phonemes without what is a matter of convention: pauses, 二 or 两, 一 or 幺, 千米 or 公里. */
async function heard(language: Language, text: string): Promise<string> {
  const tokens = language.normalize(text);
  const said =
    code === 'zh' ? tokens.map((token) => token.text) : (await language.phonemize(tokens)).map((part) => part.phonemes);
  return said
    .join('')
    .replace(/[\s,.、。:：!?()“”"—]/g, '')
    .replace(/两/g, '二')
    .replace(/幺/g, '一')
    .replace(/千米/g, '公里');
}
