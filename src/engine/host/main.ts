import { serve, type Port, type RpcMessage } from '../../common/rpc';
import { Engine } from '../engine';
import { physicalCores } from '../model/threads';
import type { EngineCalls } from './protocol';

// The engine process: answers EngineCalls over the IPC channel that child_process.fork opens, and ends with its parent.
const port: Port = {
  post: (message) => process.send?.(message),
  onMessage: (listener) => process.on('message', (message: RpcMessage) => listener(message)),
};
const engine = new Engine(Number(process.env['KOKORO_THREADS']) || physicalCores());

serve<EngineCalls>(port, {
  open: async ({ request, files }, signal) => {
    const stream = await engine.open(request, files);
    if (signal.aborted) await engine.close(stream); // nobody will ever ask for it
    return { stream };
  },
  next: ({ stream }) => engine.next(stream),
  close: async ({ stream }) => {
    await engine.close(stream);
    return null;
  },
  info: () => engine.info(),
});
process.on('disconnect', () => process.exit(0));
