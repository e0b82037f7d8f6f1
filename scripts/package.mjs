// Builds packages (VSIX) into dist/ and checks them: `npm run package -- TARGET…`, `npm run package -- all`. Without a
// target, for this machine. The files are copied to a staging folder first: vsce would pack every platform's
// onnxruntime (200 MB) from node_modules.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureKernels } from './lib/kernels.mjs';
import { recompress } from './lib/recompress.mjs';
import { contentsOf, TARGETS } from './lib/targets.mjs';
import { faultsOf, NEEDS_NODE } from './lib/vsix.mjs';
import { ensureInstalled, root, run } from './prepare.mjs';

/** Shown by the README in the repository only, to save space. */
const PICTURES = /^(?:reading\.gif|player-.*\.png)$/;
/**
 * Not packed: GPU libraries (the engine runs on the CPU), the second copy of ONNX Runtime for macOS (its binding loads
 * libonnxruntime.1.dylib), type declarations, source maps, the list of English texts for translators.
 */
const UNUSED =
  /(?:DirectML|dxcompiler|dxil|providers_(?:cuda|tensorrt))|libonnxruntime\.\d+\.\d+\.\d+\.dylib$|\.d\.ts$|\.map$|bundle\.l10n\.json$/i;

ensureInstalled();
const chosen = process.argv.slice(2);
const targets = chosen.includes('all') ? TARGETS : chosen.length > 0 ? chosen : [`${process.platform}-${process.arch}`];
for (const target of targets) contentsOf(target); // an unknown one is refused before the work begins
for (const target of targets) ensureKernels(root, target);

run(process.execPath, ['esbuild.mjs']);
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
for (const target of targets) await packageFor(target);

async function packageFor(target) {
  const stage = join(root, 'out', 'vsix', target);
  rmSync(stage, { recursive: true, force: true });
  mkdirSync(stage, { recursive: true });
  const copy = (from, to = from) =>
    cpSync(join(root, from), join(stage, to), { recursive: true, filter: (path) => !UNUSED.test(path) });

  const { files, entry } = contentsOf(target);
  for (const [from, to] of files) copy(from, to);
  writeFileSync(join(stage, 'package.json'), JSON.stringify(published(entry), undefined, 2));
  for (const name of ['CHANGELOG.md', 'LICENSE', 'NOTICE.md', 'docs', 'l10n']) copy(name);
  for (const name of readdirSync(root)) if (/^package\.nls.*\.json$/.test(name)) copy(name);
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  writeFileSync(join(stage, 'README.md'), readme.replace(/^!\[.*\]\(media\/.*\)\n\n/gm, ''));
  for (const name of readdirSync(join(root, 'media'))) if (!PICTURES.test(name)) copy(join('media', name));

  const vsix = join(root, 'dist', `${manifest.name}-${target}-${manifest.version}.vsix`);
  const vsce = join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
  const flags = ['--target', target, '--no-dependencies', '--no-rewrite-relative-links', '--out', vsix];
  run(process.execPath, [vsce, 'package', ...flags], { cwd: stage });
  recompress(vsix);
  const faults = await faultsOf(vsix, target);
  if (faults.length > 0) throw new Error(`${vsix}:\n  ${faults.join('\n  ')}`);
  console.log(`${vsix} ${(statSync(vsix).size / 1e6).toFixed(2)} MB`);
}

/** The manifest of a package whose code is in the browser (`browser`) or in Node (`main`). */
function published(entry) {
  const copy = { ...manifest, contributes: { ...manifest.contributes } };
  if (entry === 'browser') for (const key of NEEDS_NODE) delete copy.contributes[key];
  for (const key of ['scripts', 'devDependencies', 'dependencies', 'private', 'bin']) delete copy[key];
  if (entry === 'main') delete copy.browser;
  else for (const key of ['main', 'extensionKind']) delete copy[key];
  return copy;
}
