// How the extension for browsers is bundled: the same sources, in which a few modules have a counterpart in src/web.
import { existsSync, readFileSync } from 'node:fs';
import { builtinModules, createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const require = createRequire(import.meta.url);

/** Modules of src/, and what takes their place. */
const COUNTERPARTS = {
  'src/common/process/client.ts': 'src/web/process.ts',
  'src/common/process/child.ts': 'src/web/child.ts',
  'src/reading/singleSpeaker.ts': 'src/web/singleSpeaker.ts',
};
/** Modules of src/ that a browser never calls: it opens no checkpoints, and its optimized model is one graph. */
const ABSENT = ['src/exporter/checkpoint/zipArchive.ts', 'src/generator/openSound.ts'];
/** Node's modules with functions that src/web/node implements; all others throw when they are called. */
const NODE = {
  crypto: 'crypto.ts',
  fs: 'fs.ts',
  'fs/promises': 'fs.ts',
  os: 'os.ts',
  path: 'path.ts',
  'timers/promises': 'timers.ts',
  util: 'util.ts',
  zlib: 'zlib.ts',
};

/**
 * Replaces modules that a browser cannot run.
 * @param counterparts modules of src/, and what takes their place
 * @returns {import('esbuild').Plugin}
 */
const browserModules = (counterparts) => ({
  name: 'browser-modules',
  setup(build) {
    build.onResolve({ filter: /^\./ }, ({ path, resolveDir }) => {
      const name = relative(root, join(resolveDir, `${path}.ts`)).replaceAll('\\', '/');
      if (ABSENT.includes(name)) return { path: name, namespace: 'absent' };
      return name in counterparts ? { path: join(root, counterparts[name]) } : undefined;
    });
    build.onResolve({ filter: /^(?:node:)?[a-z_]+(?:\/promises)?$/ }, ({ path }) => {
      const name = path.replace(/^node:/, '');
      return builtinModules.includes(name) ? { path: name, namespace: 'node-in-browser' } : undefined;
    });
    build.onLoad({ filter: /.*/, namespace: 'node-in-browser' }, ({ path }) => ({
      contents: nodeModule(path),
      resolveDir: root,
    }));
    // The engine loads only the runtime for WebAssembly, from its entry without other backends.
    build.onResolve({ filter: /^onnxruntime-web$/ }, () => ({ path: require.resolve('onnxruntime-web/wasm') }));
    build.onResolve({ filter: /^onnxruntime-node$/ }, ({ path }) => ({ path, namespace: 'absent' }));
    build.onLoad({ filter: /.*/, namespace: 'absent' }, () => ({ contents: 'module.exports = {};' }));
  },
});

/** A module with the names of Node's: those implemented here, and functions that throw. */
function nodeModule(name) {
  const file = NODE[name] && join('src', 'web', 'node', NODE[name]);
  const source = file && existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : '';
  const implemented = new Set([...source.matchAll(/^export (?:async )?(?:function|const) (\w+)/gm)].map((m) => m[1]));
  const others = Object.keys(require(`node:${name}`)).filter(
    (key) => /^[a-z_$][\w$]*$/i.test(key) && key !== 'default',
  );
  const absent = others
    .filter((key) => !implemented.has(key))
    .map(
      (key) =>
        `const _${key} = function () { throw new Error('${name}.${key} is not available in a browser'); };\nexport { _${key} as ${key} };`,
    );
  const star = file ? `export * from ${JSON.stringify(`./${file.replaceAll('\\', '/')}`)};\n` : '';
  return star + absent.join('\n');
}

/** esbuild's options for a bundle for browsers. @param counterparts besides those of all bundles */
export function webBundle({ counterparts = {}, ...options }) {
  return {
    platform: 'browser',
    target: 'chrome128',
    conditions: ['worker'], // packages must not expect a document
    outdir: 'dist/web',
    plugins: [browserModules({ ...COUNTERPARTS, ...counterparts })],
    inject: ['src/web/node/globals.ts'],
    define: { __dirname: '"."' },
    ...options,
  };
}

/** The extension and its workers. */
export const webBundles = [
  webBundle({ format: 'cjs', entryPoints: { extension: 'src/web/extension.ts' }, external: ['vscode'] }),
  webBundle({ format: 'iife', entryPoints: { engine: 'src/web/engine.ts', exporter: 'src/web/exporter.ts' } }),
];
