import { abortError, fromPlainError, toPlainError, type PlainError } from './errors';

/** Names of calls with what goes in and what comes out; values must survive structured cloning. */
export type CallMap<C> = { [K in keyof C]: { params: unknown; result: unknown; progress?: unknown } };
/** What a call tells on the way; nothing unless its map says so. */
export type ProgressOf<Call> = Call extends { progress: infer P } ? P : never;

/** One end of a message channel: a child process today; a worker thread's port would fit as well. */
export interface Port {
  post(message: RpcMessage): void;
  onMessage(listener: (message: RpcMessage) => void): void;
}

export type RpcMessage =
  | { kind: 'call'; id: number; method: string; params: unknown }
  | { kind: 'cancel'; id: number }
  | { kind: 'progress'; id: number; value: unknown }
  | { kind: 'result'; id: number; result: unknown }
  | { kind: 'error'; id: number; error: PlainError };

interface Pending {
  resolve: (result: unknown) => void;
  reject: (error: unknown) => void;
  onProgress: ((value: unknown) => void) | undefined;
}

/** Makes calls over a port. Every call settles: by its answer, by its signal, or by `close`. */
export class RpcClient<C extends CallMap<C>> {
  readonly #port: Port;
  readonly #pending = new Map<number, Pending>();
  #nextId = 1;
  #closed: Error | undefined;

  constructor(port: Port) {
    this.#port = port;
    port.onMessage((message) => {
      if (message.kind === 'progress') this.#pending.get(message.id)?.onProgress?.(message.value);
      if (message.kind !== 'result' && message.kind !== 'error') return;
      const pending = this.#pending.get(message.id);
      this.#pending.delete(message.id);
      if (message.kind === 'result') pending?.resolve(message.result);
      else pending?.reject(fromPlainError(message.error));
    });
  }

  /** Calls `method` on the other side; an aborted signal rejects at once with AbortError and tells the other side. */
  call<K extends keyof C & string>(
    method: K,
    params: C[K]['params'],
    signal?: AbortSignal,
    onProgress?: (value: ProgressOf<C[K]>) => void,
  ): Promise<C[K]['result']> {
    if (this.#closed) return Promise.reject(this.#closed);
    if (signal?.aborted) return Promise.reject(abortError());
    const id = this.#nextId++;
    return new Promise<C[K]['result']>((resolve, reject) => {
      const onAbort = (): void => {
        this.#pending.delete(id);
        this.#port.post({ kind: 'cancel', id });
        reject(abortError());
      };
      const settle =
        <T>(finish: (value: T) => void) =>
        (value: T): void => {
          signal?.removeEventListener('abort', onAbort);
          finish(value);
        };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#pending.set(id, {
        resolve: settle(resolve),
        reject: settle(reject),
        onProgress: onProgress as ((value: unknown) => void) | undefined,
      });
      this.#port.post({ kind: 'call', id, method, params });
    });
  }

  /** Rejects everything that is under way and everything that is still to be called. */
  close(reason: Error): void {
    this.#closed = reason;
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    for (const { reject } of pending) reject(reason);
  }
}

export type Handlers<C extends CallMap<C>> = {
  [K in keyof C]: (
    params: C[K]['params'],
    signal: AbortSignal,
    report: (value: ProgressOf<C[K]>) => void,
  ) => Promise<C[K]['result']>;
};

type Handler = (params: unknown, signal: AbortSignal, report: (value: unknown) => void) => Promise<unknown>;

/** Answers calls that come over a port; a cancelled call is not answered. */
export function serve<C extends CallMap<C>>(port: Port, handlers: Handlers<C>): void {
  const running = new Map<number, AbortController>();
  port.onMessage((message) => {
    if (message.kind === 'cancel') {
      running.get(message.id)?.abort();
      running.delete(message.id);
    }
    if (message.kind !== 'call') return;
    const { id, method, params } = message;
    const controller = new AbortController();
    running.set(id, controller);
    const answer = (reply: RpcMessage): void => {
      if (running.delete(id)) port.post(reply);
    };
    const report = (value: unknown): void => {
      if (running.has(id)) port.post({ kind: 'progress', id, value });
    };
    const handler = (handlers as Partial<Record<string, Handler>>)[method];
    const work = handler
      ? handler(params, controller.signal, report)
      : Promise.reject(new Error(`unknown call: ${method}`));
    work.then(
      (result) => {
        answer({ kind: 'result', id, result });
      },
      (error: unknown) => {
        answer({ kind: 'error', id, error: toPlainError(error) });
      },
    );
  });
}
