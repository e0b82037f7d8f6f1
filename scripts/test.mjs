// `npm test`: sets up what the tests need, builds the VSIX, runs every suite and closes with "N passed, N failed".
// `npm test -- unit parity integration e2e` runs some of them.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureData } from './lib/data.mjs';
import { ensureInstalled, root, run } from './prepare.mjs';

const SUITES = ['unit', 'parity', 'integration', 'e2e'];
const chosen = process.argv.slice(2);
for (const name of chosen)
  if (!SUITES.includes(name)) throw new Error(`There is no suite "${name}"; there are ${SUITES.join(', ')}.`);
const suites = chosen.length > 0 ? SUITES.filter((name) => chosen.includes(name)) : SUITES;

ensureInstalled();
ensureData(root);
if (suites.some((name) => name === 'integration' || name === 'e2e')) {
  run(process.execPath, ['scripts/setup-e2e.mjs']);
  run(process.execPath, ['scripts/package.mjs']);
}

const results = join(root, 'out', 'test');
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
let passed = 0;
let failed = 0;
for (const suite of suites) {
  const file = join(results, `${suite}.json`);
  const mocha = join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');
  const args = [mocha, '--config', `test/${suite}/.mocharc.json`, '--reporter', join(root, 'test', 'reporter.cjs')];
  const { status } = spawnSync(process.execPath, [...args, '--reporter-option', `output=${file}`], {
    cwd: root,
    stdio: 'inherit',
  });
  const stats = readStats(file);
  passed += stats.passes;
  // A suite that died on the way has failed, whatever it had counted until then.
  failed += stats.failures > 0 ? stats.failures : status === 0 ? 0 : 1;
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

function readStats(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { passes: 0, failures: 1 }; // it never got to its end
  }
}
