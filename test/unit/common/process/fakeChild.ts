import { writeFileSync } from 'node:fs';
import { serveParent } from '../../../../src/common/process/child';
import { inRuntime } from '../../../../src/common/runtime';

/** What the process of the tests can be asked to do. */
export interface FakeCalls {
  env: { params: { name: string }; result: string | null };
  /** Blocks the main thread for so much CPU time, as ONNX Runtime would where `inRuntime` is set. */
  block: { params: { ms: number; inRuntime: boolean }; result: null };
  /** Takes its time without blocking, whatever it is told. */
  wait: { params: { ms: number }; result: null };
  /** Works until it is cancelled, then takes a moment to write a file. */
  untilCancelled: { params: { file: string }; result: null };
  die: { params: null; result: null };
}

function block(ms: number): Promise<null> {
  const used = (): number => (process.cpuUsage().user + process.cpuUsage().system) / 1000;
  for (const end = used() + ms; used() < end;);
  return Promise.resolve(null);
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

serveParent<FakeCalls>({
  env: ({ name }) => Promise.resolve(process.env[name] ?? null),
  block: ({ ms, inRuntime: native }) => (native ? inRuntime(() => block(ms)) : block(ms)),
  wait: async ({ ms }) => {
    await wait(ms);
    return null;
  },
  untilCancelled: async ({ file }, signal) => {
    while (!signal.aborted) await wait(5);
    await wait(100);
    writeFileSync(file, 'cleaned up');
    return null;
  },
  die: () => {
    process.stderr.write('Error: no memory\nlast line\n', () => process.exit(7));
    return new Promise(() => undefined);
  },
});
