// Checks the tables of src/language/english/data and packs them into one file for dist/data.
import { ensureTables, readTable } from './tables.mjs';

/** misaki's raw symbols. */
const PHONEMES = /^[AIOQWYabdfhijklmnpstuvwzæðŋɐɑɒɔəɛɜɡɪɹɾʃʊʌʒʤʧˈˌːθᵊᵻʔ]+$/u;
/** One or more words in lower case. */
const SMALL = /^[^\s\p{Lu}]+(?: [^\s\p{Lu}]+)*$/u;
const SAID = /^[\p{L}\p{M}'-]+(?: [\p{L}\p{M}'-]+)*$/u;

/** Writes `english.br` into `folder`. @param root the checkout */
export function ensureEnglishTables(root, folder) {
  ensureTables(root, folder, 'english', englishTables);
}

/**
 * What `english.br` contains (`PackedTables` in src/language/english/tables.ts).
 * @param read gives the text of a table by its file's name
 * @throws Error with file and line for an entry that is wrong
 */
export function englishTables(read) {
  return {
    pronunciations: rowsOf(read, 'pronunciations.tsv', { word: SMALL, american: PHONEMES, british: PHONEMES }),
    homographs: homographs(read),
    names: rowsOf(read, 'names.tsv', { name: SMALL, said: SAID }),
    capitals: rowsOf(read, 'capitals.tsv', { word: /^[A-Z]\p{L}+$/u, said: /^(?:word|letters)$/ }),
    acronyms: rowsOf(read, 'acronyms.tsv', { acronym: /^[a-z]+$/, where: /^(?:text|identifiers|both)$/ }),
    fileEndings: rowsOf(read, 'fileEndings.tsv', { ending: /^[a-z\d]+$/, said: SAID }),
    abbreviations: rowsOf(read, 'abbreviations.tsv', {
      abbreviation: /^[a-z]+(?:\.[a-z]+)*\.?$/,
      said: SAID,
      before: /^(?:number|name)?$/,
    }),
    symbols: rowsOf(read, 'symbols.tsv', { symbol: /^\S$/u, said: SAID }),
    operators: rowsOf(read, 'operators.tsv', {
      operator: /^[^\s\p{L}\p{N}]{1,3}$/u,
      between: new RegExp(`${SAID.source}|^$`, 'u'),
      before_number: new RegExp(`${SAID.source}|^$`, 'u'),
    }),
    keys: rowsOf(read, 'keys.tsv', { key: /^[a-z]+$/, said: SAID }),
  };
}

/** The cells of a table's rows, which differ in the first column. */
function rowsOf(read, name, columns) {
  const keys = Object.keys(columns);
  return readTable(read, name, columns, keys.slice(0, 1)).map((row) => keys.map((key) => row[key]));
}

function homographs(read) {
  const columns = {
    word: SMALL,
    sense: /./,
    lexicon: /^(?:DEFAULT|NOUN|VERB|ADJ|VBD)?$/,
    american: new RegExp(`${PHONEMES.source}|^$`, 'u'),
    british: new RegExp(`${PHONEMES.source}|^$`, 'u'),
  };
  const senses = new Map();
  for (const { word, sense, lexicon, american, british, at } of readTable(read, 'homographs.tsv', columns, ['sense'])) {
    const [last] = [...senses.keys()].slice(-1);
    if (senses.has(word) && last !== word) throw new Error(`${at}: the senses of “${word}” must follow one another.`);
    const own = american !== '';
    if (own !== (british !== '') || own === (lexicon !== '')) {
      throw new Error(`${at}: give either the lexicon's key or American and British phonemes.`);
    }
    senses.set(word, [...(senses.get(word) ?? []), [sense, own ? [american, british] : lexicon]]);
  }
  return [...senses];
}
