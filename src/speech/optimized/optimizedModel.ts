import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { FileLock, LOCK_TIMING, type LockTiming } from '../../assets/lock';
import { MODEL_NAME, modelGain } from '../../assets/manifest';
import type { Disposable } from '../../common/disposable';
import { Emitter } from '../../common/emitter';
import { isAbort, isDiskFull, KokoroError, messageOf } from '../../common/errors';
import type { Logger } from '../../common/log';
import { OptimizedModelRecord, type Outcome } from './record';

/** What there is in place of the published model; `none` also where it is turned off. */
export type OptimizedModelState =
  | { kind: 'none' }
  | { kind: 'building'; share: number }
  | { kind: 'ready'; path: string; faster: number }
  | { kind: 'rejected'; reason: string };

/** Rebuilds the published model into a folder and compares how both speak; `onProgress` is told 0–1. */
export type Rebuild = (
  what: { input: string; gain: number; folder: string },
  hooks: { signal: AbortSignal; onProgress: (share: number) => void },
) => Promise<{ path: string; comparison: { faster: number }; objection?: string | undefined }>;

export interface OptimizedModelOptions {
  /** The cache's folder for it. */
  folder: string;
  rebuild: Rebuild;
  /** Whether it is made in the background, only used where it is there, or not even that; asked each time. */
  mode: () => 'make' | 'use' | 'off';
  logger: Logger;
  lockTiming?: LockTiming;
}

/**
 * The published model in the form that is fast on this machine. It is made once, in a process of its own, while the published one
 * speaks; what was interrupted begins anew with the next reading. Windows and the command line share one.
 */
export class OptimizedModel implements Disposable {
  readonly #options: OptimizedModelOptions;
  readonly #record: OptimizedModelRecord;
  readonly #changed = new Emitter<OptimizedModelState>();
  readonly onChange = this.#changed.event;
  #state: OptimizedModelState = { kind: 'none' };
  /** It failed, so that it is not tried again before the next start. */
  #failed = false;
  /** Models that are not to be used in this process, whatever the disk says. */
  readonly #unusable = new Set<string>();
  #work: { abort: AbortController; done: Promise<OptimizedModelState> } | undefined;

  constructor(options: OptimizedModelOptions) {
    this.#options = options;
    this.#record = new OptimizedModelRecord(options.folder, options.logger);
  }

  get state(): OptimizedModelState {
    return this.#state;
  }

  /** What there is, as the disk says. A model whose files look right is ready; `isIntact` looks into them. */
  async refresh(): Promise<OptimizedModelState> {
    if (this.#options.mode() === 'off') this.#set({ kind: 'none' });
    else if (this.#work === undefined) this.#set(stateOf(await this.#read()));
    return this.#state;
  }

  /**
   * Whether the model at `path` is, byte for byte, the one that was verified. One that is not is discarded. Takes 0.1 to 0.3 s the first
   * time and after a change, and next to nothing otherwise. Never rejects.
   * @param options.rehash read all of it again
   */
  async isIntact(path: string, options: { rehash?: boolean } = {}): Promise<boolean> {
    if (this.#unusable.has(path)) return false;
    const fault = await this.#record.fault(path, options);
    if (fault !== undefined) await this.discard(path, fault);
    return fault === undefined;
  }

  /** Makes it in the background, unless it is there, was rejected, or is not wanted. */
  start(published: string): void {
    if (this.#options.mode() !== 'make' || this.#failed) return;
    if (this.#work !== undefined || this.#state.kind !== 'none') return;
    this.#run(published, false).catch((error: unknown) => {
      if (isAbort(error)) return;
      this.#failed = true;
      this.#options.logger.warn(`The fast model could not be made; the published one goes on: ${messageOf(error)}`);
    });
  }

  /**
   * Makes it anew, whatever there is.
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
      return await this.#run(published, true);
    } finally {
      signal.removeEventListener('abort', stop);
      following.dispose();
    }
  }

  /** What is wrong with what is on the disk, every byte of it read again; undefined when it is intact, or there is nothing. */
  inspect(): Promise<string | undefined> {
    return this.#record.inspect();
  }

  /** The model at `path` is damaged: the published one takes its place until another one is made. Never rejects. */
  async discard(path: string, why: string): Promise<void> {
    if (this.#unusable.has(path)) return;
    const { logger } = this.#options;
    logger.warn(
      `The fast model is not used any more, because ${why}; the published one goes on until it is made anew.`,
    );
    this.#exclude(path);
    try {
      await this.#record.forget(path);
    } catch (error) {
      logger.warn(`The record of the fast model cannot be removed: ${messageOf(error)}`);
    }
  }

  /**
   * The model at `path` is what it should be, but cannot be loaded now, for want of memory for instance. It is kept for the next start;
   * until then the published one takes its place.
   */
  setAside(path: string, why: string): void {
    this.#options.logger.warn(`The fast model is intact but cannot be loaded; the published one goes on: ${why}`);
    this.#failed = true;
    this.#exclude(path);
  }

  /** Ends a rebuild that is under way, and settles when it has left nothing behind; the next reading starts it again. */
  async cancel(): Promise<void> {
    this.#work?.abort.abort();
    await this.#work?.done.catch(() => undefined); // whoever started it hears of its end
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

  #run(published: string, anew: boolean): Promise<OptimizedModelState> {
    const abort = new AbortController();
    const done = this.#make(published, anew, abort.signal).finally(() => (this.#work = undefined));
    this.#work = { abort, done };
    return done;
  }

  async #make(published: string, anew: boolean, signal: AbortSignal): Promise<OptimizedModelState> {
    this.#set({ kind: 'building', share: 0 });
    let state: OptimizedModelState = { kind: 'none' };
    try {
      await mkdir(dirname(this.#record.lockPath), { recursive: true });
      const wait = (): Promise<void> => Promise.resolve();
      const lock = await FileLock.acquire(this.#record.lockPath, signal, wait, this.#options.lockTiming ?? LOCK_TIMING);
      try {
        // Another window may have made it meanwhile.
        const outcome = anew ? undefined : await this.#read();
        state = stateOf(outcome ?? (await this.#rebuild(published, signal)));
      } finally {
        await lock.release();
      }
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
    const began = performance.now();
    const what = { input: published, gain: modelGain(MODEL_NAME), folder };
    const onProgress = (share: number): void => this.#set({ kind: 'building', share });
    const { path, comparison, objection } = await rebuild(what, { signal, onProgress });
    const outcome = objection === undefined ? { path, faster: comparison.faster } : { rejected: objection };
    try {
      signal.throwIfAborted();
      await this.#record.write(outcome);
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
    const took = ((performance.now() - began) / 1000).toFixed(0);
    if (objection === undefined) {
      logger.info(`The fast model was made in ${took} s; it takes ${comparison.faster.toFixed(1)} times less work.`);
    } else logger.warn(`The fast model is not used, because ${objection}; the published one goes on.`);
    return outcome;
  }

  #diskFull(cause: unknown): KokoroError {
    const { folder } = this.#options;
    return new KokoroError('disk-full', `The disk is full: ${folder} needs 300 MB for a while. Free some space.`, {
      cause,
    });
  }

  #set(state: OptimizedModelState): void {
    const same = JSON.stringify(state) === JSON.stringify(this.#state);
    this.#state = state;
    if (!same) this.#changed.fire(state);
  }
}

function stateOf(outcome: Outcome | undefined): OptimizedModelState {
  if (outcome === undefined) return { kind: 'none' };
  return 'path' in outcome ? { kind: 'ready', ...outcome } : { kind: 'rejected', reason: outcome.rejected };
}
