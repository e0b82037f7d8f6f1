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
  | { kind: 'error'; id: number; error: PlainError }
  /** The work of a cancelled call has come to its end. */
  | { kind: 'ended'; id: number };

interface Pending {
  resolve: (result: unknown) => void;
  reject: (error: unknown) => void;
  onProgress: ((value: unknown) => void) | undefined;
}

/** Makes calls over a port. Every call settles: by its answer, by its signal, or by `close`. */
export class RpcClient<C extends CallMap<C>> {
  readonly #port: Port;
  readonly #pending = new Map<number, Pending>();
  /** Cancelled calls on which the other side is still working. */
  readonly #cancelled = new Set<number>();
  #nextId = 1;
  #closed: Error | undefined;

  constructor(port: Port) {
    this.#port = port;
    port.onMessage((message) => {
      if (message.kind === 'progress') this.#pending.get(message.id)?.onProgress?.(message.value);
      if (message.kind === 'ended') this.#cancelled.delete(message.id);
      if (message.kind !== 'result' && message.kind !== 'error') return;
      this.#cancelled.delete(message.id); // the answer and the cancellation have crossed
      const pending = this.#pending.get(message.id);
      this.#pending.delete(message.id);
      if (message.kind === 'result') pending?.resolve(message.result);
      else pending?.reject(fromPlainError(message.error));
    });
  }

  /** Whether the other side is still working on a call, cancelled or not. */
  get isWaiting(): boolean {
    return this.#pending.size > 0 || this.hasCancelled;
  }

  /** Whether the other side is still working on a cancelled call. */
  get hasCancelled(): boolean {
    return this.#cancelled.size > 0;
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
        this.#cancelled.add(id);
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
    this.#cancelled.clear();
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

/** Ends the work on every call that is under way; settles when all of it has come to its end. */
export type CancelAll = () => Promise<void>;

/** Answers calls that come over a port. A cancelled call gets no result, only word that its work has ended. */
export function serve<C extends CallMap<C>>(port: Port, handlers: Handlers<C>): CancelAll {
  const running = new Map<number, { controller: AbortController; work: Promise<void> }>();
  port.onMessage((message) => {
    if (message.kind === 'cancel') running.get(message.id)?.controller.abort();
    if (message.kind !== 'call') return;
    const { id, method, params } = message;
    const controller = new AbortController();
    const { signal } = controller;
    const answer = (reply: RpcMessage): void => {
      running.delete(id);
      port.post(signal.aborted ? { kind: 'ended', id } : reply);
    };
    const report = (value: unknown): void => {
      if (!signal.aborted) port.post({ kind: 'progress', id, value });
    };
    const handler = (handlers as Partial<Record<string, Handler>>)[method];
    const result = handler ? handler(params, signal, report) : Promise.reject(new Error(`unknown call: ${method}`));
    const work = result.then(
      (value) => answer({ kind: 'result', id, result: value }),
      (error: unknown) => answer({ kind: 'error', id, error: toPlainError(error) }),
    );
    running.set(id, { controller, work });
  });
  return async () => {
    for (const { controller } of running.values()) controller.abort();
    await Promise.all([...running.values()].map(({ work }) => work));
  };
}
