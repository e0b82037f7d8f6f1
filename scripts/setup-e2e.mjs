// `npm run setup:e2e`: makes, once, what the end-to-end tests need besides the checkout, in a cache folder outside it:
// a real VS Code (code-server with the Node.js it wants) and a Chromium. Does nothing when all is there.
// Prints where things are as JSON. Environment: KOKORO_E2E_CACHE (the folder), KOKORO_CHROMIUM (a browser's program),
// KOKORO_E2E_CODE_SERVER (another of the versions below).
import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { cacheFolder, madeOnce } from './lib/cache.mjs';
import { ensureChromium } from './lib/chromium.mjs';
import { firstThatRuns, main, run, say } from './lib/run.mjs';

/** Versions of code-server that the tests know, the newest first, with the Node.js that each wants. */
const VERSIONS = {
  '4.139.1': { node: '24.19.0', vscode: '1.139' },
  // The oldest VS Code that the extension supports; its argon2 comes without a binary, so this needs a C++ compiler.
  '4.99.4': { node: '20.20.2', vscode: '1.99', compile: ['argon2'] },
};
/** Without these VS Code runs, but writes no log files. Compiled where there is a compiler. */
const FOR_LOGS = ['@vscode/spdlog', '@vscode/native-watchdog'];
/** To be raised when `install` changes, so that what an older one has made is not used. */
const RECIPE = 2;
const NPM_FLAGS = ['--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'];

main(() => {
  const version = process.env.KOKORO_E2E_CODE_SERVER || Object.keys(VERSIONS)[0];
  const wanted = VERSIONS[version];
  if (!wanted) {
    throw new Error(`KOKORO_E2E_CODE_SERVER is ${version}; there are ${Object.keys(VERSIONS).join(', ')}.`);
  }
  const chromium = ensureChromium();
  const folder = join(cacheFolder('e2e', 'KOKORO_E2E_CACHE'), `code-server-${version}-node-${wanted.node}-${RECIPE}`);
  const { node, entry } = madeOnce(folder, (target) => install(target, version, wanted));
  return { version, vscode: wanted.vscode, node, entry, chromium };
});

/** Installs Node.js and code-server into `folder`. */
function install(folder, version, wanted) {
  say(`Setting up VS Code ${wanted.vscode} (code-server ${version}) in ${folder}; this happens once…`);
  const started = Date.now();
  // Each in a project of its own: npm would look at the one while it installs the other.
  const nodeProject = project(join(folder, 'node'));
  const serverProject = project(join(folder, 'code-server'));
  say('  Node.js…');
  run('npm', ['install', `node@${wanted.node}`, '--ignore-scripts=false', ...NPM_FLAGS], { cwd: nodeProject });
  const node = join(nodeProject, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (run(node, ['--version']).trim() !== `v${wanted.node}`) throw new Error(`${node} is not Node.js ${wanted.node}`);

  const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH}` };
  const server = join(serverProject, 'node_modules', 'code-server');
  const vscode = join(server, 'lib', 'vscode');
  const flags = ['--ignore-scripts', '--omit=dev', ...NPM_FLAGS];
  say('  code-server…');
  run('npm', ['install', `code-server@${version}`, ...flags], { cwd: serverProject, env });
  say('  VS Code…');
  run('npm', ['install', ...flags], { cwd: vscode, env });
  say('  its built-in extensions…');
  run('npm', ['install', ...flags], { cwd: join(vscode, 'extensions'), env });
  const headers = join(nodeProject, 'node_modules', 'node', 'node_modules', nodePackage());
  const rebuild = [
    'rebuild',
    '--ignore-scripts=false',
    '--build-from-source',
    `--nodedir=${headers}`,
    '--loglevel=error',
  ];
  if (wanted.compile) run('npm', [...rebuild, ...wanted.compile], { cwd: serverProject, env });
  if (['c++', 'make', 'python3'].every((tool) => firstThatRuns([tool], ['--version']))) {
    say('  compiling its log writer…');
    run('npm', [...rebuild, ...FOR_LOGS], { cwd: vscode, env });
  } else {
    say('  no c++, make and python3: this VS Code will write no log files');
  }
  say(`  done in ${Math.round((Date.now() - started) / 1000)} s`);
  const entry = join(server, 'out', 'node', 'entry.js');
  return {
    node,
    entry,
    needs: [node, entry, join(vscode, 'node_modules'), join(vscode, 'extensions', 'node_modules')],
  };
}

/** The package of this platform's Node.js; it brings the headers. */
function nodePackage() {
  return `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
}

function project(folder) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  return folder;
}
