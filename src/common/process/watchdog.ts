import { Socket } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import { encodeAnswer, LIFELINE_FD, MainThread, type WatchdogData } from './lifeline';

// A thread of a forked process. It answers on the lifeline even while the main thread is blocked, and kills the process
// when the parent is gone.

/** How long the main thread may take to clean up and exit after the parent is gone, ms. */
const GRACE_MS = 2_000;

const { runtimeWork } = workerData as WatchdogData;
const lifeline = new Socket({ fd: LIFELINE_FD });
let asked = false;
let lastUsage = process.cpuUsage();

/** CPU time of this process since the last call, ms. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage(lastUsage);
  lastUsage = process.cpuUsage();
  return (user + system) / 1000;
}

function mainThread(): number {
  if (!asked) return MainThread.responsive;
  return Atomics.load(runtimeWork, 0) > 0 ? MainThread.inRuntime : MainThread.stuck;
}

parentPort?.on('message', () => (asked = false));
lifeline.on('data', () => {
  lifeline.write(Uint8Array.of(encodeAnswer({ mainThread: mainThread(), cpuMs: cpuMs() })));
  if (asked) return;
  asked = true;
  parentPort?.postMessage(null);
});
lifeline.on('error', () => undefined); // `close` follows
lifeline.on('close', () => {
  // `process.exit` would end only this thread.
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), GRACE_MS);
});
