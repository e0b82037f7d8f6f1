// `npm run test:electron`: the tests of test/inhost in a desktop VS Code, which @vscode/test-electron downloads, with
// the packaged extension. For contributors; CI runs the same tests in code-server.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled, root, run } from './prepare.mjs';

ensureInstalled();
run(process.execPath, ['scripts/package.mjs']);
const { downloadAndUnzipVSCode, resolveCliArgsFromVSCodeExecutablePath, runTests } =
  await import('@vscode/test-electron');
const program = await downloadAndUnzipVSCode();
const [cli, ...args] = resolveCliArgsFromVSCodeExecutablePath(program);
const vsix = readdirSync(join(root, 'dist')).find((name) => name.endsWith('.vsix'));
spawnSync(cli, [...args, '--install-extension', join(root, 'dist', vsix)], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
// VS Code wants an extension under development to run tests; this one is empty, the packaged one is tested.
const empty = join(root, 'test', 'inhost', 'empty-extension');
await runTests({
  vscodeExecutablePath: program,
  extensionDevelopmentPath: empty,
  extensionTestsPath: join(root, 'test', 'inhost', 'index.cjs'),
});
