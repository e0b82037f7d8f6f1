// Puts English into dist/data: misaki's lexicons in a compact form, our tables, and the models of models/english. The
// lexicons come from a pinned Python package, which the user's own pip fetches once per machine.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { cacheFolder, madeOnce } from './cache.mjs';
import { ensureEnglishTables } from './englishTables.mjs';
import { fetchPackages, MISAKI } from './pythonPackages.mjs';
import { say } from './run.mjs';

const DIALECTS = ['us', 'gb'];
/** Raise this when the contents or compression of the files change, so that cached ones are rebuilt. */
const FORM = 3;

/** The folder with misaki's four lexicons as they are, for measuring. */
export function lexiconFolder() {
  const folder = join(cacheFolder('data', 'KOKORO_DATA_CACHE'), `misaki-${MISAKI.version}`);
  const { needs } = madeOnce(folder, (packages) => {
    fetchPackages([MISAKI.requirement], packages);
    const names = DIALECTS.flatMap((name) => [`${name}_gold.json`, `${name}_silver.json`]);
    return { needs: names.map((name) => lexicon(packages, name)) };
  });
  return dirname(needs[0]);
}

/** The path of one of misaki's lexicons in the folder of packages. */
function lexicon(packages, name) {
  return join(packages, 'misaki', 'data', name);
}

/** Makes `dist/data` of the checkout at `root` complete; quick when it is. */
export function ensureEnglishData(root) {
  const made = madeOnce(
    join(cacheFolder('data', 'KOKORO_DATA_CACHE'), `english-${MISAKI.version}-${FORM}`),
    makeLexicon,
  );
  const target = join(root, 'dist', 'data');
  mkdirSync(target, { recursive: true });
  const models = join(root, 'models', 'english');
  const files = [...made.needs, ...readdirSync(models).map((name) => join(models, name))];
  for (const file of files) cpSync(file, join(target, file.split(/[\\/]/).at(-1)), { preserveTimestamps: true });
  ensureEnglishTables(root, target);
}

function makeLexicon(folder) {
  say("Fetching misaki's English lexicons; this happens once…");
  const packages = join(folder, 'packages');
  fetchPackages([MISAKI.requirement], packages);
  const [us, gb] = DIALECTS.map((dialect) =>
    entriesOf(
      ...['gold', 'silver'].map((quality) =>
        JSON.parse(readFileSync(lexicon(packages, `${dialect}_${quality}.json`), 'utf8')),
      ),
    ),
  );
  const file = join(folder, 'english.lexicon.br');
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 };
  writeFileSync(file, brotliCompressSync(Buffer.from(merged(us, gb)), { params }));
  rmSync(packages, { recursive: true, force: true });
  return { needs: [file] };
}

/** By word: "=" for gold or "~" for silver, and its phonemes; those that depend on the tag are "TAG:phonemes …". */
function entriesOf(gold, silver) {
  const entries = new Map(Object.entries(silver).map(([word, said]) => [word, `~${said}`]));
  for (const [word, value] of Object.entries(gold)) {
    const tagged = typeof value === 'string' ? [] : Object.entries(value);
    entries.set(
      word,
      `=${tagged.length === 0 ? value : tagged.map(([tag, said]) => `${tag}:${said ?? ''}`).join(' ')}`,
    );
  }
  return entries;
}

/**
 * A line for each word, sorted by UTF-16: the word and its American entry, then a tab and its British one unless they
 * are the same. Either may be missing. Side by side, the two compress to three quarters of their size.
 */
function merged(us, gb) {
  const words = [...new Set([...us.keys(), ...gb.keys()])].sort();
  return words
    .map((word) => {
      const american = us.get(word) ?? '';
      const british = gb.get(word) ?? '';
      return word + american + (american === british ? '' : `\t${british}`);
    })
    .join('\n');
}
