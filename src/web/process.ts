import { messageOf } from '../common/errors';
import type { ChildOptions, ChildProcess as NodeProcess } from '../common/process/client';
import { type CallMap, RpcClient, type RpcMessage } from '../common/rpc';
import { portOf, serveFiles } from './extensionFiles';
import { readExtensionFile } from './ownFiles';

export type { EndCause, KeepsAlive } from '../common/process/client';
export { WATCH_LIMITS } from '../common/process/watchLimits';

/** What a worker is told first. */
export interface WorkerStart {
  env: Readonly<Record<string, string>>;
  /** Serves the extension's files. */
  files: MessagePort;
}

/**
 * The counterpart of common/process/client.ts in a browser, which the build puts in its place: a worker that answers
 * calls. A worker needs no watchdog: it cannot outlive the extension host, and ending it always succeeds.
 */
export class ChildProcess<C extends CallMap<C>> implements Pick<
  NodeProcess<C>,
  'rpc' | 'gone' | 'pid' | 'isOpen' | 'release' | 'kill'
> {
  readonly rpc: RpcClient<C>;
  readonly gone: Promise<void>;
  readonly pid = undefined;
  readonly #options: ChildOptions;
  readonly #waiting: RpcMessage[] = [];
  #receive: (message: RpcMessage) => void = () => undefined;
  #post: (message: RpcMessage) => void = (message) => this.#waiting.push(message);
  #worker: Worker | undefined;
  #isOpen = true;
  #hasEnded: () => void = () => undefined;

  constructor(options: ChildOptions) {
    this.#options = options;
    this.gone = new Promise((resolve) => (this.#hasEnded = resolve));
    this.rpc = new RpcClient<C>({
      post: (message) => this.#post(message),
      onMessage: (listener) => (this.#receive = listener),
    });
    this.#start().catch((error: unknown) => this.kill(options.errorFor('not-started', messageOf(error), '')));
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  release(): void {
    this.kill(this.#options.errorFor('stopped', 'it was released', ''));
  }

  kill(reason: Error): void {
    this.#worker?.terminate();
    this.#hasEnded();
    if (this.#isOpen) this.rpc.close(reason);
    this.#isOpen = false;
  }

  /** Starts the worker from a copy of its script: an extension's files may be of another origin. */
  async #start(): Promise<void> {
    const { entry, name, env = {}, log, errorFor } = this.#options;
    const script = await readExtensionFile(entry);
    if (!this.#isOpen) return;
    const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
    const worker = new Worker(url, { name: `kokoro-${name}` });
    log.info(`The ${name} starts as a worker.`);
    this.#worker = worker;
    worker.onerror = ({ message }) => this.kill(errorFor('ended', message, ''));
    worker.onmessageerror = () => this.kill(errorFor('ended', 'it sent what cannot be read', ''));
    const { port1, port2 } = new MessageChannel();
    serveFiles(port1, readExtensionFile);
    const start: WorkerStart = { env, files: port2 };
    worker.postMessage(start, [port2]);
    const port = portOf(worker);
    port.onMessage((message) => this.#receive(message));
    this.#post = (message) => port.post(message);
    for (const message of this.#waiting) port.post(message);
  }
}
