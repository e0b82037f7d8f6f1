// Compares how languages say numbers with the words of CLDR that cldr_numbers.py printed:
// node --import tsx scripts/eval/cldrNumbers.mts FILE. Prints the share that agrees, and the first differences.
import { readFileSync } from 'node:fs';
import { joinTokens, type LanguageCode } from '../../src/language/language';
import { difference } from '../../test/support/kanjiNumbers';

// Imported dynamically: from a static import, tsx could not resolve the dynamic imports of the language modules.
const { languages } = await import('../../src/engine/languages');
const SHOWN = 10;

const rows = readFileSync(process.argv[2] ?? '', 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split('\t'));
for (const code of new Set(rows.map(([code]) => code))) {
  const own = rows.filter((row) => row[0] === code);
  const differs = await comparison(code ?? '');
  const wrong = own.flatMap(([, text = '', words = '']) => differs(text, words) ?? []);
  console.log(`${code}: ${own.length - wrong.length} of ${own.length} agree`);
  for (const line of wrong.slice(0, SHOWN)) console.log(`  ${line}`);
}

/** Says how a language's words for a number differ from CLDR's; undefined where they do not. */
async function comparison(code: string): Promise<(text: string, words: string) => string | undefined> {
  if (code === 'ja' || code === 'zh') return (text, words) => difference(code, text, words);
  const language = await languages.load((code === 'en' ? 'en-us' : code) as LanguageCode);
  return (text, words) => {
    const said = joinTokens(language.normalize(text));
    return said === words ? undefined : `${text}: ${said}, not ${words}`;
  };
}
