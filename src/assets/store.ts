import { mkdir, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { abortError, isDiskFull, KokoroError, messageOf, systemCodeOf } from '../common/errors';
import type { Logger } from '../common/log';
import { isMissing, sizeOf } from './disk';
import { type AssetProgress, download, hasPart, partFile, removePart } from './download';
import type { HttpOptions } from './httpSource';
import { FileLock, LOCK_TIMING, type LockTiming } from './lock';
import { type Asset, ASSETS, findAsset } from './manifest';
import { diskFull, notWritable } from './messages';
import { SharedWork } from './sharedWork';
import { sourcesOf } from './sources';
import { isStamped, stampFile, verifyFile, writeStamp } from './verify';

export type { AssetProgress } from './download';

/** `unverified`: of the right size, but its bytes have not been compared since it was last touched. */
export type AssetStatus = 'missing' | 'verified' | 'corrupt' | 'unverified';

export interface AssetStoreOptions {
  /** Where the files are kept; made when it is first needed. */
  folder: string;
  /** A folder or http(s) base URL of the user's own, asked first; empty for none. */
  source?: string | undefined;
  logger: Logger;
  /** The files there are; those of models/manifest.json by default. */
  assets?: readonly Asset[];
  /** For requests; the global fetch, which in VS Code knows of proxies, by default. */
  fetch?: typeof globalThis.fetch;
  /** A connection that is silent for so long counts as dropped, ms. */
  stallMs?: number;
  /** A connection that brings fewer bytes than that in `windowMs` counts as dropped as well. */
  minBytes?: number;
  windowMs?: number;
  /** Pause before a dropped download goes on, doubled with each fruitless attempt, ms. */
  retryDelayMs?: number;
  lockTiming?: LockTiming;
}

export interface EnsureOptions {
  signal?: AbortSignal;
  /** Called in steps of half a percent at least. */
  onProgress?: (progress: AssetProgress) => void;
}

type Report = (progress: AssetProgress) => void;

/** The models and voices on this machine, each fetched and verified when it is first needed. */
export class AssetStore {
  /** The files there are, whether on this machine or not. */
  readonly assets: readonly Asset[];
  readonly #folder: string;
  readonly #source: string | undefined;
  readonly #logger: Logger;
  readonly #http: HttpOptions;
  readonly #lockTiming: LockTiming;
  readonly #running = new Map<string, SharedWork<string, AssetProgress>>();

  constructor(options: AssetStoreOptions) {
    this.assets = options.assets ?? ASSETS;
    this.#folder = resolve(options.folder);
    this.#source = options.source;
    this.#logger = options.logger;
    this.#http = {
      fetch: options.fetch ?? ((input, init) => fetch(input, init)),
      stallMs: options.stallMs ?? 30_000,
      minBytes: options.minBytes ?? 30_000,
      windowMs: options.windowMs ?? 60_000,
      retryDelayMs: options.retryDelayMs ?? 500,
    };
    this.#lockTiming = options.lockTiming ?? LOCK_TIMING;
  }

  /** Where a file is, or would be. @throws KokoroError `asset-unknown` */
  pathOf(name: string): string {
    return join(this.#folder, findAsset(this.assets, name).name);
  }

  /**
   * Makes sure that a file is here and is the right one: verified, or fetched. Calls for the same file share one
   * download, within a process and between processes.
   * @returns its absolute path
   * @throws KokoroError `asset-unknown`, `asset-unavailable` or `disk-full`; AbortError, which leaves what has arrived
   *   for the next time
   */
  async ensure(name: string, { signal, onProgress }: EnsureOptions = {}): Promise<string> {
    const asset = findAsset(this.assets, name);
    const path = this.pathOf(name);
    if (signal?.aborted) throw abortError();
    if (await isStamped(path, asset)) return path;
    let work = this.#running.get(name);
    if (!work || work.abandoned) {
      const started = new SharedWork<string, AssetProgress>(async (workSignal, report) => {
        try {
          return await this.#obtain(asset, path, workSignal, throttled(report));
        } finally {
          if (this.#running.get(name) === started) this.#running.delete(name);
        }
      });
      this.#running.set(name, started);
      work = started;
    }
    return work.join(signal, onProgress);
  }

  /**
   * What is on disk, without any request.
   * @param options.rehash read the whole file, whatever is remembered of it; never gives `unverified`
   * @throws KokoroError `asset-unknown`
   */
  async status(name: string, { rehash = false } = {}): Promise<AssetStatus> {
    const asset = findAsset(this.assets, name);
    const path = this.pathOf(name);
    if (rehash) return this.#inspect(asset, path);
    try {
      if (await isStamped(path, asset)) return 'verified';
      return (await stat(path)).size === asset.bytes ? 'unverified' : 'corrupt';
    } catch (error) {
      if (isMissing(error)) return 'missing';
      throw error;
    }
  }

  async #obtain(asset: Asset, path: string, signal: AbortSignal, report: Report): Promise<string> {
    try {
      // Without the lock first: a folder with all files in place may be read-only.
      const accepted = await this.#accept(asset, path, signal, report);
      if (accepted && !(await hasPart(path))) return path;
      await mkdir(dirname(path), { recursive: true });
      while (!(await this.#obtainLocked(asset, path, signal, report)));
      return path;
    } catch (error) {
      if (signal.aborted) throw abortError();
      if (error instanceof KokoroError) throw error;
      if (isDiskFull(error)) throw diskFull(asset, this.#folder, asset.bytes, error);
      if (systemCodeOf(error)) throw notWritable(asset, path, error);
      throw error;
    }
  }

  /** @returns false when the lock was lost to another process on the way, so that it is to be waited for again */
  async #obtainLocked(asset: Asset, path: string, signal: AbortSignal, report: Report): Promise<boolean> {
    const onWait = async (): Promise<void> => {
      const receivedBytes = Math.min(asset.bytes, await sizeOf(partFile(path)));
      report({ asset: asset.name, receivedBytes, totalBytes: asset.bytes, source: '', phase: 'waiting' });
    };
    const lock = await FileLock.acquire(`${path}.lock`, signal, onWait, this.#lockTiming);
    try {
      if (await this.#accept(asset, path, signal, report)) {
        await removePart(path); // a download that was broken off, before the file came in another way
        return true;
      }
      if ((await this.status(asset.name)) !== 'missing') {
        this.#logger.warn(`${path} is not the expected file; it is deleted and fetched again`);
        await rm(path);
      }
      const sources = sourcesOf(asset, this.#source, this.#http);
      const logger = this.#logger;
      const folder = this.#folder;
      const stamp = await download({ asset, path, sources, folder, lock, logger, signal, onProgress: report });
      await this.#remember(path, stamp);
      return true;
    } catch (error) {
      if (signal.aborted || !lock.lost.aborted) throw error;
      this.#logger.warn(`another process has taken over the download of ${asset.name}`);
      return false;
    } finally {
      await lock.release();
    }
  }

  /** Whether the file is here and right. */
  async #accept(asset: Asset, path: string, signal: AbortSignal, report: Report): Promise<boolean> {
    const status = await this.status(asset.name);
    if (status === 'unverified') {
      report({
        asset: asset.name,
        receivedBytes: asset.bytes,
        totalBytes: asset.bytes,
        source: this.#folder,
        phase: 'verifying',
      });
      return (await this.#inspect(asset, path, signal)) === 'verified';
    }
    return status === 'verified';
  }

  async #inspect(asset: Asset, path: string, signal?: AbortSignal): Promise<'missing' | 'verified' | 'corrupt'> {
    try {
      const { stamp, fault } = await verifyFile(path, asset, signal);
      await this.#remember(path, stamp);
      if (fault) this.#logger.warn(`${path} is not the expected file: ${fault}`);
      return fault ? 'corrupt' : 'verified';
    } catch (error) {
      if (isMissing(error)) return 'missing';
      throw error;
    }
  }

  /** A stamp only saves time, so a file whose stamp cannot be written is as good. */
  async #remember(path: string, stamp: string | undefined): Promise<void> {
    try {
      if (stamp === undefined) await rm(stampFile(path), { force: true });
      else await writeStamp(path, stamp);
    } catch (error) {
      this.#logger.warn(`the state of ${path} could not be noted: ${messageOf(error)}`);
    }
  }
}

/** Passes on changes of phase or source, and steps of half a percent. */
function throttled(report: Report): Report {
  let last: AssetProgress | undefined;
  return (progress) => {
    const step = progress.receivedBytes - (last?.receivedBytes ?? 0);
    const same = last?.phase === progress.phase && last.source === progress.source;
    if (same && step >= 0 && step < progress.totalBytes / 200 && progress.receivedBytes < progress.totalBytes) return;
    last = progress;
    report(progress);
  };
}
