import { type ChildProcess as NodeChild, fork } from 'node:child_process';
import type { Duplex } from 'node:stream';
import type { KokoroError } from '../errors';
import type { Logger } from '../log';
import { type CallMap, RpcClient, type RpcMessage } from '../rpc';
import { NO_TELEMETRY } from '../telemetry';
import { LIFELINE_FD, MainThread } from './lifeline';

/** How much a process may keep its parent waiting, ms. */
export interface WatchLimits {
  /** How often it is asked whether it is alive. */
  tickMs: number;
  /** Without an answer of its watchdog thread. */
  silentMs: number;
  /** With a main thread that does not turn to its events. */
  stuckMs: number;
  /** The same after a call was cancelled, and while ONNX Runtime, which cannot be interrupted, finishes what it is at. */
  cancelledMs: number;
  cancelledInRuntimeMs: number;
}

/** For pieces of work of a few seconds each. */
export const WATCH_LIMITS: WatchLimits = {
  tickMs: 500,
  silentMs: 15_000,
  stuckMs: 120_000,
  cancelledMs: 2_000,
  cancelledInRuntimeMs: 15_000,
};

/** Why a process is no more: it never started, it ended, it was ended because it did not respond, or did not after a call was cancelled. */
export type EndCause = 'not-started' | 'ended' | 'unresponsive' | 'stopped';

export interface ChildOptions {
  /** What the log calls it: `engine`. */
  name: string;
  /** The bundle to run; it calls `serveParent`. */
  entry: string;
  env?: Readonly<Record<string, string>>;
  log: Logger;
  limits?: WatchLimits;
  /** The error with which open calls fail. @param detail how it ended; its last words, or what the system said */
  errorFor: (cause: EndCause, how: string, detail: string) => KokoroError;
}

/** How much of what a process writes on stderr is kept, characters. */
const LAST_WORDS = 2000;

/**
 * A forked process that answers calls. While a call is open, cancelled or not, the process is watched: one that does not respond is
 * killed. It ends with this process in any case.
 */
export class ChildProcess<C extends CallMap<C>> {
  readonly rpc: RpcClient<C>;
  /** Settles when the process has gone. */
  readonly gone: Promise<void>;
  readonly #options: ChildOptions;
  readonly #limits: WatchLimits;
  readonly #child: NodeChild;
  /** Missing where the system could not start the process. */
  readonly #lifeline: Duplex | undefined;
  #isOpen = true;
  #lastWords = '';
  #watch: NodeJS.Timeout | undefined;
  #silentMs = 0;
  #stuckMs = 0;
  #mainThread: number = MainThread.turned;

  constructor(options: ChildOptions) {
    this.#options = options;
    this.#limits = options.limits ?? WATCH_LIMITS;
    const { name, log } = options;
    const child = fork(options.entry, [], {
      serialization: 'advanced', // PCM crosses as bytes
      stdio: ['ignore', 'pipe', 'pipe', 'ipc', 'overlapped'], // Windows cannot read and write another pipe at the same time
      execArgv: [],
      env: { ...process.env, ...NO_TELEMETRY, ...options.env, ELECTRON_RUN_AS_NODE: '1' },
    });
    this.#child = child;
    log.info(`The ${name} starts as process ${child.pid ?? '?'}.`);
    this.rpc = new RpcClient<C>({
      post: (message) => {
        if (child.connected) child.send(message, () => undefined); // a send that fails is followed by `exit`
        this.#startWatch();
      },
      onMessage: (listener) => child.on('message', (message) => listener(message as RpcMessage)),
    });
    child.stdout?.on('data', (data: Buffer) => log.debug(`${name}: ${data.toString().trimEnd()}`));
    child.stderr?.on('data', (data: Buffer) => {
      this.#lastWords = (this.#lastWords + data.toString()).slice(-LAST_WORDS);
      log.warn(`${name}: ${data.toString().trimEnd()}`);
    });
    this.#lifeline = (child as Partial<NodeChild>).stdio?.[LIFELINE_FD] as Duplex | undefined;
    this.#lifeline?.on('error', () => undefined); // `exit` follows
    this.#lifeline?.on('data', (answers: Buffer) => this.#answered(answers));
    this.gone = new Promise((resolve) => {
      child.on('error', (error) => {
        if (child.pid !== undefined) return; // it has run: `exit` follows
        this.#close(options.errorFor('not-started', error.message, ''));
        resolve();
      });
      child.once('exit', (code, signal) => {
        const how = signal ? `signal ${signal}` : `exit code ${code ?? '?'}`;
        log.info(`The ${name} process ended (${how}).`);
        const lines = this.#lastWords.trim().split('\n');
        const detail = lines.findLast((line) => /error/i.test(line)) ?? lines.at(-1) ?? '';
        this.#close(options.errorFor('ended', how, detail));
        resolve();
      });
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Whether it can be called: until it ends or is told to. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Lets the process go: it cancels what is under way, cleans up and ends. */
  release(): void {
    if (this.#child.connected) this.#child.disconnect();
  }

  /** Ends the process at once. @param reason what open calls fail with */
  kill(reason: Error): void {
    this.#close(reason);
    this.#child.kill('SIGKILL');
  }

  #close(reason: Error): void {
    clearInterval(this.#watch);
    if (this.#isOpen) this.rpc.close(reason);
    this.#isOpen = false;
  }

  #startWatch(): void {
    if (this.#watch !== undefined || !this.#isOpen) return;
    this.#silentMs = 0;
    this.#stuckMs = 0;
    this.#watch = setInterval(() => this.#checkAlive(), this.#limits.tickMs);
  }

  /** Counts questions without an answer, not the time that passes: this process may have slept as well. */
  #checkAlive(): void {
    if (!this.rpc.isWaiting) {
      clearInterval(this.#watch);
      this.#watch = undefined;
      return;
    }
    const { silentMs, stuckMs, cancelledMs, cancelledInRuntimeMs } = this.#limits;
    const waited = Math.max(this.#silentMs, this.#stuckMs);
    const inRuntime = this.#mainThread === MainThread.inRuntime && this.#silentMs < cancelledMs;
    if (this.rpc.hasCancelled && waited >= (inRuntime ? cancelledInRuntimeMs : cancelledMs)) this.#giveUp('stopped');
    else if (this.#silentMs >= silentMs || this.#stuckMs >= stuckMs) this.#giveUp('unresponsive');
    else {
      this.#silentMs += this.#limits.tickMs;
      this.#lifeline?.write('?');
    }
  }

  #answered(answers: Buffer): void {
    this.#silentMs = 0;
    for (const answer of answers) {
      if (answer === MainThread.turned || answer !== this.#mainThread) this.#stuckMs = 0;
      if (answer !== MainThread.turned) this.#stuckMs += this.#limits.tickMs;
      this.#mainThread = answer;
    }
  }

  #giveUp(cause: EndCause): void {
    this.#options.log.warn(`The ${this.#options.name} does not respond and is ended.`);
    this.kill(this.#options.errorFor(cause, 'it did not respond', ''));
  }
}
