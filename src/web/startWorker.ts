import { configureWasm } from '../common/runtime';
import { filesOver } from './extensionFiles';
import { readExtensionFilesWith } from './node/fs';
import { process } from './node/globals';
import type { WorkerStart } from './process';

/** The build puts ONNX Runtime's files beside the bundles. */
const RUNTIME = 'dist/web/ort-wasm-simd-threaded';

/**
 * Prepares a worker for shared code, and then loads the program that Node would run in a process.
 * @param program imports the program, which serves the extension host's calls
 */
export function startWorker(program: () => Promise<unknown>): void {
  const onStart = ({ data }: MessageEvent<WorkerStart>): void => {
    start(data, program).catch(reportError); // so that the extension host is told
  };
  self.addEventListener('message', onStart, { once: true });
}

async function start({ env, files }: WorkerStart, program: () => Promise<unknown>): Promise<void> {
  const early: unknown[] = [];
  const keep = ({ data }: MessageEvent): void => void early.push(data);
  self.addEventListener('message', keep);
  const read = filesOver(files);
  readExtensionFilesWith((path) => read(path.startsWith('data/') ? `dist/${path}` : path));
  Object.assign(process.env, env, { KOKORO_RUNTIME: 'wasm' });
  const [script, wasmBinary] = await Promise.all([read(`${RUNTIME}.mjs`), read(`${RUNTIME}.wasm`)]);
  const mjs = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  configureWasm({ wasmPaths: { mjs }, wasmBinary });
  await program();
  self.removeEventListener('message', keep);
  for (const data of early) self.dispatchEvent(new MessageEvent('message', { data })); // the program serves them now
}
