import { dependencies, version } from '../../package.json';
import { ASSETS, findAsset, MODEL_NAME, modelGain } from '../assets/manifest';
import type { Disposable } from '../common/disposable';
import { Emitter } from '../common/emitter';
import { isAbort, messageOf } from '../common/errors';
import type { Logger } from '../common/log';
import type { ExporterClient } from '../exporter/client';
import type { OptimizedModel, OptimizedModelState } from '../speech/optimized/optimizedModel';
import { isIntact, removeStored, removeUnder, store, storedBlob, storedPath } from './storage';

const FOLDER = storedPath('optimized/');

/** What was found out about a model: that it may be used, or why not. */
type Verdict = { path: string; speedup: number } | { rejected: string };

/**
 * The published model, rebuilt as on the desktop by a worker of its own: it needs little more than half the time of the
 * published one. It is kept in the browser's storage, for one version of the extension and of ONNX Runtime.
 */
export class BrowserOptimizedModel
  implements
    Pick<OptimizedModel, 'state' | 'onChange' | 'refresh' | 'start' | 'cancel' | 'isIntact' | 'discard' | 'setAside'>,
    Disposable
{
  readonly #exporter: ExporterClient;
  readonly #isWanted: () => boolean;
  readonly #logger: Logger;
  readonly #changed = new Emitter<OptimizedModelState>();
  readonly onChange = this.#changed.event;
  readonly #unusable = new Set<string>();
  readonly #folder: string;
  #state: OptimizedModelState = { kind: 'none' };
  /** The rebuild, once it has begun. */
  #work: { abort: AbortController; done: Promise<void> } | undefined;

  constructor(exporter: ExporterClient, isWanted: () => boolean, logger: Logger) {
    this.#exporter = exporter;
    this.#isWanted = isWanted;
    this.#logger = logger;
    const { sha256 } = findAsset(ASSETS, MODEL_NAME);
    this.#folder = `${FOLDER}${[version, dependencies['onnxruntime-web'], sha256].join('-')}`;
  }

  get state(): OptimizedModelState {
    return this.#state;
  }

  async refresh(): Promise<OptimizedModelState> {
    if (!this.#isWanted()) this.#set({ kind: 'none' });
    else if (this.#state.kind !== 'building') this.#set(await this.#read());
    return this.#state;
  }

  /** Begins the rebuild, once, unless its result is there. */
  start(published: string): void {
    if (this.#work || !this.#isWanted() || this.#state.kind !== 'none') return;
    const abort = new AbortController();
    const done = this.#build(published, abort.signal).catch((error: unknown) => {
      this.#set({ kind: 'none' });
      if (!isAbort(error)) this.#logger.warn(`The optimized model could not be built: ${messageOf(error)}`);
    });
    this.#work = { abort, done };
  }

  /** Stops a running rebuild; the next reading starts it again. */
  async cancel(): Promise<void> {
    if (this.#state.kind !== 'building') return;
    this.#work?.abort.abort();
    await this.#work?.done;
    this.#work = undefined;
  }

  async isIntact(path: string, { rehash = false } = {}): Promise<boolean> {
    if (this.#unusable.has(path)) return false;
    if (!rehash || (await isIntact(path))) return true; // nothing but this extension writes to its storage
    await this.discard(path, 'it has changed since it was stored');
    return false;
  }

  async discard(path: string, reason: string): Promise<void> {
    this.setAside(path, reason);
    await removeStored(path);
    await removeStored(this.#verdictPath);
  }

  setAside(path: string, reason: string): void {
    this.#logger.warn(`The optimized model is not used: ${reason}`);
    this.#unusable.add(path);
    this.#set({ kind: 'none' });
  }

  dispose(): void {
    void this.cancel();
  }

  async #build(published: string, signal: AbortSignal): Promise<void> {
    this.#set({ kind: 'building', share: 0 });
    await removeUnder(FOLDER); // models for other versions
    const began = performance.now();
    const { path, comparison, objection } = await this.#exporter.rebuild(
      { input: published, gain: modelGain(MODEL_NAME), folder: this.#folder, generator: 'graph' },
      { signal, onProgress: (share) => this.#set({ kind: 'building', share }) },
    );
    const { speedup } = comparison;
    const verdict: Verdict = objection === undefined ? { path, speedup } : { rejected: objection };
    await store(this.#verdictPath, new Blob([JSON.stringify(verdict)]));
    if (objection !== undefined) await removeStored(path);
    const seconds = ((performance.now() - began) / 1000).toFixed(0);
    this.#logger.info(
      `The optimized model was built in ${seconds} s: ${objection ?? `${speedup.toFixed(1)} times as fast`}.`,
    );
    this.#set(stateOf(verdict));
  }

  async #read(): Promise<OptimizedModelState> {
    const verdict = await storedBlob(this.#verdictPath);
    if (verdict === undefined) return { kind: 'none' };
    const state = stateOf(JSON.parse(await verdict.text()) as Verdict);
    return state.kind === 'ready' && this.#unusable.has(state.path) ? { kind: 'none' } : state;
  }

  get #verdictPath(): string {
    return `${this.#folder}/verdict.json`;
  }

  #set(state: OptimizedModelState): void {
    this.#state = state;
    this.#changed.fire(state);
  }
}

function stateOf(verdict: Verdict): OptimizedModelState {
  return 'path' in verdict ? { kind: 'ready', ...verdict } : { kind: 'rejected', reason: verdict.rejected };
}
