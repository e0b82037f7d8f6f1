// Measures the pronunciation of unknown words: node --import tsx scripts/eval/letterToSound.mts MISAKI_DATA
// Compares our model and espeak-ng on the words of misaki's gold lexicons that training held out (see
// scripts/train/letter_to_sound.py).
// Prints a table.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeHost } from '../../src/engine/languages';
import type { EnglishDialect } from '../../src/language/english/dialect';
import { LetterToSound } from '../../src/language/english/g2p/letterToSound';
import { distance } from './distance.mts';
import { espeakWords } from './espeak.mts';
import { toKokoroSymbols } from './espeakSymbols.mts';

const [folder = ''] = process.argv.slice(2);
const host = nodeHost((name) => new URL(`../../models/english/${name}`, import.meta.url).pathname);
const FILES: Readonly<Record<EnglishDialect, string>> = { 'en-us': 'us_gold.json', 'en-gb': 'gb_gold.json' };

console.log('| dialect | who | words | phoneme errors | without stress | words right | ms per word |');
console.log('| --- | --- | --- | --- | --- | --- | --- |');
for (const [dialect, file] of Object.entries(FILES) as [EnglishDialect, string][]) {
  const words = heldOut(join(folder, file));
  const model = await LetterToSound.load(host, dialect, 'lexicon');
  report(dialect, 'our model', words, await timed(() => model.phonemize([...words.keys()])));
  model.dispose();
  report(dialect, 'espeak-ng', words, await timed(() => byEspeak([...words.keys()], dialect)));
}

function heldOut(path: string): Map<string, string> {
  const entries = JSON.parse(readFileSync(path, 'utf8')) as Record<string, string | Record<string, string>>;
  const words = new Map<string, string>();
  for (const [word, value] of Object.entries(entries)) {
    const said = typeof value === 'string' ? value : (value['DEFAULT'] ?? '');
    const ordinary = word.length > 2 && /^[A-Za-z']+$/.test(word) && word.slice(1) === word.slice(1).toLowerCase();
    const lower = word.toLowerCase();
    if (said !== '' && ordinary && isHeldOut(lower) && !words.has(lower)) words.set(lower, said);
  }
  return words;
}

/** The same rule as in scripts/train/letter_to_sound.py. */
function isHeldOut(word: string): boolean {
  const bare = word.replace(/'s$/, '');
  const stem = bare.length > 4 ? bare.replace(/(?:ing|ers?|ed|es|s|ly|e)$/, '') : bare;
  return BigInt(`0x${createHash('sha1').update(stem).digest('hex')}`) % 17n === 0n;
}

async function byEspeak(words: readonly string[], dialect: EnglishDialect): Promise<string[]> {
  const said: string[] = [];
  for (const word of words) {
    const parts = await espeakWords([word], dialect);
    said.push(parts.map((part) => toKokoroSymbols(part, dialect)).join(''));
  }
  return said;
}

async function timed(work: () => Promise<string[]>): Promise<{ said: string[]; milliseconds: number }> {
  const began = performance.now();
  const said = await work();
  return { said, milliseconds: performance.now() - began };
}

function report(
  dialect: string,
  who: string,
  words: ReadonlyMap<string, string>,
  { said, milliseconds }: { said: string[]; milliseconds: number },
): void {
  const kokoro = (raw: string): string => raw.replaceAll('ɾ', 'T').replaceAll('ʔ', 't');
  const bare = (phonemes: string): string => phonemes.replace(/[ˈˌ]/g, '');
  const rows = [...words.values()].map((gold, i) => [kokoro(gold), kokoro(said[i] ?? '')] as const);
  const rate = (form: (phonemes: string) => string): string => {
    const errors = rows.reduce((sum, [gold, got]) => sum + distance(form(gold), form(got)), 0);
    return ((100 * errors) / rows.reduce((sum, [gold]) => sum + form(gold).length, 0)).toFixed(2);
  };
  const right = (100 * rows.filter(([gold, got]) => gold === got).length) / rows.length;
  const time = (milliseconds / rows.length).toFixed(2);
  console.log(
    `| ${dialect} | ${who} | ${rows.length} | ${rate((p) => p)} % | ${rate(bare)} % | ${right.toFixed(1)} % | ${time} |`,
  );
}
