// `npm run test:arm64`: runs the unit tests of the generator's kernels for linux-arm64 under emulation, on Debian and its
// relatives.
import { buildSync } from 'esbuild';
import { join } from 'node:path';
import { emulatedNode } from './lib/emulatedNode.mjs';
import { ensureKernels } from './lib/kernels.mjs';
import { ensureInstalled, root, run } from './prepare.mjs';

ensureInstalled();
ensureKernels(root, 'linux-arm64');
const test = join('test', 'unit', 'generator', 'kernels.test.ts');
const bundle = join(root, 'out', 'test-arm64', 'kernels.test.cjs'); // because tsx has no ARM64 program here
buildSync({
  absWorkingDir: root,
  entryPoints: [test],
  outfile: bundle,
  bundle: true,
  platform: 'node',
  target: 'node20',
});
const mocha = join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');
run(emulatedNode(), [mocha, '--no-config', '--timeout', '300000', bundle], { stdio: 'inherit' });
