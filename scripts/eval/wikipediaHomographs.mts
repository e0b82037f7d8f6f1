// Counts the homographs that rules and classifier together say right in Wikipedia's sentences:
// node --import tsx scripts/eval/wikipediaHomographs.mts FOLDER
// FOLDER holds the eval split of WikipediaHomographData (see scripts/train/homographData.mts).
import { nodeHost } from '../../src/engine/languages';
import { Homographs } from '../../src/language/english/g2p/homographs';
import { Lexicon } from '../../src/language/english/g2p/lexicon';
import { Tagger, wordsOf } from '../../src/language/english/g2p/tagger';
import { loadEnglishTables } from '../../src/language/english/tables';
import { readHomographs } from '../train/homographData.mts';

const [folder = ''] = process.argv.slice(2);
const host = nodeHost();
const { senses, supplement } = await loadEnglishTables(host);
const lexicon = new Lexicon('en-us', await host.readData('english.lexicon.br'), supplement);
const tagger = Tagger.parse(await host.readData('tagger.br'));
const homographs = Homographs.parse(await host.readData('homographs.br'), lexicon, senses);
const rows = readHomographs(folder, 'eval.tsv');
const right = rows.filter(({ homograph, wordid, tokens, index }) => {
  const word = homograph.toLowerCase();
  const wanted = senses.get(word)?.find(([name]) => name === wordid)?.[1];
  const said = homographs.pronunciation(word, wordsOf(tokens), tagger.tag(tokens), index);
  return JSON.stringify(said) === JSON.stringify(wanted);
}).length;
console.log(`${right} of ${rows.length} right (${((100 * right) / rows.length).toFixed(1)} %)`);
