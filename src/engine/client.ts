import type { Disposable } from '../common/disposable';
import { abortError, KokoroError } from '../common/errors';
import type { Logger } from '../common/log';
import { ChildProcess, type EndCause, type KeepsAlive } from '../common/process/client';
import { RUNTIME_VARIABLE, type RuntimeKind } from '../common/runtime';
import { unref } from '../common/timers';
import type { Outline } from '../document/outline';
import type { SpeechChunk } from '../kokoro/speechChunk';
import type {
  EngineCalls,
  EngineInfo,
  ExplainedSentence,
  ExplainRequest,
  OutlineRequest,
  ScriptRequest,
  ScriptSentence,
  SpeakRequest,
  VoiceFiles,
} from './protocol';

export interface EngineOptions {
  /** The bundled engine process, `dist/engine.js`. */
  entry: string;
  /** Threads for the model; 0 for one per physical core. */
  threads: number;
  /** Minutes without work after which the process ends, to free its memory; 0 for never. */
  idleMinutes: number;
  /** When the process keeps this program running; always by default. */
  keepsAlive?: KeepsAlive;
  /** What the engine keeps of the audio it has made; nothing by default. */
  audioCache?: AudioCacheOptions;
  /** The ONNX Runtime to use; by default the first that is there. */
  runtime?: RuntimeKind | undefined;
}

export interface AudioCacheOptions {
  /** Bytes to keep in memory, and in files in the folder; 0 for none. */
  memoryBytes: number;
  diskBytes: number;
  folder: string;
}

/**
 * Has glibc give blocks of 1 MB and more back to the system once they are freed, and keep one heap. By default it keeps
 * ever larger blocks, in a heap for each thread. From 64 kB on, the model's first graph would take 1.6 times as long.
 */
const GLIBC = {
  MALLOC_ARENA_MAX: '1',
  MALLOC_MMAP_THRESHOLD_: String(1 << 20),
  MALLOC_TRIM_THRESHOLD_: String(8 << 20),
};

/** MB for new objects: up to 16 by default, three times over, of which the engine has few. */
const V8 = ['--max-semi-space-size=4'];

/**
 * The engine for its callers: a process that starts on first use, ends when idle, and is restarted at the next call
 * after it crashed or did not respond.
 */
export class EngineClient implements Disposable {
  readonly #options: () => EngineOptions;
  readonly #log: Logger;
  /** Serves new calls. */
  #process: ChildProcess<EngineCalls> | undefined;
  /** Number of readings open in each process; a replaced process ends with its last one. */
  readonly #readings = new Map<ChildProcess<EngineCalls>, number>();
  #busy = 0;
  #idleTimer: NodeJS.Timeout | undefined;

  /** @param options called at every start of the process, so changed settings take effect with `restart` */
  constructor(options: () => EngineOptions, log: Logger) {
    this.#options = options;
    this.#log = log;
  }

  /** Process id of the engine while it is running. */
  get pid(): number | undefined {
    return this.#process?.isOpen === true ? this.#process.pid : undefined;
  }

  /**
   * Reads a text aloud. Aborting the signal ends the reading at once, whatever the engine is doing.
   * @throws KokoroError `engine-crashed` when the process ends unexpectedly or does not respond; `engine-restarted`
   *   when it was ended intentionally, or because it did not respond to the cancellation of another reading; the next
   *   call starts a new process
   */
  async *speak(request: SpeakRequest, files: VoiceFiles, signal: AbortSignal): AsyncGenerator<SpeechChunk, void, void> {
    const engine = this.#running();
    const { rpc } = engine;
    this.#enter(engine);
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
      if (stream !== undefined) rpc.call('close', { stream }).catch(() => undefined); // no stream outlives its process
      this.#leave(engine);
    }
  }

  /**
   * Loads a model in a new process while readings go on in the present one. Later readings use the new process; the
   * present one ends with its last reading.
   * @throws KokoroError `model-invalid`, `engine-crashed`; AbortError. The present process then stays in use.
   */
  async replace(request: SpeakRequest, files: VoiceFiles, signal: AbortSignal): Promise<void> {
    const fresh = this.#start();
    this.#enter(fresh); // so that `restart` and `dispose` end it, too
    try {
      const { stream } = await this.#busyWith(fresh.rpc.call('open', { request, files }, signal));
      await this.#busyWith(fresh.rpc.call('close', { stream }, signal));
      const present = this.#process;
      this.#process = fresh;
      if (present && !this.#readings.has(present)) endReplaced(present);
    } finally {
      this.#leave(fresh);
    }
  }

  /** The blocks and sentences of a document as they will be read. @throws as `speak`; AbortError */
  async outline(request: OutlineRequest, signal: AbortSignal): Promise<Outline> {
    const { rpc } = this.#running();
    return this.#busyWith(rpc.call('outline', request, signal));
  }

  /** How the sentence at a place is said, and why; null where nothing is read. @throws as `speak`; AbortError */
  async explain(request: ExplainRequest, signal: AbortSignal): Promise<ExplainedSentence | null> {
    const { rpc } = this.#running();
    return this.#busyWith(rpc.call('explain', request, signal));
  }

  /** The next sentences from a place on, for another program to speak. @throws as `speak`; AbortError */
  async script(request: ScriptRequest, signal: AbortSignal): Promise<ScriptSentence[]> {
    const { rpc } = this.#running();
    return this.#busyWith(rpc.call('script', request, signal));
  }

  async info(): Promise<EngineInfo> {
    const { rpc } = this.#running();
    return this.#busyWith(rpc.call('info', null));
  }

  /** Ends the process; the next call starts a new one. Open readings fail with `engine-restarted`. */
  restart(): void {
    this.#stop(new KokoroError('engine-restarted', 'The speech engine was restarted.'));
  }

  dispose(): void {
    this.#stop(abortError());
  }

  #stop(reason: Error): void {
    clearTimeout(this.#idleTimer);
    for (const engine of this.#readings.keys()) engine.kill(reason);
    this.#process?.kill(reason);
    this.#process = undefined;
  }

  #enter(engine: ChildProcess<EngineCalls>): void {
    this.#readings.set(engine, (this.#readings.get(engine) ?? 0) + 1);
  }

  #leave(engine: ChildProcess<EngineCalls>): void {
    const others = (this.#readings.get(engine) ?? 1) - 1;
    if (others > 0) this.#readings.set(engine, others);
    else this.#readings.delete(engine);
    if (others === 0 && engine !== this.#process) endReplaced(engine);
  }

  /** Counts open calls. An engine without open calls is idle, even while a reading is paused. */
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
      this.#log.info('The idle engine is unloaded.');
      this.restart();
    }, minutes * 60_000);
    unref(this.#idleTimer);
  }

  #running(): ChildProcess<EngineCalls> {
    if (this.#process?.isOpen !== true) this.#process = this.#start();
    return this.#process;
  }

  #start(): ChildProcess<EngineCalls> {
    const { entry, threads, keepsAlive = 'always', audioCache, runtime } = this.#options();
    const env = {
      ...GLIBC,
      KOKORO_THREADS: String(threads),
      KOKORO_AUDIO_MEMORY: String(audioCache?.memoryBytes ?? 0),
      KOKORO_AUDIO_DISK: String(audioCache?.diskBytes ?? 0),
      KOKORO_AUDIO_FOLDER: audioCache?.folder ?? '',
      ...(runtime && { [RUNTIME_VARIABLE]: runtime }),
    };
    return new ChildProcess({ name: 'engine', entry, env, execArgv: V8, log: this.#log, keepsAlive, errorFor });
  }
}

function endReplaced(engine: ChildProcess<EngineCalls>): void {
  engine.kill(new KokoroError('engine-restarted', 'The speech engine was replaced by another.'));
}

function errorFor(cause: EndCause, how: string, detail: string): KokoroError {
  switch (cause) {
    case 'not-started':
      return new KokoroError('engine-start-failed', `The speech engine cannot be started: ${how}`);
    case 'ended':
      return new KokoroError('engine-crashed', `The speech engine ended unexpectedly (${how}). ${detail}`.trim());
    case 'unresponsive':
      return new KokoroError('engine-crashed', 'The speech engine stopped responding and was ended.');
    case 'stopped':
      return new KokoroError('engine-restarted', 'The speech engine was restarted.');
  }
}
