// Makes the tables of a rule-based language: node --import tsx scripts/train/ruleTables.mts LANGUAGE WORDS
// [models/ruleBased]
// LANGUAGE is es, fr, hi, it or pt-br; WORDS is the folder with the lists of rule_words.py. Writes LANGUAGE.words.br:
// the endings that
// determine stress (Italian and Portuguese), then the words that the rules get wrong, and English words (see
// ruleBased/g2p/ruleData.ts for the form). Needs the built dist/data. Prints the accuracy of the rules alone on
// held-out words. Takes a minute.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { dataFile } from '../../src/engine/languages';
import { isKnown } from '../../src/kokoro/vocabulary';
import { frenchWord } from '../../src/language/french/french';
import { hindiWord } from '../../src/language/hindi/hindi';
import { italianMarked, italianWord } from '../../src/language/italian/italian';
import { portugueseMarked, portugueseWord } from '../../src/language/portuguese/portuguese';
import type { Endings } from '../../src/language/ruleBased/g2p/endings';
import { IN_NAMES, type RuleBasedLanguageCode } from '../../src/language/ruleBased/g2p/ruleData';
import { spanishWord } from '../../src/language/spanish/spanish';
import { distance } from '../eval/distance.mts';
import { learnEndings, type SaidWord } from './endings.mts';
import { englishWords, type EnglishWords, frequencies } from './englishWords.mts';

interface Rules {
  word(text: string, endings: Endings): string;
  /** The phonemes of a word with marked stress, for languages whose endings determine it. */
  marked?: (text: string) => string;
  /** Letters that show the stress. */
  accented?: RegExp;
  /** The minimum number of words for an ending. */
  minimum?: number;
}

const RULES: Readonly<Record<RuleBasedLanguageCode, Rules>> = {
  es: { word: spanishWord },
  fr: { word: frenchWord },
  hi: { word: hindiWord },
  it: { word: italianWord, marked: italianMarked, accented: /[àèéìíòóùú]/u, minimum: 2 },
  'pt-br': { word: portugueseWord, marked: portugueseMarked, accented: /[áâéêíóôú]/u, minimum: 2 },
};
/** Only this many of the most frequent words can be exceptions; rarer ones are mostly names and mistakes. */
const MAX_EXCEPTIONS_FROM = 100_000;
/** Sounds that the French voice uses only in English words. */
const ENGLISH_SOUND = /[ɹɒɜæʌAIQWYθðɪʊɐʤʧ]/u;
/** One word in this many is held out for evaluation. */
const HELD_OUT = 10;

const [language = '', folder = '', out = 'models/ruleBased'] = process.argv.slice(2);
const rules = RULES[language as RuleBasedLanguageCode];
const words = readWords(join(folder, `${language}.tsv`)).filter(({ phonemes }) => !phonemes.includes(' '));
const trained = learn(words.filter((_, i) => i % HELD_OUT !== 0));
report(
  words.filter((_, i) => i % HELD_OUT === 0),
  trained,
);
const endings = learn(words);
const english = await readEnglish();
const exceptions = words
  .slice(0, MAX_EXCEPTIONS_FROM)
  .filter(({ word, phonemes }) => !english.always.has(word) && rules.word(word, endings) !== phonemes);
write();

/** The words of a list, in Kokoro's symbols. */
function readWords(path: string): SaidWord[] {
  return readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'))
    .map(([word = '', , said = '']) => ({
      word: word.replaceAll('’', "'").normalize('NFC'),
      phonemes: inSymbols(said),
    }))
    .filter(({ word, phonemes }) => Array.from(word).length > 1 && phonemes !== '');
}

function inSymbols(said: string): string {
  const apart = said.replace(/[õũãĩẽ]/gu, (nasal) => nasal.normalize('NFD'));
  return Array.from(apart).filter(isKnown).join('').trim();
}

async function readEnglish(): Promise<EnglishWords> {
  const code = language as RuleBasedLanguageCode;
  if (code === 'hi') return { always: switched(), inNames: new Map() };
  const [native, inEnglish] = [code, 'en'].map((name) => frequencies(join(folder, `${name}.tsv`)));
  const inVoice = new Map(words.map(({ word, phonemes }) => [word, phonemes]));
  const found = await englishWords(
    code,
    native ?? new Map(),
    inEnglish ?? new Map(),
    inVoice,
    dataFile('english.lexicon.br'),
  );
  return code === 'fr' ? { ...found, always: new Map([...found.always, ...switched()]) } : found;
}

/** The words that the language's voice says in English. */
function switched(): Map<string, string> {
  const said = readWords(join(folder, `${language}-english.tsv`));
  return new Map(
    said
      .filter(({ phonemes }) => language === 'hi' || ENGLISH_SOUND.test(phonemes))
      .map(({ word, phonemes }) => [word, phonemes]),
  );
}

function learn(from: readonly SaidWord[]): Endings {
  const { marked, accented, minimum = 1 } = rules;
  if (marked === undefined) return new Map();
  const plain = from.filter(({ word }) => accented?.test(word) !== true);
  return learnEndings(plain, marked, { minimum, whole: 0 });
}

function report(heldOut: readonly SaidWord[], learned: Endings): void {
  const rows = heldOut.map(({ word, phonemes }) => [phonemes, inSymbols(rules.word(word, learned))] as const);
  const errors = rows.reduce((sum, [gold, said]) => sum + distance(gold, said), 0);
  const rate = (100 * errors) / rows.reduce((sum, [gold]) => sum + gold.length, 0);
  const right = (100 * rows.filter(([gold, said]) => gold === said).length) / rows.length;
  console.log(
    `${language}: rules alone on ${rows.length} held-out words: ${rate.toFixed(2)} % phoneme errors, ${right.toFixed(1)} % right`,
  );
}

function write(): void {
  const lines = new Map<string, string>();
  for (const { word, phonemes } of exceptions) lines.set(word, phonemes);
  for (const [word, phonemes] of english.always) lines.set(word, phonemes);
  for (const [word, phonemes] of english.inNames) lines.set(IN_NAMES + word, phonemes);
  const text = Buffer.from(`${sorted(endings)}\n\n${sorted(lines)}\n`);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 };
  const packed = brotliCompressSync(text, { params });
  writeFileSync(join(out, `${language}.words.br`), packed);
  const parts = [`${endings.size} endings`, `${exceptions.length} exceptions`, `${english.always.size} English words`];
  console.log(`${language}: ${parts.join(', ')}, ${text.length} bytes, ${packed.length} packed`);
}

function sorted(table: ReadonlyMap<string, string>): string {
  return Array.from(table, ([key, value]) => `${key} ${value}`)
    .toSorted()
    .join('\n');
}
