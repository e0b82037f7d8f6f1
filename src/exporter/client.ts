import { rm } from 'node:fs/promises';
import { abortError, KokoroError } from '../common/errors';
import type { Logger } from '../common/log';
import { partFile } from '../common/partFiles';
import { ChildProcess, type EndCause, type KeepsAlive, WATCH_LIMITS } from '../common/process/client';
import type { RpcClient } from '../common/rpc';
import type { Benchmark } from './benchmark';
import type { Exported, ExportOptions } from './export';
import type { MobileBundle, MobileBundleOptions } from './mobile/bundle';

import { shareOf } from './progress';
import type { ExporterCalls, RebuildRequest, StageProgress } from './protocol';
import type { Quantized, QuantizeKind } from './quantize';
import type { Rebuilt } from './rebuild';
import type { Comparison } from './verify';

/**
 * How long a cancelled process may take to clean up, ms. A conversion notices a cancellation only when it has
 * finished.
 */
const CLEAN_UP_MS = 5_000;

/** How long a conversion or ONNX Runtime's optimization of a model may block the process, ms. */
const STUCK_MS = 600_000;

/** Lets a caller follow and cancel the work. */
export interface JobHooks {
  signal: AbortSignal;
  onProgress: (progress: StageProgress) => void;
}

/** The same for a rebuild, which reports its overall progress, from 0 to 1. */
export interface RebuildHooks {
  signal: AbortSignal;
  onProgress: (share: number) => void;
}

/** Exports and quantizes in a process of its own, one for each job. */
export class ExporterClient {
  readonly #entry: string;
  readonly #log: Logger;
  readonly #keepsAlive: KeepsAlive;

  /**
   * @param entry the bundled exporter process, `dist/exporter.js`
   * @param keepsAlive when the process keeps this program running
   */
  constructor(entry: string, log: Logger, keepsAlive: KeepsAlive = 'always') {
    this.#entry = entry;
    this.#log = log;
    this.#keepsAlive = keepsAlive;
  }

  /** As `exportModel`. @throws KokoroError also `exporter-failed` when the process dies or stops responding */
  export(options: ExportOptions, hooks: JobHooks): Promise<Exported> {
    return this.#run(options.out, hooks, (rpc) => rpc.call('export', options, hooks.signal, hooks.onProgress));
  }

  /** As `quantizeModel`, with the errors of `export`. */
  quantize(input: string, out: string, kind: QuantizeKind, hooks: JobHooks): Promise<Quantized> {
    const params = { input, out, kind };
    return this.#run(out, hooks, (rpc) => rpc.call('quantize', params, hooks.signal, hooks.onProgress));
  }

  /** As `writeMobileBundle`, with the errors of `export`. */
  mobile(options: MobileBundleOptions, hooks: JobHooks): Promise<MobileBundle> {
    return this.#run(options.out, hooks, (rpc) => rpc.call('mobile', options, hooks.signal, hooks.onProgress));
  }

  /**
   * As `rebuildModel`, with low priority unless it is urgent. If the process fails, dies or is cancelled, the folder is
   * removed. Our own kernels were not tried on all processors: where they crash or are objected to, the model is built
   * again with a graph.
   */
  async rebuild(options: RebuildRequest, hooks: RebuildHooks): Promise<Rebuilt> {
    const { generator, folder } = options;
    let failure: string;
    try {
      const rebuilt = await this.#rebuild(options, hooks);
      if (generator === 'graph' || rebuilt.objection === undefined) return rebuilt;
      failure = rebuilt.objection;
    } catch (error) {
      if (generator === 'graph' || !(error instanceof ExporterCrash)) throw error;
      failure = error.message;
    }
    this.#log.warn(`The optimized model is built again without our own kernels: ${failure}`);
    await rm(folder, { recursive: true, force: true });
    return this.#rebuild({ ...options, generator: 'graph' }, hooks);
  }

  async #rebuild(options: RebuildRequest, { signal, onProgress }: RebuildHooks): Promise<Rebuilt> {
    const report = ({ stage, part }: StageProgress): void => onProgress(shareOf(stage, part));
    try {
      return await this.#run(undefined, { signal }, (rpc) => rpc.call('rebuild', options, signal, report));
    } catch (error) {
      await rm(options.folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** As `benchmarkModel`. */
  benchmark(path: string, signal: AbortSignal): Promise<Benchmark> {
    return this.#run(undefined, { signal }, (rpc) => rpc.call('benchmark', { path }, signal));
  }

  /** As `compareModels`. @param gain factor that corrects the level of the known model */
  compare(known: string, candidate: string, signal: AbortSignal, gain = 1): Promise<Comparison> {
    return this.#run(undefined, { signal }, (rpc) => rpc.call('compare', { known, candidate, gain }, signal));
  }

  /** Settles when the process has exited and partial files are removed. */
  async #run<T>(
    out: string | undefined,
    { signal }: Pick<JobHooks, 'signal'>,
    call: (rpc: RpcClient<ExporterCalls>) => Promise<T>,
  ): Promise<T> {
    signal.throwIfAborted();
    const exporter = new ChildProcess<ExporterCalls>({
      name: 'exporter',
      entry: this.#entry,
      log: this.#log,
      limits: { ...WATCH_LIMITS, stuckMs: STUCK_MS },
      keepsAlive: this.#keepsAlive,
      errorFor,
    });
    try {
      return await call(exporter.rpc);
    } finally {
      const timer = setTimeout(() => exporter.kill(abortError()), CLEAN_UP_MS);
      exporter.release();
      await exporter.gone;
      clearTimeout(timer);
      if (out !== undefined) await rm(partFile(out, exporter.pid), { recursive: true, force: true });
    }
  }
}

/** The exporter ended by a fault of its own. */
class ExporterCrash extends KokoroError {}

/** Signals by which somebody else ends a process. */
const KILLED: ReadonlySet<string> = new Set(['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGHUP'].map((name) => `signal ${name}`));

function errorFor(cause: EndCause, how: string): KokoroError {
  const what = cause === 'not-started' ? 'cannot be started' : 'ended unexpectedly';
  const message = `The exporter ${what} (${how}). Free some memory and try again; the log tells more.`;
  const isCrash = cause === 'unresponsive' || (cause === 'ended' && !KILLED.has(how));
  return isCrash ? new ExporterCrash('exporter-failed', message) : new KokoroError('exporter-failed', message);
}
