import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type CallMap, type Handlers, type RpcMessage, serve } from '../rpc';
import { runtimeWork } from '../runtime';
import type { WatchdogData } from './lifeline';

/**
 * Answers the calls of the process that forked this one with `ChildProcess`. When that lets go of this process, or is gone, what is
 * under way is cancelled and the process ends. The watchdog thread sees to it that it does, whatever the main thread is doing.
 */
export function serveParent<C extends CallMap<C>>(handlers: Handlers<C>): void {
  const cancelAll = serve<C>(
    {
      post: (message) => {
        if (process.connected) process.send?.(message, undefined, undefined, () => undefined); // `disconnect` follows an error
      },
      onMessage: (listener) => process.on('message', (message: RpcMessage) => listener(message)),
    },
    handlers,
  );
  process.once('disconnect', () => void cancelAll().finally(() => process.exit()));

  const workerData: WatchdogData = { runtimeWork };
  const watchdog = new Worker(join(__dirname, 'watchdog.js'), { workerData }); // the build puts it beside the entry
  watchdog.on('message', () => watchdog.postMessage(null)); // shows that this thread turns to its events
  watchdog.unref();
}
