import { configureWasm } from '../common/runtime';
import { filesOver } from './extensionFiles';
import { readExtensionFilesWith } from './node/fs';
import { process } from './node/process';
import type { WorkerStart } from './process';

// The entry of the engine's worker: prepares what Node has by itself, and then starts the same engine.

/** The build puts ONNX Runtime's files beside the bundles. */
const RUNTIME = 'dist/web/ort-wasm-simd-threaded';

self.addEventListener(
  'message',
  ({ data }: MessageEvent<WorkerStart>) => {
    start(data).catch(reportError); // so that the extension host is told
  },
  { once: true },
);

async function start({ env, files }: WorkerStart): Promise<void> {
  const early: unknown[] = [];
  const keep = ({ data }: MessageEvent): void => void early.push(data);
  self.addEventListener('message', keep);
  const read = filesOver(files);
  readExtensionFilesWith((path) => read(path.startsWith('data/') ? `dist/${path}` : path));
  Object.assign(process.env, env, { KOKORO_RUNTIME: 'wasm' });
  const [script, wasmBinary] = await Promise.all([read(`${RUNTIME}.mjs`), read(`${RUNTIME}.wasm`)]);
  const mjs = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  configureWasm({ wasmPaths: { mjs }, wasmBinary });
  await import('../engine/main');
  self.removeEventListener('message', keep);
  for (const data of early) self.dispatchEvent(new MessageEvent('message', { data })); // the engine serves them now
}
