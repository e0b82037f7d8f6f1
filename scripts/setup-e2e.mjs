// `npm run setup:e2e`: installs what the end-to-end tests need, once, in a cache folder outside the checkout: a real VS
// Code (code-server with its own Node.js) and Chromium. Prints the paths as JSON. Environment: KOKORO_E2E_CACHE (the
// folder), KOKORO_CHROMIUM (the path of a browser), KOKORO_E2E_CODE_SERVER (another of the versions below).
import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { cacheFolder, madeOnce } from './lib/cache.mjs';
import { ensureChromium } from './lib/chromium.mjs';
import { firstThatRuns, main, run, say } from './lib/run.mjs';

/** The versions of code-server that the tests support, newest first, with the Node.js that each needs. */
const VERSIONS = {
  '4.139.1': { node: '24.19.0', vscode: '1.139' },
  // The oldest VS Code that the extension supports; its argon2 has no prebuilt binary, so it needs a C++ compiler.
  '4.99.4': { node: '20.20.2', vscode: '1.99', compile: ['argon2'] },
};
/** VS Code runs without these, but writes no log files. They are compiled if there is a compiler. */
const FOR_LOGS = ['@vscode/spdlog', '@vscode/native-watchdog'];
/** Raise this when `install` changes, so that older installations are not used. */
const RECIPE = 2;
const NPM_FLAGS = ['--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'];

main(() => {
  const version = process.env.KOKORO_E2E_CODE_SERVER || Object.keys(VERSIONS)[0];
  const wanted = VERSIONS[version];
  if (!wanted) {
    throw new Error(`KOKORO_E2E_CODE_SERVER is ${version}; it must be one of ${Object.keys(VERSIONS).join(', ')}.`);
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
  // Two projects, because npm would otherwise resolve their dependencies together.
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
    say('  c++, make or python3 is missing: this VS Code will write no log files');
  }
  say(`  done in ${Math.round((Date.now() - started) / 1000)} s`);
  const entry = join(server, 'out', 'node', 'entry.js');
  return {
    node,
    entry,
    needs: [node, entry, join(vscode, 'node_modules'), join(vscode, 'extensions', 'node_modules')],
  };
}

/** The package with this platform's Node.js and its headers. */
function nodePackage() {
  return `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
}

function project(folder) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  return folder;
}
