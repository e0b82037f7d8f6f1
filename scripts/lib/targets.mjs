// The platforms that packages are made for, and the files that each holds besides those that all hold.
import { join } from 'node:path';
import { kernelsOf } from './kernels.mjs';

/** Platforms with a native ONNX Runtime, which onnxruntime-node's npm package holds for all of them. */
const NATIVE = ['linux-x64', 'linux-arm64', 'win32-x64', 'win32-arm64', 'darwin-arm64'];
/** Platforms for which there is none. Their engine runs ONNX Runtime's WebAssembly in Node. */
const WASM = ['darwin-x64', 'alpine-x64', 'alpine-arm64'];

/** The names that VS Code has for the platforms. */
export const TARGETS = [...NATIVE, ...WASM, 'web'];

const WASM_FILES = ['ort-wasm-simd-threaded.mjs', 'ort-wasm-simd-threaded.wasm'];
const modules = (...path) => join('node_modules', ...path);

/** What a target's package is made of: files as [from, to], both relative to the checkout and the package. */
export function contentsOf(target) {
  if (!TARGETS.includes(target)) throw new Error(`There is no target ${target}; there are ${TARGETS.join(', ')}.`);
  const beside = (...path) => [modules(...path), join('dist', modules(...path))];
  if (target === 'web') {
    const runtime = WASM_FILES.map((name) => [modules('onnxruntime-web', 'dist', name), join('dist', 'web', name)]);
    const dist = ['THIRD-PARTY.txt', 'data', 'web', 'webview'].map((name) => [join('dist', name), join('dist', name)]);
    return { files: [...dist, ...runtime], entry: 'browser' };
  }
  const programs = [
    'THIRD-PARTY.txt',
    'agents.js',
    'data',
    'engine.js',
    'exporter.js',
    'extension.js',
    'front-end.js',
    'markdown.js',
    'mcp.js',
    'tar.js',
    'watchdog.js',
    'webview',
    'yauzl.js',
  ];
  const dist = [...programs.map((name) => [join('dist', name), join('dist', name)]), ['mobile', 'mobile']];
  // Node resolves them from the bundles beside them: dist/node_modules/onnxruntime-node.
  if (WASM.includes(target)) {
    const runtime = ['package.json', ...['ort.node.min.mjs', ...WASM_FILES].map((name) => join('dist', name))];
    const common = ['package.json', join('dist', 'esm')];
    const both = [...runtime.map((name) => beside('onnxruntime-web', name)), ...common.map((name) => beside('onnxruntime-common', name))]; // prettier-ignore
    return { files: [...dist, ...both], entry: 'main' };
  }
  const [platform, arch] = target.split('-');
  const runtime = ['package.json', 'dist', join('bin', 'napi-v6', platform, arch)];
  const common = ['package.json', join('dist', 'cjs')];
  const both = [...runtime.map((name) => beside('onnxruntime-node', name)), ...common.map((name) => beside('onnxruntime-common', name))]; // prettier-ignore
  const kernels = kernelsOf(target);
  return { files: [...dist, [kernels, kernels], ...both], entry: 'main' };
}
