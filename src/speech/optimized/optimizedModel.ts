import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { FileLock, LOCK_TIMING, type LockTiming } from '../../assets/lock';
import { MODEL_NAME, modelGain } from '../../assets/manifest';
import type { Disposable } from '../../common/disposable';
import { Emitter } from '../../common/emitter';
import { isAbort, isDiskFull, KokoroError, messageOf } from '../../common/errors';
import type { Logger } from '../../common/log';
import type { GeneratorForm } from '../../kokoro/twoGraphs';
import { adoptFormerModel, hasFormerModel, removeIfEmpty } from './formerFolder';
import { OptimizedModelRecord, type Outcome } from './record';

/** What there is in place of the published model; `none` also when the optimized model is turned off. */
export type OptimizedModelState =
  | { kind: 'none' }
  | { kind: 'building'; share: number }
  | { kind: 'ready'; path: string; speedup: number }
  | { kind: 'rejected'; reason: string };

/**
 * Rebuilds the published model into a folder and compares the speech of both; `onProgress` gets the share done, 0–1.
 */
export type Rebuild = (
  what: { input: string; gain: number; folder: string; generator: GeneratorForm },
  hooks: { signal: AbortSignal; onProgress: (share: number) => void },
) => Promise<{ path: string; comparison: { speedup: number }; objection?: string | undefined }>;

export interface OptimizedModelOptions {
  /** The cache's folder for the optimized model. */
  folder: string;
  /** Where earlier versions kept it; a model found there is moved to `folder`. */
  formerFolder?: string;
  rebuild: Rebuild;
  /** What makes the sound of models that this build makes. */
  generator: GeneratorForm;
  /** Whether the model is built in the background, only used if it exists, or not used; called each time. */
  mode: () => 'make' | 'use' | 'off';
  logger: Logger;
  lockTiming?: LockTiming;
}

/** How long a reading may wait for another process that is using the former folder, ms. */
const ADOPTION_WAIT_MS = 2_000;

/**
 * The published model, optimized for this machine. It is built once, in its own process, while the published model
 * speaks; an interrupted rebuild restarts from the beginning at the next reading. All windows and the command line
 * share one optimized model.
 */
export class OptimizedModel implements Disposable {
  readonly #options: OptimizedModelOptions;
  readonly #record: OptimizedModelRecord;
  readonly #changed = new Emitter<OptimizedModelState>();
  readonly onChange = this.#changed.event;
  #state: OptimizedModelState = { kind: 'none' };
  /** A rebuild or a load failed, so no other rebuild is tried before the next start. */
  #failed = false;
  /** Models that this process must not use, whatever is recorded. */
  readonly #unusable = new Set<string>();
  #adoption: Promise<void> | undefined;
  #work: { abort: AbortController; done: Promise<OptimizedModelState> } | undefined;

  constructor(options: OptimizedModelOptions) {
    this.#options = options;
    this.#record = new OptimizedModelRecord(options.folder, options.generator, options.logger);
  }

  get state(): OptimizedModelState {
    return this.#state;
  }

  /** Reads the state from disk. A model whose files look right is ready; `isIntact` checks their content. */
  async refresh(): Promise<OptimizedModelState> {
    if (this.#options.mode() === 'off') this.#set({ kind: 'none' });
    else {
      await this.#adoptOnce();
      if (this.#work === undefined) this.#set(stateOf(await this.#read()));
    }
    return this.#state;
  }

  /**
   * Whether the model at `path` is, byte for byte, the one that was verified; if not, it is discarded. Takes 0.1 to
   * 0.3 s the first time and after a change, otherwise next to nothing. Never rejects.
   * @param options.rehash read every byte again
   */
  async isIntact(path: string, options: { rehash?: boolean } = {}): Promise<boolean> {
    if (this.#unusable.has(path)) return false;
    const fault = await this.#record.fault(path, options);
    if (fault !== undefined) await this.discard(path, fault);
    return fault === undefined;
  }

  /** Builds the model in the background, unless it exists, was rejected, failed before or is not wanted. */
  start(published: string): void {
    if (this.#options.mode() !== 'make' || this.#failed) return;
    if (this.#work !== undefined || this.#state.kind !== 'none') return;
    this.#run(published, { always: false }).catch((error: unknown) => {
      if (isAbort(error)) return;
      this.#failed = true;
      this.#options.logger.warn(
        `The optimized model could not be built; the published model is used: ${messageOf(error)}`,
      );
    });
  }

  /**
   * Builds the model again, even if it exists.
   * @throws KokoroError as the rebuild does; an AbortError when it is cancelled
   */
  async rebuild(
    published: string,
    signal: AbortSignal,
    onProgress: (share: number) => void,
  ): Promise<OptimizedModelState> {
    await this.cancel();
    signal.throwIfAborted();
    const stop = (): void => this.#work?.abort.abort();
    signal.addEventListener('abort', stop);
    const following = this.onChange((state) => state.kind === 'building' && onProgress(state.share));
    try {
      return await this.#run(published, { always: true });
    } finally {
      signal.removeEventListener('abort', stop);
      following.dispose();
    }
  }

  /**
   * What is wrong with the model on disk, every byte of which is read; undefined when it is intact or there is none.
   */
  async inspect(): Promise<string | undefined> {
    await this.#adoptOnce();
    return this.#record.inspect();
  }

  /** Stops using a damaged model at `path`; the published one takes its place until another is built. Never rejects. */
  async discard(path: string, why: string): Promise<void> {
    if (this.#unusable.has(path)) return;
    const { logger } = this.#options;
    logger.warn(
      `The optimized model is no longer used, because ${why}; the published model is used until it is built again.`,
    );
    this.#exclude(path);
    try {
      await this.#record.forget(path);
    } catch (error) {
      logger.warn(`The record of the optimized model cannot be removed: ${messageOf(error)}`);
    }
  }

  /**
   * Stops using an intact model at `path` that cannot be loaded now, for example for lack of memory. It is kept for
   * the next start; until then the published model takes its place.
   */
  setAside(path: string, why: string): void {
    this.#options.logger.warn(
      `The optimized model is intact but cannot be loaded; the published model is used: ${why}`,
    );
    this.#failed = true;
    this.#exclude(path);
  }

  /** Stops a running rebuild; settles when it has left nothing behind. The next reading starts it again. */
  async cancel(): Promise<void> {
    this.#work?.abort.abort();
    await this.#work?.done.catch(() => undefined); // reported to whoever started it
  }

  dispose(): void {
    void this.cancel();
  }

  #exclude(path: string): void {
    this.#unusable.add(path);
    if (this.#work === undefined) this.#set({ kind: 'none' });
  }

  async #read(): Promise<Outcome | undefined> {
    const outcome = await this.#record.read();
    return outcome && 'path' in outcome && this.#unusable.has(outcome.path) ? undefined : outcome;
  }

  #run(published: string, { always }: { always: boolean }): Promise<OptimizedModelState> {
    const abort = new AbortController();
    const done = this.#build(published, always, abort.signal).finally(() => (this.#work = undefined));
    this.#work = { abort, done };
    return done;
  }

  async #build(published: string, always: boolean, signal: AbortSignal): Promise<OptimizedModelState> {
    this.#set({ kind: 'building', share: 0 });
    let state: OptimizedModelState = { kind: 'none' };
    try {
      state = await this.#whileLocked(signal, async () => {
        await this.#adopt(signal);
        // Another process may have built it while this one waited for the lock.
        const outcome = always ? undefined : await this.#read();
        return stateOf(outcome ?? (await this.#rebuild(published, signal)));
      });
    } catch (error) {
      throw isDiskFull(error) && !(error instanceof KokoroError) ? this.#diskFull(error) : error;
    } finally {
      this.#set(state);
    }
    return state;
  }

  async #rebuild(published: string, signal: AbortSignal): Promise<Outcome> {
    const { rebuild, logger } = this.#options;
    const folder = await this.#record.newFolder();
    const started = performance.now();
    const what = { input: published, gain: modelGain(MODEL_NAME), folder, generator: this.#options.generator };
    const onProgress = (share: number): void => this.#set({ kind: 'building', share });
    const { path, comparison, objection } = await rebuild(what, { signal, onProgress });
    const outcome = objection === undefined ? { path, speedup: comparison.speedup } : { rejected: objection };
    try {
      signal.throwIfAborted();
      await this.#record.write(outcome);
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    if (objection === undefined) {
      const { speedup } = comparison;
      logger.info(`The optimized model was built in ${seconds} s; it is ${speedup.toFixed(1)} times as fast.`);
    } else logger.warn(`The optimized model is not used, because ${objection}; the published model is used.`);
    return outcome;
  }

  /** Adopts a model in the former folder the first time that it is called. Never rejects. */
  #adoptOnce(): Promise<void> {
    return (this.#adoption ??= this.#adoptSoon());
  }

  async #adoptSoon(): Promise<void> {
    const { formerFolder, logger } = this.#options;
    try {
      if (formerFolder === undefined || !(await hasFormerModel(formerFolder))) return;
      const signal = AbortSignal.timeout(ADOPTION_WAIT_MS);
      await this.#whileLocked(signal, () => this.#adopt(signal));
    } catch (error) {
      logger.warn(`The optimized model in ${formerFolder ?? ''} is not moved yet: ${messageOf(error)}`);
    }
  }

  /**
   * Moves a model from the former folder. The caller must hold the lock of the folder. Rejects only when it is
   * cancelled.
   */
  async #adopt(signal: AbortSignal): Promise<void> {
    const { folder, formerFolder, logger, lockTiming } = this.#options;
    try {
      if (formerFolder === undefined || !(await hasFormerModel(formerFolder))) return;
      const lock = await acquire(join(formerFolder, 'lock'), signal, lockTiming); // an earlier version may be building
      try {
        await adoptFormerModel(formerFolder, folder);
      } finally {
        await lock.release();
      }
      await removeIfEmpty(formerFolder);
    } catch (error) {
      if (signal.aborted) throw error;
      logger.warn(`The optimized model in ${formerFolder ?? ''} cannot be moved to ${folder}: ${messageOf(error)}`);
    }
  }

  /** Runs `work` while no other process changes the folder. */
  async #whileLocked<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const { folder, lockTiming } = this.#options;
    await mkdir(folder, { recursive: true });
    const lock = await acquire(this.#record.lockPath, signal, lockTiming);
    try {
      return await work();
    } finally {
      await lock.release();
    }
  }

  #diskFull(cause: unknown): KokoroError {
    const { folder } = this.#options;
    return new KokoroError(
      'disk-full',
      `The disk is full: ${folder} temporarily needs 300 MB. Free some space and try again.`,
      { cause },
    );
  }

  #set(state: OptimizedModelState): void {
    const same = JSON.stringify(state) === JSON.stringify(this.#state);
    this.#state = state;
    if (!same) this.#changed.fire(state);
  }
}

const acquire = (path: string, signal: AbortSignal, timing: LockTiming = LOCK_TIMING): Promise<FileLock> =>
  FileLock.acquire(path, signal, () => Promise.resolve(), timing);

function stateOf(outcome: Outcome | undefined): OptimizedModelState {
  if (outcome === undefined) return { kind: 'none' };
  return 'path' in outcome ? { kind: 'ready', ...outcome } : { kind: 'rejected', reason: outcome.rejected };
}
