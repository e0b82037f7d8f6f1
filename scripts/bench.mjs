// `npm run bench` (the engine) and `npm run bench:model` (models beside each other): prepares the checkout if need be, then runs
// the benchmark that the first argument names.
import { spawnSync } from 'node:child_process';
import { ensureBuilt, ensureInstalled, root } from './prepare.mjs';

const [name, ...args] = process.argv.slice(2);
ensureInstalled();
ensureBuilt();
const { status } = spawnSync(process.execPath, ['--import', 'tsx', `bench/${name}.mts`, ...args], {
  cwd: root,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
