// `npm run bench` (the engine) and `npm run bench:model` (models compared): prepares the checkout if needed, then runs
// the benchmark named by the first argument.
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
