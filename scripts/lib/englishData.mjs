// Puts English into dist/data: misaki's lexicons in a compact form, our tables, and the models of models/english. The
// lexicons come from a pinned Python package, which the user's own pip fetches once per machine.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { cacheFolder, madeOnce } from './cache.mjs';
import { ensureEnglishTables } from './englishTables.mjs';
import { fetchPackages, MISAKI } from './pythonPackages.mjs';
import { say } from './run.mjs';

const DIALECTS = { 'en-us': 'us', 'en-gb': 'gb' };
/** Raise this when the contents or compression of the files change, so that cached ones are rebuilt. */
const FORM = 2;

/** The folder with misaki's four lexicons as they are, for measuring. */
export function lexiconFolder() {
  const folder = join(cacheFolder('data', 'KOKORO_DATA_CACHE'), `misaki-${MISAKI.version}`);
  const { needs } = madeOnce(folder, (packages) => {
    fetchPackages([MISAKI.requirement], packages);
    const names = Object.values(DIALECTS).flatMap((name) => [`${name}_gold.json`, `${name}_silver.json`]);
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
    makeLexicons,
  );
  const target = join(root, 'dist', 'data');
  mkdirSync(target, { recursive: true });
  const models = join(root, 'models', 'english');
  const files = [...made.needs, ...readdirSync(models).map((name) => join(models, name))];
  for (const file of files) cpSync(file, join(target, file.split(/[\\/]/).at(-1)), { preserveTimestamps: true });
  ensureEnglishTables(root, target);
}

function makeLexicons(folder) {
  say("Fetching misaki's English lexicons; this happens once…");
  const packages = join(folder, 'packages');
  fetchPackages([MISAKI.requirement], packages);
  const needs = Object.entries(DIALECTS).map(([dialect, name]) => {
    const [gold, silver] = ['gold', 'silver'].map((quality) =>
      JSON.parse(readFileSync(lexicon(packages, `${name}_${quality}.json`), 'utf8')),
    );
    const file = join(folder, `${dialect}.lexicon.br`);
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 };
    writeFileSync(file, brotliCompressSync(Buffer.from(compact(gold, silver)), { params }));
    return file;
  });
  rmSync(packages, { recursive: true, force: true });
  return { needs };
}

/**
 * A line for each word, sorted by UTF-16: the word, "=" for gold or "~" for silver, and its phonemes; gold entries that
 * depend on the tag are "TAG:phonemes" joined by spaces.
 */
function compact(gold, silver) {
  const lines = Object.entries(gold).map(([word, value]) => {
    const tagged = typeof value === 'string' ? [] : Object.entries(value);
    return `${word}=${tagged.length === 0 ? value : tagged.map(([tag, said]) => `${tag}:${said ?? ''}`).join(' ')}`;
  });
  for (const [word, said] of Object.entries(silver)) {
    if (!Object.hasOwn(gold, word)) lines.push(`${word}~${said}`);
  }
  const wordOf = (line) => /^[^=~]+/.exec(line)[0];
  return lines.sort((a, b) => (wordOf(a) < wordOf(b) ? -1 : 1)).join('\n');
}
