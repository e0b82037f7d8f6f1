// `npm run eval:timing [published|optimized]`: measures how exactly words are timed, and prints the figures of
// docs/timing.md: against a forced aligner (English; PocketSphinx, whose PyPI package contains its model), against
// PyTorch's durations (all languages; the tools are in KOKORO_TOOLS, default ../shared/tools) and against the sound.
// Needs Python 3.11 or newer with venv.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, madeOnce } from './lib/cache.mjs';
import { newEnvironment } from './lib/python.mjs';
import { ensureBuilt, root } from './prepare.mjs';

/** The aligner, and what it needs that numpy does not bring. */
const ALIGNER = ['pocketsphinx==5.1.1', 'numpy==2.4.6'];

const [model = 'published'] = process.argv.slice(2);
if (!['published', 'optimized'].includes(model)) throw new Error(`There is no model “${model}”.`);
ensureBuilt();
const { python } = madeOnce(cacheFolder(`aligner-${ALIGNER.join('-')}`, 'KOKORO_ALIGNER_CACHE'), (folder) => {
  const environment = newEnvironment(folder, 'The forced aligner');
  environment.install(...ALIGNER);
  return { python: environment.python, needs: [environment.python] };
});
const out = join(root, 'out', 'eval', 'timing');
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

const recordings = step('speak', [model, out]);
table(
  `Word times of the ${model} model against PocketSphinx, 50 English sentences`,
  step('aligned', [python], recordings),
);
table('Against the sound', step('energy', [], recordings));
if (existsSync(process.env.KOKORO_TOOLS ?? join(root, '..', 'shared', 'tools')))
  table('Word starts and ends by the model’s durations against those by PyTorch’s', step('reference', [model]));
else console.log('Not compared with PyTorch: set KOKORO_TOOLS to the folder of the reference tools.');

/** Runs one of the scripts in scripts/eval/timing; returns what it prints. */
function step(name, args, input = '') {
  const script = join('scripts', 'eval', 'timing', `${name}.ts`);
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', script, ...args], {
    cwd: root,
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(`${script} failed: ${stderr.slice(-2000)}`);
  return stdout;
}

function table(title, rows) {
  console.log(`${title}, ms\n`);
  console.log('| What | Count | Median error | 95th percentile | Median, signed |');
  console.log('| --- | --- | --- | --- | --- |');
  console.log(rows);
}
