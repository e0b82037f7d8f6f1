// Counts what a listener would hear as wrong in the public suites of docs/text.md:
// node --import tsx scripts/eval/publicSuites.mts LANGUAGE FOLDER
// FOLDER holds the unpacked source packages, which `pip download --no-deps --no-binary :all: NAME==VERSION` fetches.
// Answers that differ from the suite's are right when only conventions differ (see `heard`) or when a person has accepted
// them in reviewed.tsv; all others are printed, with tabs between suite, input, expected and said.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { languages } from '../../src/engine/languages';
import { joinTokens, type LanguageCode } from '../../src/language/language';
import { heard as heardJapanese } from './heard.mts';

interface Case {
  suite: string;
  input: string;
  /** Any of these is right. */
  expected: readonly string[];
}

const [code, folder] = process.argv.slice(2) as [LanguageCode, string];
const short = code.slice(0, 2);
const cases = [...weText(), ...kitten(), ...spokenForm(), ...nemo()];
const reviewed = new Set(
  readFileSync(new URL('reviewed.tsv', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith(`${code}\t`)),
);
const language = await languages.load(code);
const wrong: Case[] = [];
for (const one of cases) {
  const { suite, input, expected } = one;
  const said = joinTokens(language.normalize(input));
  if (expected.some((other) => heard(other) === heard(said)) || reviewed.has([code, input, said].join('\t'))) continue;
  const sound = await sounds(input);
  if ((await Promise.all(expected.map(sounds))).includes(sound)) continue;
  console.log([suite, input, expected[0] ?? '', said].map((text) => text.replace(/\s+/g, ' ')).join('\t'));
  wrong.push(one);
}
for (const suite of new Set(cases.map((one) => one.suite))) {
  const count = (all: readonly Case[]): number => all.filter((one) => one.suite === suite).length;
  console.error(`${suite}: ${count(wrong)} of ${count(cases)} wrong`);
}
console.error(`all: ${((100 * wrong.length) / cases.length).toFixed(1)} % of ${cases.length}`);

/** What is heard of a text: in Japanese, where answers are in kanji, its sounds. */
async function sounds(text: string): Promise<string> {
  const tokens = language.normalize(text);
  if (code !== 'ja') return heard(joinTokens(tokens));
  return heardJapanese((await language.phonemize(tokens)).map(({ phonemes }) => phonemes).join(''));
}

/** What is heard, without case, punctuation, word breaks and the choices that a listener does not notice. */
function heard(text: string): string {
  return text
    .toLowerCase()
    .replace(
      /\bthe (\S+(?: \S+)?) of (january|february|march|april|may|june|july|august|september|october|november|december)\b/g,
      '$2 $1',
    )
    .replace(/\bnegative\b/g, 'minus')
    .replace(/\b(?:oh|o)\b/g, 'zero')
    .replace(/\band\b/g, '')
    .replaceAll('两', '二')
    .replaceAll('幺', '一')
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '');
}

/** WeTextProcessing 1.2.0: lines of "input => spoken", after NeMo's. */
function weText(): Case[] {
  const place = join(
    folder,
    'wetextprocessing-1.2.0',
    'tn',
    { en: 'english', zh: 'chinese', ja: 'japanese' }[short] ?? '',
    'test',
    'data',
  );
  if (!existsSync(place)) return [];
  return readdirSync(place).flatMap((name) =>
    readFileSync(join(place, name), 'utf8')
      .split('\n')
      .filter((line) => line.includes(' => '))
      .map((line) => {
        const [input = '', expected = ''] = line.split(' => ');
        return { suite: 'WeTextProcessing', input, expected: [expected] };
      }),
  );
}

/** kitten-text-processing 0.1.0: sentences with NeMo 1.2.0's answers, its mistakes included. */
function kitten(): Case[] {
  const file = join(folder, 'kitten_text_processing-0.1.0', 'tests', 'corpus', `${short}.reference.json`);
  if (!existsSync(file)) return [];
  const { cases: all } = JSON.parse(readFileSync(file, 'utf8')) as { cases: { input: string; expected: string }[] };
  return all.map(({ input, expected }) => ({ suite: 'kitten-text-processing', input, expected: [expected] }));
}

/** spokenform 0.4.5: cases taken from kokorog2p. */
function spokenForm(): Case[] {
  const file = join(folder, 'spokenform-0.4.5', 'tests', 'data', `${short}_kokorog2p_parity.json`);
  if (!existsSync(file)) return [];
  const all = JSON.parse(readFileSync(file, 'utf8')) as { source: string; spoken?: string }[];
  return all.flatMap(({ source, spoken }) =>
    spoken === undefined ? [] : [{ suite: 'spokenform', input: source, expected: [spoken] }],
  );
}

/** NeMo 1.2.0's own test cases, which kitten-text-processing ships; writtenForms.mts has those of other languages. */
function nemo(): Case[] {
  const file = join(folder, 'kitten_text_processing-0.1.0', 'tests', 'extended', `${short}.jsonl`);
  if (!['en', 'zh', 'ja'].includes(short) || !existsSync(file)) return [];
  const rows = readFileSync(file, 'utf8').trimEnd().split('\n');
  return rows.flatMap((row) => {
    const { input, upstream_expected: expected } = JSON.parse(row) as {
      input: string;
      upstream_expected?: string[] | null;
    };
    return expected?.length ? [{ suite: 'NeMo', input, expected }] : [];
  });
}
