// Makes the VSIX for one platform in dist/: npm run package [-- linux-x64|linux-arm64|win32-x64|win32-arm64|darwin-arm64]
// The files are laid out in a folder of their own: vsce would take every platform's onnxruntime (200 MB) from node_modules.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled, root, run } from './prepare.mjs';

/** Libraries that onnxruntime-node brings for DirectML; the engine runs on the CPU. */
const UNUSED = /(?:DirectML|dxcompiler|dxil|providers_(?:cuda|tensorrt))/i;

ensureInstalled();
const target = process.argv[2] ?? `${process.platform}-${process.arch}`;
const [platform, arch] = target.split('-');
const runtime = join('node_modules', 'onnxruntime-node');
const binaries = join(runtime, 'bin', 'napi-v6', platform, arch);
if (!existsSync(join(root, binaries))) throw new Error(`onnxruntime-node has no binaries for ${target}`);

run(process.execPath, ['esbuild.mjs']);
const stage = join(root, 'out', 'vsix');
rmSync(stage, { recursive: true, force: true });
mkdirSync(stage, { recursive: true });
const copy = (name, to = name) =>
  cpSync(join(root, name), join(stage, to), {
    recursive: true,
    filter: (path) => !UNUSED.test(path) && !path.endsWith('.map') && !path.endsWith('cli.js'),
  });

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const published = { ...manifest };
for (const key of ['scripts', 'devDependencies', 'dependencies', 'private', 'bin']) delete published[key];
writeFileSync(join(stage, 'package.json'), JSON.stringify(published, undefined, 2));
for (const name of ['package.nls.json', 'README.md', 'CHANGELOG.md', 'LICENSE', 'NOTICE.md', 'media', 'dist'])
  copy(name);
// Beside the bundles, where Node finds it: dist/node_modules/onnxruntime-node.
for (const name of ['package.json', 'dist', 'LICENSE', 'README.md']) {
  if (existsSync(join(root, runtime, name))) copy(join(runtime, name), join('dist', runtime, name));
}
copy(binaries, join('dist', binaries));
copy(join('node_modules', 'onnxruntime-common'), join('dist', 'node_modules', 'onnxruntime-common'));

const vsix = join(root, 'dist', `${manifest.name}-${target}-${manifest.version}.vsix`);
run(
  process.execPath,
  [
    join(root, 'node_modules', '@vscode', 'vsce', 'vsce'),
    'package',
    '--target',
    target,
    '--no-dependencies',
    '--no-rewrite-relative-links',
    '--out',
    vsix,
  ],
  { cwd: stage },
);
console.log(`${vsix} ${(statSync(vsix).size / 1e6).toFixed(1)} MB`);
