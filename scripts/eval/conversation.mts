// Counts the homographs that are said right in conversation.tsv: node --import tsx scripts/eval/conversation.mts [--wrong]
// Prints the lines that rules were written with, and those that were only measured, apart.
import { readFileSync } from 'node:fs';
import { nodeHost } from '../../src/engine/languages';
import { EnglishNormalizer } from '../../src/language/english/normalization/normalize';
import { Homographs } from '../../src/language/english/g2p/homographs';
import { Lexicon } from '../../src/language/english/g2p/lexicon';
import { Tagger, wordsOf } from '../../src/language/english/g2p/tagger';
import { loadEnglishTables } from '../../src/language/english/tables';
import { NO_EMOJI } from '../../src/language/emoji';

const host = nodeHost();
const { senses, supplement, words } = await loadEnglishTables(host);
const lexicon = new Lexicon('en-us', await host.readData('en-us.lexicon.br'), supplement);
const tagger = Tagger.parse(await host.readData('tagger.br'));
const homographs = Homographs.parse(await host.readData('homographs.br'), lexicon, senses);
const normalizer = new EnglishNormalizer(words, (word) => lexicon.has(word));
const rows = readFileSync(new URL('conversation.tsv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .filter((line) => !line.startsWith('#'))
  .map((line) => line.split('\t') as [set: string, word: string, sense: string, sentence: string]);
for (const wanted of ['rules', 'new']) {
  const lines = rows.filter(([set]) => set === wanted);
  const wrong = lines.filter(([, word, sense, sentence]) => {
    const tokens = normalizer.normalize(sentence, NO_EMOJI);
    const i = tokens.findIndex(({ text }) => text.toLowerCase() === word);
    const right = senses.get(word)?.find(([name]) => name === sense)?.[1] ?? sense;
    const said = homographs.pronunciation(word, wordsOf(tokens), tagger.tag(tokens), i);
    return JSON.stringify(said) !== JSON.stringify(right);
  });
  console.log(
    `${wanted}: ${wrong.length} of ${lines.length} wrong (${((100 * wrong.length) / lines.length).toFixed(1)} %)`,
  );
  if (process.argv.includes('--wrong')) for (const row of wrong) console.log(`  ${row.join('\t')}`);
}
