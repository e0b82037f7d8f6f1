// Compares how the rule-based languages say numbers with the words of CLDR that cldr_numbers.py printed:
// node --import tsx scripts/eval/cldrNumbers.mts FILE. Prints the share that agrees, and the first differences.
import { readFileSync } from 'node:fs';
import { joinTokens, type LanguageCode } from '../../src/language/language';

// Imported dynamically: from a static import, tsx could not resolve the dynamic imports of the language modules.
const { languages } = await import('../../src/engine/languages');
const SHOWN = 10;

const rows = readFileSync(process.argv[2] ?? '', 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split('\t'));
for (const code of new Set(rows.map(([code]) => code as LanguageCode))) {
  const language = await languages.load(code);
  const own = rows.filter((row) => row[0] === code);
  const wrong = own.flatMap(([, text = '', expected]) => {
    const said = joinTokens(language.normalize(text));
    return said === expected ? [] : [`  ${text}\n    ours: ${said}\n    CLDR: ${expected ?? ''}`];
  });
  console.log(`${code}: ${own.length - wrong.length} of ${own.length} agree`);
  for (const line of wrong.slice(0, SHOWN)) console.log(line);
}
