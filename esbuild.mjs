// Bundles the programs into dist/: the extension, the engine and exporter processes, their watchdog thread, the command
// line, the player, and the front end of all languages, which the engine and mobile bundles share.
import { build, context } from 'esbuild';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureData } from './scripts/lib/data.mjs';
import { frontEndBundle } from './scripts/lib/frontEnd.mjs';
import { libraryBundles } from './scripts/lib/library.mjs';
import { thirdPartyNotices } from './scripts/lib/notices.mjs';
import { playerBundles } from './scripts/lib/player.mjs';
import { webBundles } from './scripts/lib/webBundles.mjs';

const root = fileURLToPath(new URL('.', import.meta.url));
const watch = process.argv.includes('--watch');
const common = {
  bundle: true,
  sourcemap: 'linked',
  sourcesContent: false,
  minify: !watch,
  legalComments: 'none', // collected in THIRD-PARTY.txt
  metafile: true,
  logLevel: 'warning',
};
const node = {
  ...common,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  external: ['vscode', 'onnxruntime-node', 'onnxruntime-web', 'bullmq', 'ioredis'],
};
/** Modules that the engine takes from the front end's bundle: the languages, and the class of the texts they get. */
const FRONT_END = { 'src/language/loader': './front-end.js', 'src/document/mappedText': './front-end.js' };
/** The Markdown parser, which the engine needs to read, and the extension to write books. */
const MARKDOWN = { 'src/document/parseMarkdown': './markdown.js' };
/** Has modules come from other bundles. */
const shared = (modules) => ({
  name: 'shared',
  setup({ onResolve }) {
    const bundles = new Map(Object.entries(modules).map(([module, bundle]) => [resolve(root, module), bundle]));
    onResolve({ filter: /\/(?:loader|mappedText|parseMarkdown)$/ }, ({ path, resolveDir }) => {
      const bundle = bundles.get(resolve(resolveDir, path));
      return bundle && { path: bundle, external: true };
    });
  },
});
const targets = [
  { ...node, entryPoints: { extension: 'src/extension.ts' }, outdir: 'dist', plugins: [shared(MARKDOWN)] },
  { ...node, entryPoints: { markdown: 'src/document/parseMarkdown.ts' }, outdir: 'dist' },
  {
    ...node,
    entryPoints: { engine: 'src/engine/main.ts' },
    outdir: 'dist',
    plugins: [shared({ ...FRONT_END, ...MARKDOWN })],
  },
  { ...common, ...frontEndBundle, outdir: 'dist' },
  { ...node, entryPoints: { exporter: 'src/exporter/main.ts' }, outdir: 'dist' },
  { ...node, entryPoints: { watchdog: 'src/common/process/watchdog.ts' }, outdir: 'dist' },
  { ...node, entryPoints: { cli: 'src/cli.ts' }, outdir: 'dist', banner: { js: '#!/usr/bin/env node' } },
  ...playerBundles.map((bundle) => ({ ...common, ...bundle, outdir: 'dist/webview' })),
  ...[...webBundles, ...libraryBundles].map((bundle) => ({ ...common, ...bundle })),
];

ensureData(root);
if (watch) for (const target of targets) await (await context(target)).watch();
else {
  const results = await Promise.all(targets.map((target) => build(target)));
  const metafiles = results.map(({ metafile }) => metafile);
  writeFileSync(
    'dist/THIRD-PARTY.txt',
    thirdPartyNotices(root, metafiles, ['onnxruntime-node', 'onnxruntime-web', 'onnxruntime-common', 'emojibase-data']),
  );
}
