// `npm run speak:arm64`: speaks with the package for linux-arm64 under emulation, on Debian and its relatives.
import { join } from 'node:path';
import { emulatedNode } from './lib/emulatedNode.mjs';
import { root, run } from './prepare.mjs';

// One word, because the emulation takes minutes for a second of speech.
run(process.execPath, ['--import', 'tsx', join('scripts', 'speak-package.mts'), 'linux-arm64', 'Hi.'], {
  cwd: root,
  env: { ...process.env, KOKORO_NODE: emulatedNode() },
});
