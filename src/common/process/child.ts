import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type CallMap, type Handlers, type RpcMessage, serve } from '../rpc';
import { runtimeWork } from '../runtime';
import type { WatchdogData } from './lifeline';

/**
 * Answers the calls of the parent, which forked this process with `ChildProcess`. When the parent releases this
 * process or dies, open calls are cancelled and the process exits. The watchdog thread enforces that even while the
 * main thread is blocked.
 */
export function serveParent<C extends CallMap<C>>(handlers: Handlers<C>): void {
  const cancelAll = serve<C>(
    {
      post: (message) => {
        // A failed send needs no handling: `disconnect` follows.
        if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
      },
      onMessage: (listener) => process.on('message', (message: RpcMessage) => listener(message)),
    },
    handlers,
  );
  process.once('disconnect', () => void cancelAll().finally(() => process.exit()));

  const workerData: WatchdogData = { runtimeWork };
  const watchdog = new Worker(join(__dirname, 'watchdog.js'), { workerData }); // the build puts it beside the entry
  watchdog.on('message', () => watchdog.postMessage(null)); // shows that this thread handles events
  watchdog.unref();
}
