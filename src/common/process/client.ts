import { type ChildProcess as NodeChild, fork } from 'node:child_process';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { KokoroError } from '../errors';
import type { Logger } from '../log';
import { type CallMap, RpcClient, type RpcMessage } from '../rpc';
import { NO_TELEMETRY } from '../telemetry';
import { decodeAnswer, LIFELINE_FD, MainThread } from './lifeline';
import { WATCH_LIMITS, type WatchLimits } from './watchLimits';

export { WATCH_LIMITS, type WatchLimits };

/**
 * Why a process is gone: it did not start, ended by itself, or was killed as it did not respond, at all or to a
 * cancellation (`stopped`).
 */
export type EndCause = 'not-started' | 'ended' | 'unresponsive' | 'stopped';

export type KeepsAlive = 'always' | 'busy' | 'never';

export interface ChildOptions {
  /** Its name in the log, e.g. `engine`. */
  name: string;
  /** The bundle to run; it calls `serveParent`. */
  entry: string;
  env?: Readonly<Record<string, string>>;
  /** Options of Node and V8. */
  execArgv?: readonly string[];
  log: Logger;
  limits?: WatchLimits;
  /** When the process keeps this program running: always (the default), while a call is open, or never. */
  keepsAlive?: KeepsAlive;
  /**
   * The error for open calls.
   * @param how the exit code, the signal or the system's message
   * @param detail the end of its stderr
   */
  errorFor: (cause: EndCause, how: string, detail: string) => KokoroError;
}

/** A blocked process counts as working for at least this share of the time, even if it uses no CPU time. */
const LEAST_SHARE = 1 / 8;

/** How many characters of a process's stderr are kept. */
const LAST_WORDS = 2000;

/**
 * A forked process that answers calls. While a call is open, cancelled or not, the process is watched, and killed if
 * it does not respond. It never outlives this process.
 */
export class ChildProcess<C extends CallMap<C>> {
  readonly rpc: RpcClient<C>;
  /** Settles when the process has exited. */
  readonly gone: Promise<void>;
  readonly #options: ChildOptions;
  readonly #limits: WatchLimits;
  readonly #child: NodeChild;
  /** Undefined when the system could not start the process. */
  readonly #lifeline: Duplex | undefined;
  #isOpen = true;
  #lastWords = '';
  #watch: NodeJS.Timeout | undefined;
  /** Whether its watchdog thread has started. */
  #hasAnswered = false;
  #silentMs = 0;
  #stuckMs = 0;
  /** CPU time spent while stuck. */
  #stuckCpuMs = 0;
  #mainThread: number = MainThread.responsive;

  constructor(options: ChildOptions) {
    this.#options = options;
    this.#limits = options.limits ?? WATCH_LIMITS;
    const { name, log } = options;
    const child = fork(options.entry, [], {
      serialization: 'advanced', // sends PCM as bytes
      stdio: ['ignore', 'pipe', 'pipe', 'ipc', 'overlapped'], // Windows can read and write no other pipe at once
      execArgv: [...(options.execArgv ?? [])],
      env: { ...process.env, ...NO_TELEMETRY, ...options.env, ELECTRON_RUN_AS_NODE: '1' },
    });
    this.#child = child;
    log.info(`The ${name} starts as process ${child.pid ?? '?'}.`);
    this.rpc = new RpcClient<C>({
      post: (message) => {
        this.#keepAlive(options.keepsAlive !== 'never');
        if (child.connected) child.send(message, () => undefined); // after a failed send, `exit` follows
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
    this.#keepAlive(options.keepsAlive === undefined || options.keepsAlive === 'always');
    this.gone = new Promise((resolve) => {
      child.on('error', (error) => {
        if (child.pid !== undefined) return; // it was running, so `exit` follows
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

  /** Whether it accepts calls: until it ends or is killed. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Asks the process to exit: it cancels open calls, cleans up and ends. */
  release(): void {
    if (this.#child.connected) this.#child.disconnect();
  }

  /** Kills the process. @param reason rejects open calls */
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
    this.#forgetStuck();
    this.#watch = setInterval(() => this.#checkAlive(), this.#limits.tickMs);
    if (this.#options.keepsAlive === 'never') this.#watch.unref();
  }

  /** Sets whether the process keeps this program running. */
  #keepAlive(keeps: boolean): void {
    const what = keeps ? 'ref' : 'unref';
    const { stdout, stderr, channel } = this.#child;
    for (const handle of [this.#child, channel, ...([stdout, stderr, this.#lifeline] as (Socket | null | undefined)[])])
      handle?.[what]();
  }

  /** Counts unanswered questions instead of measuring time, because the machine may have slept. */
  #checkAlive(): void {
    if (!this.rpc.isWaiting) {
      clearInterval(this.#watch);
      this.#watch = undefined;
      if (this.#options.keepsAlive === 'busy') this.#keepAlive(false);
      return;
    }
    const { silentMs, stuckMs } = this.#limits;
    if (this.rpc.hasCancelled && this.#ignoresCancellation()) this.#giveUp('stopped');
    else if (this.#silentMs >= silentMs || this.#stuckMs >= stuckMs) this.#giveUp('unresponsive');
    else {
      this.#silentMs += this.#limits.tickMs;
      this.#lifeline?.write('?');
    }
  }

  #ignoresCancellation(): boolean {
    const { cancelledMs, cancelledInRuntimeMs } = this.#limits;
    if (this.#hasAnswered && this.#silentMs >= cancelledMs) return true;
    const limit = this.#mainThread === MainThread.inRuntime ? cancelledInRuntimeMs : cancelledMs;
    return this.#stuckCpuMs >= limit;
  }

  #answered(answers: Buffer): void {
    const { tickMs } = this.#limits;
    this.#hasAnswered = true;
    this.#silentMs = 0;
    for (const { mainThread, cpuMs } of [...answers].map(decodeAnswer)) {
      if (mainThread === MainThread.responsive || mainThread !== this.#mainThread) this.#forgetStuck();
      if (mainThread !== MainThread.responsive) {
        this.#stuckMs += tickMs;
        this.#stuckCpuMs += Math.min(Math.max(cpuMs, LEAST_SHARE * tickMs), tickMs);
      }
      this.#mainThread = mainThread;
    }
  }

  #forgetStuck(): void {
    this.#stuckMs = 0;
    this.#stuckCpuMs = 0;
  }

  #giveUp(cause: EndCause): void {
    this.#options.log.warn(`The ${this.#options.name} does not respond and is ended.`);
    this.kill(this.#options.errorFor(cause, 'it did not respond', ''));
  }
}
