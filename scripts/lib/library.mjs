// How the engine is bundled as a package for other programs: for Node as a module and for `require`, and for browsers.
import { webBundle } from './webBundles.mjs';

const node = {
  platform: 'node',
  target: 'node20',
  outdir: 'dist/library',
  entryPoints: { node: 'src/library/node.ts' },
  external: ['onnxruntime-node', 'onnxruntime-web'],
};

/** esbuild's options. */
export const libraryBundles = [
  {
    ...node,
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    // Packages in the bundle that are no modules call it.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  },
  {
    ...node,
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
    banner: { js: "const moduleAddress = require('node:url').pathToFileURL(__filename).href;" },
    define: { 'import.meta.url': 'moduleAddress' },
  },
  webBundle({
    format: 'esm',
    outdir: 'dist/library',
    outExtension: { '.js': '.mjs' },
    entryPoints: { browser: 'src/web/library.ts' },
    counterparts: { 'src/web/ownFiles.ts': 'src/web/libraryFiles.ts' },
  }),
];
