import { type Port, RpcClient, type RpcMessage, serve } from '../common/rpc';

/** The extension's own files, which only the extension host can read. */
interface FileCalls {
  /** @param params path in the extension's folder */
  read: { params: string; result: Uint8Array<ArrayBuffer> };
}

/** Reads one of the extension's files by its path in the extension's folder. */
export type ReadFile = (path: string) => Promise<Uint8Array<ArrayBuffer>>;

/** Lets a worker read files over a port. */
export function serveFiles(port: MessagePort, read: ReadFile): void {
  serve<FileCalls>(portOf(port), { read });
}

/** Reads files over a port that `serveFiles` serves. */
export function filesOver(port: MessagePort): ReadFile {
  const rpc = new RpcClient<FileCalls>(portOf(port));
  return (path) => rpc.call('read', path);
}

/** A worker, the global scope of one, or a message port, which has to be started. */
interface MessageTarget {
  postMessage(message: RpcMessage): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<RpcMessage>) => void): void;
  start?(): void;
}

/** The port over which calls are made or answered. */
export function portOf(target: MessageTarget): Port {
  return {
    post: (message) => target.postMessage(message),
    onMessage: (listener) => {
      target.addEventListener('message', (event) => listener(event.data));
      target.start?.();
    },
  };
}
