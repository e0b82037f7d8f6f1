// `npm test`: prepares what the tests need, builds the VSIX, runs every suite and ends with "N passed, N failed".
// `npm test -- unit integration` runs only these suites; `--coverage` adds a report of the lines that they executed.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureData } from './lib/data.mjs';
import { ensureKernels, OWN_PLATFORM } from './lib/kernels.mjs';
import { ensureInstalled, root, run } from './prepare.mjs';

const SUITES = ['unit', 'parity', 'integration', 'e2e'];
/** They run at the same time: the unit tests use one core, and neither starts a browser or an editor. */
const TOGETHER = ['unit', 'parity'];
const COVERAGE = '--coverage';
const args = process.argv.slice(2);
const coverage = args.includes(COVERAGE);
const chosen = args.filter((arg) => arg !== COVERAGE);
for (const name of chosen)
  if (!SUITES.includes(name)) throw new Error(`There is no suite "${name}"; there are ${SUITES.join(', ')}.`);
const suites = chosen.length > 0 ? SUITES.filter((name) => chosen.includes(name)) : SUITES;

ensureInstalled();
ensureData(root);
ensureKernels(root, OWN_PLATFORM);
if (suites.some((name) => name === 'integration' || name === 'e2e')) {
  run(process.execPath, ['scripts/setup-e2e.mjs']);
  run(process.execPath, ['scripts/package.mjs', `${process.platform}-${process.arch}`, 'web']);
}

const results = join(root, 'out', 'test');
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
const rawCoverage = join(root, 'out', 'coverage', 'raw');
rmSync(rawCoverage, { recursive: true, force: true });
let passed = 0;
let failed = 0;
const [together, others] = [TOGETHER, SUITES.filter((name) => !TOGETHER.includes(name))].map((names) =>
  names.filter((name) => suites.includes(name)),
);
await Promise.all(together.map((suite, i) => runSuite(suite, i > 0)));
for (const suite of others) await runSuite(suite, false);
if (coverage) reportCoverage();
// Keep this the last line: CI reads the counts from it.
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

/** Runs a suite. @param later whether its output is shown only at its end, because another one runs */
async function runSuite(suite, later) {
  const file = join(results, `${suite}.json`);
  const log = join(results, `${suite}.log`);
  const mocha = join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');
  const options = ['--config', `test/${suite}/.mocharc.json`, '--reporter', join(root, 'test', 'reporter.cjs')];
  const output = later ? openSync(log, 'w') : 'inherit';
  const child = spawn(process.execPath, [mocha, ...options, '--reporter-option', `output=${file}`], {
    cwd: root,
    env: coverage ? { ...process.env, NODE_V8_COVERAGE: rawCoverage } : process.env,
    stdio: ['inherit', output, output],
  });
  const [status] = await once(child, 'close');
  if (later) {
    closeSync(output);
    process.stdout.write(readFileSync(log));
  }
  const stats = readStats(file);
  passed += stats.passes;
  // A suite whose process died has failed, even if every test until then had passed.
  failed += stats.failures > 0 ? stats.failures : status === 0 ? 0 : 1;
}

function readStats(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { passes: 0, failures: 1 }; // the suite did not reach its end
  }
}

/** Prints a summary and writes the report to out/coverage/. Files that no test loaded count as uncovered. */
function reportCoverage() {
  const c8 = join(root, 'node_modules', 'c8', 'bin', 'c8.js');
  const reporters = ['--reporter', 'text-summary', '--reporter', 'html'];
  const files = ['--all', '--src', 'src', '--include', 'src/**/*.ts'];
  const folders = ['--temp-directory', rawCoverage, '--reports-dir', join(root, 'out', 'coverage')];
  const { status } = spawnSync(process.execPath, [c8, 'report', ...reporters, ...files, ...folders], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) failed++;
}
