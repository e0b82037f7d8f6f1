// `npm run bench`: prepares the checkout if need be, then runs bench/bench.mts.
import { spawnSync } from 'node:child_process';
import { ensureBuilt, ensureInstalled, root } from './prepare.mjs';

ensureInstalled();
ensureBuilt();
const { status } = spawnSync(process.execPath, ['--import', 'tsx', 'bench/bench.mts', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
