// Builds the VSIX for one platform into dist/: `npm run package -- TARGET`. Targets: linux-x64, linux-arm64, win32-x64,
// win32-arm64, darwin-arm64; without one, this machine's. The files are copied to a staging folder first: vsce would
// pack every platform's onnxruntime (200 MB) from node_modules.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { recompress } from './lib/recompress.mjs';
import { ensureInstalled, root, run } from './prepare.mjs';

/** A limit of the project's own, so that the package stays quick to download. */
const MAX_BYTES = 30_000_000;
/** Shown by the README in the repository only, to save space. */
const PICTURES = /^(?:reading\.gif|player-.*\.png)$/;
/**
 * Not packed: GPU libraries (the engine runs on the CPU), the second copy of ONNX Runtime for macOS (its binding loads
 * libonnxruntime.1.dylib), type declarations, source maps, the command line, the list of English texts for translators.
 */
const UNUSED =
  /(?:DirectML|dxcompiler|dxil|providers_(?:cuda|tensorrt))|libonnxruntime\.\d+\.\d+\.\d+\.dylib$|\.d\.ts$|\.map$|cli\.js$|bundle\.l10n\.json$/i;

ensureInstalled();
const target = process.argv[2] ?? `${process.platform}-${process.arch}`;
const [platform, arch] = target.split('-');
const runtime = join('node_modules', 'onnxruntime-node');
const runtimeCommon = join('node_modules', 'onnxruntime-common');
const binaries = join(runtime, 'bin', 'napi-v6', platform, arch);
if (!existsSync(join(root, binaries))) throw new Error(`onnxruntime-node has no binaries for ${target}`);

run(process.execPath, ['esbuild.mjs']);
const stage = join(root, 'out', 'vsix');
rmSync(stage, { recursive: true, force: true });
mkdirSync(stage, { recursive: true });
const copy = (name, to = name) =>
  cpSync(join(root, name), join(stage, to), {
    recursive: true,
    filter: (path) => !UNUSED.test(path),
  });

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const published = { ...manifest };
for (const key of ['scripts', 'devDependencies', 'dependencies', 'private', 'bin']) delete published[key];
writeFileSync(join(stage, 'package.json'), JSON.stringify(published, undefined, 2));
for (const name of ['CHANGELOG.md', 'LICENSE', 'NOTICE.md', 'docs', 'l10n', 'dist', 'mobile']) copy(name);
for (const name of readdirSync(root)) if (/^package\.nls.*\.json$/.test(name)) copy(name);
const readme = readFileSync(join(root, 'README.md'), 'utf8');
writeFileSync(join(stage, 'README.md'), readme.replace(/^!\[.*\]\(media\/.*\)\n\n/gm, ''));
for (const name of readdirSync(join(root, 'media'))) if (!PICTURES.test(name)) copy(join('media', name));
// Node resolves it from the bundles beside it: dist/node_modules/onnxruntime-node.
for (const name of ['package.json', 'dist']) copy(join(runtime, name), join('dist', runtime, name));
copy(binaries, join('dist', binaries));
for (const name of ['package.json', 'dist/cjs']) copy(join(runtimeCommon, name), join('dist', runtimeCommon, name));

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
recompress(vsix);
const { size } = statSync(vsix);
if (size > MAX_BYTES) throw new Error(`${vsix} has ${size} bytes; the limit is ${MAX_BYTES}.`);
console.log(`${vsix} ${(size / 1e6).toFixed(2)} MB`);
