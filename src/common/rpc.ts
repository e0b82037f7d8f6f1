import { abortError, fromPlainError, toPlainError, type PlainError } from './errors';

/** Calls by name, with their parameters, results and progress; all values must survive structured cloning. */
export type CallMap<C> = { [K in keyof C]: { params: unknown; result: unknown; progress?: unknown } };
/** The progress that a call reports; `never` unless its map declares it. */
export type ProgressOf<Call> = Call extends { progress: infer P } ? P : never;

/** One end of a message channel: a child process, or the port of a worker thread. */
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
  /** The work on a cancelled call has ended. */
  | { kind: 'ended'; id: number };

interface Pending {
  resolve: (result: unknown) => void;
  reject: (error: unknown) => void;
  onProgress: ((value: unknown) => void) | undefined;
}

/** Makes calls over a port. Every call settles: by its answer, its signal or `close`. */
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
      this.#cancelled.delete(message.id); // the answer and the cancellation crossed
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

  /**
   * Calls `method` on the other side. Aborting the signal rejects at once with AbortError and cancels the call there.
   */
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

  /** Rejects all open and all future calls. */
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

/** Cancels all open calls; settles when the work on them has ended. */
export type CancelAll = () => Promise<void>;

/** Answers calls that arrive on a port. A cancelled call gets no result, only `ended` when its work has ended. */
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
