// Makes dist/data/: misaki's English lexicons in a compact form, and the models of models/english. The lexicons come from
// a pinned Python package, fetched with the user's own pip once for each machine.
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliCompressSync, constants, inflateRawSync } from 'node:zlib';
import { cacheFolder, madeOnce } from './cache.mjs';
import { firstThatRuns, run, say } from './run.mjs';

const MISAKI = {
  version: '0.9.4',
  sha256: '90e2eeb169786c014c429e5058d2ea6bcd02d651f2a24450ba6c9ffc0f8da15a',
};
const PYTHONS = ['python3', 'python', 'py'];
const DIALECTS = { 'en-us': 'us', 'en-gb': 'gb' };
/** To be raised when the form of the files changes. */
const FORM = 1;

/** The folder with misaki's four lexicons as they are, for measuring. */
export function lexiconFolder() {
  const folder = join(cacheFolder('data', 'KOKORO_DATA_CACHE'), `misaki-${MISAKI.version}`);
  const { needs } = madeOnce(folder, () => {
    const wheel = verifiedWheel(folder);
    const names = Object.values(DIALECTS).flatMap((name) => [`${name}_gold.json`, `${name}_silver.json`]);
    return { needs: names.map((name) => extract(wheel, name, folder)) };
  });
  return dirname(needs[0]);
}

function extract(wheel, name, folder) {
  const file = join(folder, name);
  writeFileSync(file, zipEntry(wheel, `misaki/data/${name}`));
  return file;
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
}

function makeLexicons(folder) {
  say("Fetching misaki's English lexicons; this happens once…");
  const wheel = verifiedWheel(folder);
  const needs = Object.entries(DIALECTS).map(([dialect, name]) => {
    const [gold, silver] = ['gold', 'silver'].map((quality) =>
      JSON.parse(zipEntry(wheel, `misaki/data/${name}_${quality}.json`).toString('utf8')),
    );
    const file = join(folder, `${dialect}.lexicon.br`);
    const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_LGWIN]: 24 };
    writeFileSync(file, brotliCompressSync(Buffer.from(compact(gold, silver)), { params }));
    return file;
  });
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

function verifiedWheel(folder) {
  const wheel = readFileSync(fetchWheel(folder));
  if (createHash('sha256').update(wheel).digest('hex') === MISAKI.sha256) return wheel;
  throw new Error(`misaki ${MISAKI.version} is not the file that was expected: its SHA-256 differs.`);
}

/** The path of the wheel that pip has left in `folder`. */
function fetchWheel(folder) {
  const python = firstThatRuns(PYTHONS, ['-m', 'pip', '--version']);
  if (!python) throw new Error("The English lexicons are fetched with Python's pip: install Python 3 with pip.");
  const args = [
    '-m',
    'pip',
    'download',
    '--no-deps',
    '--only-binary=:all:',
    '--disable-pip-version-check',
    '-d',
    folder,
  ];
  run(python, [...args, `misaki==${MISAKI.version}`]);
  const name = readdirSync(folder).find((file) => file.endsWith('.whl'));
  if (!name) throw new Error(`pip has left no wheel of misaki in ${folder}.`);
  return join(folder, name);
}

/** The content of a file in a zip archive (APPNOTE.TXT 4.3): found by the central directory, stored or deflated. */
function zipEntry(zip, name) {
  const END = 0x06054b50;
  let end = zip.length - 22;
  while (end > 0 && zip.readUInt32LE(end) !== END) end--;
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
    if (zip.toString('utf8', at + 46, at + 46 + nameLength) === name) {
      const local = zip.readUInt32LE(at + 42);
      const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
      const bytes = zip.subarray(start, start + zip.readUInt32LE(at + 20));
      return zip.readUInt16LE(at + 10) === 0 ? bytes : inflateRawSync(bytes);
    }
    at += 46 + nameLength + extraLength + commentLength;
  }
  throw new Error(`misaki ${MISAKI.version} has no ${name}.`);
}
