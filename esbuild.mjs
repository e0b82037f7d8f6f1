// Bundles the programs into dist/: the extension, the engine and exporter processes, their watchdog thread, the command
// line, the program for agents, the player, and the front end of all languages, which the engine and mobile bundles
// share. Also builds the data and the kernels that they need.
import { build, context } from 'esbuild';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureData } from './scripts/lib/data.mjs';
import { frontEndBundle } from './scripts/lib/frontEnd.mjs';
import { ensureOwnKernels } from './scripts/lib/kernels.mjs';
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
/** The MCP server, which `kokoro` and `kokoro-agent` load when a client starts it. */
const MCP = { 'src/agents/mcp/serveMcp': './mcp.js' };
/** Has modules come from other bundles, and the packages that read archives. */
const shared = (modules) => ({
  name: 'shared',
  setup({ onResolve }) {
    const bundles = new Map(Object.entries(modules).map(([module, bundle]) => [resolve(root, module), bundle]));
    onResolve({ filter: /\/(?:loader|mappedText|parseMarkdown|serveMcp\.js)$/ }, ({ path, resolveDir }) => {
      const bundle = bundles.get(resolve(resolveDir, path.replace(/\.js$/, '')));
      return bundle && { path: bundle, external: true };
    });
    onResolve({ filter: /^(?:tar|yauzl)$/ }, ({ path }) => ({ path: `./${path}.js`, external: true }));
  },
});
/** Leaves out the validator of answers to questions, which our MCP server does not ask: half of the SDK's size. */
const withoutValidator = {
  name: 'without-validator',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\/validation\/ajv-provider\.js$/ }, () => ({ path: 'validator', namespace: 'left-out' }));
    onLoad({ filter: /^validator$/, namespace: 'left-out' }, () => ({
      contents: 'export class AjvJsonSchemaValidator {}',
    }));
  },
};
const targets = [
  { ...node, entryPoints: { extension: 'src/extension.ts' }, outdir: 'dist', plugins: [shared(MARKDOWN)] },
  { ...node, entryPoints: { markdown: 'src/document/parseMarkdown.ts', tar: 'tar', yauzl: 'yauzl' }, outdir: 'dist' },
  {
    ...node,
    entryPoints: { engine: 'src/engine/main.ts' },
    outdir: 'dist',
    plugins: [shared({ ...FRONT_END, ...MARKDOWN })],
  },
  { ...common, ...frontEndBundle, outdir: 'dist' },
  { ...node, entryPoints: { exporter: 'src/exporter/main.ts' }, outdir: 'dist' },
  { ...node, entryPoints: { watchdog: 'src/common/process/watchdog.ts' }, outdir: 'dist' },
  {
    ...node,
    entryPoints: { cli: 'src/cli.ts' },
    outdir: 'dist',
    banner: { js: '#!/usr/bin/env node' },
    plugins: [shared(MCP)],
  },
  { ...node, entryPoints: { agents: 'src/agents.ts' }, outdir: 'dist', plugins: [shared({ ...MARKDOWN, ...MCP })] },
  { ...node, entryPoints: { mcp: 'src/agents/mcp/serveMcp.ts' }, outdir: 'dist', plugins: [withoutValidator] },
  ...playerBundles.map((bundle) => ({ ...common, ...bundle, outdir: 'dist/webview' })),
  ...[...webBundles, ...libraryBundles].map((bundle) => ({ ...common, ...bundle })),
];

ensureData(root);
ensureOwnKernels(root);
if (watch) for (const target of targets) await (await context(target)).watch();
else {
  const results = await Promise.all(targets.map((target) => build(target)));
  const metafiles = results.map(({ metafile }) => metafile);
  writeFileSync(
    'dist/THIRD-PARTY.txt',
    thirdPartyNotices(root, metafiles, ['onnxruntime-node', 'onnxruntime-web', 'onnxruntime-common', 'emojibase-data']),
  );
}
