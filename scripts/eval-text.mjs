// `npm run eval:text`: measures how accurately and how fast text becomes phonemes in every language, and prints the
// figures of docs/text.md. The evaluation sets and their scorer are in the folder KOKORO_EVAL (default ../shared/eval),
// Wikipedia's homographs in KOKORO_DATA (default ../shared/data). Unknown words are compared with espeak-ng. The scorer
// needs Python 3.
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { lexiconFolder } from './lib/englishData.mjs';
import { firstThatRuns } from './lib/run.mjs';
import { ensureBuilt, root } from './prepare.mjs';

ensureBuilt();
const sets = process.env.KOKORO_EVAL ?? join(root, '..', 'shared', 'eval');
const data = process.env.KOKORO_DATA ?? join(root, '..', 'shared', 'data');
const scorer = join(sets, 'score_text.py');
if (!existsSync(scorer))
  throw new Error(`${scorer} does not exist: set KOKORO_EVAL to the folder of the evaluation sets.`);
const python = firstThatRuns(['python3', 'python'], ['--version']);
if (!python) throw new Error('The scorer needs Python 3.');
const out = join(root, 'out', 'eval');
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

/** Language, set, field that holds the phonemes, and for Chinese the model's version. */
const LANGUAGES = [
  ['en-us', 'en', 'phonemes_us'],
  ['en-gb', 'en', 'phonemes_gb'],
  ['es', 'espeak/es', 'phonemes'],
  ['fr', 'espeak/fr', 'phonemes'],
  ['hi', 'espeak/hi', 'phonemes'],
  ['it', 'espeak/it', 'phonemes'],
  ['pt-br', 'espeak/pt', 'phonemes'],
  ['zh', 'zh', 'phonemes_v10', 'v1.0'],
  ['zh', 'zh', 'phonemes_v11', 'v1.1-zh'],
  ['ja', 'ja', 'phonemes'],
];

console.log('| Language | Plain rows | All rows | ms per 1,000 characters | Load | Memory |');
console.log('| --- | --- | --- | --- | --- | --- |');
for (const [language, name, field, model] of LANGUAGES) {
  const set = withoutLatin(name);
  const options = model === undefined ? [] : [model];
  const speed = JSON.parse(node('scripts/eval/speed.mts', textsOf(set), language, ...options));
  if (speed === null) continue;
  const said = kokoro('phonemize', set, language, ...(model === undefined ? [] : ['--model', model]));
  const [plain, all] = [['--plain'], []].map((which) => score('phonemes', set, field, said, ...which));
  const figures = [plain, all].map((line) => line.replace('phoneme error rate ', '').replace(' over', ' of'));
  const costs = [speed.speed.toFixed(1), `${speed.load.toFixed(2)} s`, `${speed.memory.toFixed(0)} MB`];
  console.log(`| ${[language, ...options].join(' ')} | ${[...figures, ...costs].join(' | ')} |`);
}
console.log();
show('homographs', score('homographs', inSets('homographs'), '', kokoro('phonemize', inSets('homographs'), 'en-us')));
show(
  'normalisation',
  score('words', inSets('normalization'), '', kokoro('normalize', inSets('normalization'), 'en-us')),
);
if (existsSync(join(data, 'homographs')))
  show('homographs of Wikipedia', node('scripts/eval/wikipediaHomographs.mts', join(data, 'homographs')));
show('unknown words', `\n${node('scripts/eval/letterToSound.mts', lexiconFolder())}`);

function inSets(name) {
  return join(sets, `${name}.jsonl`);
}

/** Copies a set without the rows that have Latin words, which misaki does not read; returns the path. */
function withoutLatin(name) {
  const rows = readFileSync(inSets(name), 'utf8').trimEnd().split('\n');
  const file = join(out, `${basename(name)}.jsonl`);
  writeFileSync(file, rows.filter((row) => !JSON.parse(row).has_latin).join('\n'));
  return file;
}

/** Writes a set's texts to a file, one per line; returns its path. */
function textsOf(set) {
  const file = join(out, `${basename(set)}.txt`);
  writeFileSync(file, run(python, [scorer, '--texts', set]));
  return file;
}

/** Runs a set's texts through the command line; returns the path of the output. */
function kokoro(command, set, language, ...options) {
  const texts = readFileSync(textsOf(set), 'utf8');
  const file = join(out, [basename(set), command, language, ...options, 'txt'].join('.'));
  writeFileSync(file, run(process.execPath, ['dist/cli.js', command, '--lang', language, ...options], texts));
  return file;
}

function score(mode, set, field, said, ...rest) {
  return run(python, [scorer, mode, set, ...(field ? [field] : []), said, ...rest]).trim();
}

function node(script, ...args) {
  return run(process.execPath, ['--expose-gc', '--import', 'tsx', script, ...args]).trim();
}

function run(command, args, input = '') {
  const result = spawnSync(command, args, { cwd: root, input, encoding: 'utf8', maxBuffer: 2 ** 28 });
  appendFileSync(join(out, 'details.log'), result.stderr); // the scorer lists the wrong rows there
  if (result.status !== 0) throw new Error(`${command} ${args.join(' ')} failed: ${result.stderr.slice(-2000)}`);
  return result.stdout;
}

function show(what, figures) {
  console.log(`${what}: ${figures}`);
}
