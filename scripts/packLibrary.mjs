// npm run library: packs the engine as an npm package of its own, kokoro-engine, into dist/.
import { cpSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureKernels, KERNEL_PLATFORMS, kernelsOf } from './lib/kernels.mjs';
import { ensureInstalled, root, run } from './prepare.mjs';

const NAME = 'kokoro-engine';
/** What it holds of dist/: the library, the programs that it and the command line start, and their data. */
const PROGRAMS = [
  ...[
    'agents.js',
    'cli.js',
    'engine.js',
    'exporter.js',
    'front-end.js',
    'markdown.js',
    'mcp.js',
    'tar.js',
    'watchdog.js',
    'yauzl.js',
  ],
  ...['web/engine.js', 'web/exporter.js', 'data', 'library', 'THIRD-PARTY.txt'],
];
/** Installed by those who need them, for the queue of many machines. */
const OPTIONAL = ['bullmq', 'ioredis'];
/** Installed with it. The bundles hold all others. */
const DEPENDENCIES = ['onnxruntime-node', 'onnxruntime-web'];
/** Modules whose declarations programs see. */
const TYPES = ['kokoroTts.d.ts', 'loadOptions.d.ts', 'node.d.ts', 'rawAudio.d.ts', 'textSplitter.d.ts'];
const WASM = ['ort-wasm-simd-threaded.mjs', 'ort-wasm-simd-threaded.wasm'];

ensureInstalled();
for (const platform of KERNEL_PLATFORMS) ensureKernels(root, platform);
if (!process.argv.includes('--built')) run(process.execPath, ['esbuild.mjs']);
const stage = join(root, 'out', NAME);
rmSync(stage, { recursive: true, force: true });
const copy = (from, to = from) =>
  cpSync(join(root, from), join(stage, to), { recursive: true, filter: (path) => !path.endsWith('.map') });
for (const name of PROGRAMS) copy(join('dist', name));
for (const platform of KERNEL_PLATFORMS) copy(kernelsOf(platform));
for (const name of WASM) copy(join('node_modules', 'onnxruntime-web', 'dist', name), join('dist', 'web', name));
for (const name of ['LICENSE', 'NOTICE.md', 'mobile']) copy(name);
copy(join('docs', 'library.md'), 'README.md');
writeTypes();
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
writeFileSync(join(stage, 'package.json'), JSON.stringify(published(manifest), undefined, 2));
run('npm', ['pack', '--silent', '--pack-destination', join(root, 'dist')], { cwd: stage });
const packed = join(root, 'dist', `${NAME}-${manifest.version}.tgz`);
console.log(`${packed} ${(statSync(packed).size / 1e6).toFixed(2)} MB`);

function published({ version, license, repository, bugs, engines, dependencies, devDependencies }) {
  return {
    ...{ name: NAME, version, license, repository, bugs },
    description: 'Text to speech with Kokoro, entirely on this machine: nine languages, word times, Node and browsers',
    keywords: ['text to speech', 'tts', 'kokoro', 'onnx'],
    exports: {
      types: './types/node.d.ts',
      node: { import: './dist/library/node.mjs', require: './dist/library/node.cjs' },
      default: './dist/library/browser.mjs',
    },
    bin: { kokoro: 'dist/cli.js' },
    engines: { node: engines.node },
    dependencies: Object.fromEntries(DEPENDENCIES.map((name) => [name, dependencies[name]])),
    peerDependencies: Object.fromEntries(OPTIONAL.map((name) => [name, `^${devDependencies[name]}`])),
    peerDependenciesMeta: Object.fromEntries(OPTIONAL.map((name) => [name, { optional: true }])),
  };
}

/** The declarations of the library's own modules. Those of others must not be needed. */
function writeTypes() {
  const out = join(root, 'out', 'library-types');
  rmSync(out, { recursive: true, force: true });
  run(process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', 'src/library']);
  const from = join(out, 'src', 'library');
  mkdirSync(join(stage, 'types'), { recursive: true });
  for (const name of TYPES) {
    const text = readFileSync(join(from, name), 'utf8');
    const outside = /from '\.\.\/.*'/.exec(text);
    if (outside) throw new Error(`${name} needs types that are not in the package: ${outside[0]}`);
    writeFileSync(join(stage, 'types', name), text);
  }
}
