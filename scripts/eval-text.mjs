// `npm run eval:text`: how well text is read, on the sets of the folder that KOKORO_EVAL names (../shared/eval by default),
// with their scorer; the homographs of Wikipedia in KOKORO_DATA (../shared/data); unknown words against espeak-ng; speed.
// Prints what docs/text.md shows. Needs Python 3 for the scorer.
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lexiconFolder } from './lib/englishData.mjs';
import { firstThatRuns } from './lib/run.mjs';
import { ensureBuilt, ensureInstalled, root } from './prepare.mjs';

ensureInstalled();
ensureBuilt();
const sets = process.env.KOKORO_EVAL ?? join(root, '..', 'shared', 'eval');
const data = process.env.KOKORO_DATA ?? join(root, '..', 'shared', 'data');
const scorer = join(sets, 'score_text.py');
if (!existsSync(scorer))
  throw new Error(`There is no ${scorer}: set KOKORO_EVAL to the folder of the evaluation sets.`);
const python = firstThatRuns(['python3', 'python'], ['--version']);
if (!python) throw new Error('The scorer needs Python 3.');
const out = join(root, 'out', 'eval');
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

for (const [language, field] of [
  ['en-us', 'phonemes_us'],
  ['en-gb', 'phonemes_gb'],
]) {
  const said = kokoro('phonemize', 'en.jsonl', language);
  show(`${language}, plain rows`, score('phonemes', 'en.jsonl', field, said, '--plain'));
  show(`${language}, all rows`, score('phonemes', 'en.jsonl', field, said));
}
show('homographs', score('homographs', 'homographs.jsonl', kokoro('phonemize', 'homographs.jsonl', 'en-us')));
show('normalisation', score('words', 'normalization.jsonl', kokoro('normalize', 'normalization.jsonl', 'en-us')));
if (existsSync(join(data, 'homographs')))
  show('homographs of Wikipedia', node('scripts/eval/wikipediaHomographs.mts', join(data, 'homographs')));
show('unknown words', `\n${node('scripts/eval/letterToSound.mts', lexiconFolder())}`);
show('speed', node('scripts/eval/speed.mts', join(out, 'en.jsonl.txt')));

/** What the command line makes of a set's texts; returns the file with it. */
function kokoro(command, set, language) {
  const texts = run(python, [scorer, '--texts', join(sets, set)]);
  writeFileSync(join(out, `${set}.txt`), texts);
  const file = join(out, `${set}.${command}.${language}.txt`);
  writeFileSync(file, run(process.execPath, ['dist/cli.js', command, '--lang', language], texts));
  return file;
}

function score(mode, set, ...rest) {
  return run(python, [scorer, mode, join(sets, set), ...rest]).trim();
}

function node(script, ...args) {
  return run(process.execPath, ['--import', 'tsx', script, ...args]).trim();
}

function run(command, args, input = '') {
  const result = spawnSync(command, args, { cwd: root, input, encoding: 'utf8', maxBuffer: 2 ** 28 });
  appendFileSync(join(out, 'details.log'), result.stderr); // the scorer shows there which rows are wrong
  if (result.status !== 0) throw new Error(`${command} ${args.join(' ')} failed: ${result.stderr.slice(-2000)}`);
  return result.stdout;
}

function show(what, figures) {
  console.log(`${what}: ${figures}`);
}
