import { fork, type ChildProcess } from 'node:child_process';
import type { Disposable } from '../../common/disposable';
import { abortError, KokoroError } from '../../common/errors';
import type { Logger } from '../../common/log';
import { RpcClient, type RpcMessage } from '../../common/rpc';
import type { EngineCalls, EngineInfo, SpeakRequest, SpeechChunk, VoiceFiles } from './protocol';

export interface EngineOptions {
  /** The bundled engine process, `dist/engine.js`. */
  entry: string;
  /** Threads for the model; 0 takes as many as there are physical cores. */
  threads: number;
  /** Minutes without work after which the process ends and its memory is freed; 0 keeps it. */
  idleMinutes: number;
}

interface Running {
  child: ChildProcess;
  rpc: RpcClient<EngineCalls>;
}

/** The engine as its callers see it: a process that starts on first use, ends when idle, and starts anew after a crash. */
export class EngineClient implements Disposable {
  readonly #options: () => EngineOptions;
  readonly #log: Logger;
  #running: Running | undefined;
  #busy = 0;
  #idleTimer: NodeJS.Timeout | undefined;

  /** @param options asked at every start of the process, so that changed settings take effect with `restart` */
  constructor(options: () => EngineOptions, log: Logger) {
    this.#options = options;
    this.#log = log;
  }

  /** Process id of the engine while it runs. */
  get pid(): number | undefined {
    return this.#running?.child.pid;
  }

  /**
   * Reads a text aloud. An aborted signal ends the reading at once, whatever the engine is doing.
   * @throws KokoroError `engine-crashed` when the process ends on the way, `engine-restarted` when it was ended on purpose;
   *   the next call starts a new one
   */
  async *speak(request: SpeakRequest, files: VoiceFiles, signal: AbortSignal): AsyncGenerator<SpeechChunk, void, void> {
    const { rpc } = (this.#running ??= this.#start());
    let stream: number | undefined;
    try {
      ({ stream } = await this.#busyWith(rpc.call('open', { request, files }, signal)));
      for (;;) {
        const chunk = await this.#busyWith(rpc.call('next', { stream }, signal));
        if (!chunk) break;
        yield chunk;
      }
      stream = undefined;
    } finally {
      if (stream !== undefined) rpc.call('close', { stream }).catch(() => undefined); // it has ended: closed anyway
    }
  }

  async info(): Promise<EngineInfo> {
    const { rpc } = (this.#running ??= this.#start());
    return this.#busyWith(rpc.call('info', null));
  }

  /** Ends the process, to start it anew at the next call. Readings under way fail with `engine-restarted`. */
  restart(): void {
    this.#stop(new KokoroError('engine-restarted', 'The speech engine was restarted.'));
  }

  dispose(): void {
    this.#stop(abortError());
  }

  #stop(reason: Error): void {
    const running = this.#running;
    this.#running = undefined;
    clearTimeout(this.#idleTimer);
    if (!running) return;
    running.rpc.close(reason);
    running.child.kill('SIGKILL');
  }

  /** Counts the calls under way: an engine that nobody waits for is idle, also while a reading is paused. */
  async #busyWith<T>(call: Promise<T>): Promise<T> {
    clearTimeout(this.#idleTimer);
    this.#busy++;
    try {
      return await call;
    } finally {
      this.#busy--;
      this.#armIdleTimer();
    }
  }

  #armIdleTimer(): void {
    const minutes = this.#options().idleMinutes;
    clearTimeout(this.#idleTimer);
    if (this.#busy > 0 || minutes <= 0) return;
    this.#idleTimer = setTimeout(() => {
      this.#log.info('The engine was idle and is unloaded.');
      this.restart();
    }, minutes * 60_000);
    this.#idleTimer.unref();
  }

  #start(): Running {
    const { entry, threads } = this.#options();
    const child = fork(entry, [], {
      serialization: 'advanced', // PCM crosses as bytes
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      execArgv: [],
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', KOKORO_THREADS: String(threads) },
    });
    this.#log.info(`The engine starts as process ${child.pid ?? '?'}.`);
    const rpc = new RpcClient<EngineCalls>({
      post: (message) => {
        if (child.connected) child.send(message, () => undefined); // a send that fails is followed by `exit`
      },
      onMessage: (listener) => child.on('message', (message) => listener(message as RpcMessage)),
    });
    const running = { child, rpc };
    let lastWords = '';
    child.stdout?.on('data', (data: Buffer) => this.#log.debug(`engine: ${data.toString().trimEnd()}`));
    child.stderr?.on('data', (data: Buffer) => {
      lastWords = (lastWords + data.toString()).slice(-2000);
      this.#log.warn(`engine: ${data.toString().trimEnd()}`);
    });
    child.on('error', (error) => {
      if (child.pid !== undefined) return; // it has run: `exit` follows
      this.#lost(
        running,
        new KokoroError('engine-start-failed', `The speech engine cannot be started: ${error.message}`, {
          cause: error,
        }),
      );
    });
    child.once('exit', (code, signal) => {
      const how = signal ? `signal ${signal}` : `exit code ${code ?? '?'}`;
      this.#log.info(`The engine process ended (${how}).`);
      const lines = lastWords.trim().split('\n');
      const detail = lines.findLast((line) => /error/i.test(line)) ?? lines.at(-1) ?? '';
      this.#lost(
        running,
        new KokoroError('engine-crashed', `The speech engine ended unexpectedly (${how}). ${detail}`.trim()),
      );
    });
    return running;
  }

  #lost(running: Running, error: KokoroError): void {
    if (this.#running === running) this.#running = undefined;
    running.rpc.close(error);
  }
}
