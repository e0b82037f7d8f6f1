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

/** `unverified`: the size is right, but the content has not been checked since the last change. */
export type AssetStatus = 'missing' | 'verified' | 'corrupt' | 'unverified';

export interface AssetStoreOptions {
  /** Where the files are kept; created when first needed. */
  folder: string;
  /** The user's own folder or http(s) base URL, tried first; empty for none. */
  source?: string | undefined;
  logger: Logger;
  /** The known files; by default those of models/manifest.json. */
  assets?: readonly Asset[];
  /** By default the global fetch, which in VS Code supports proxies. */
  fetch?: typeof globalThis.fetch;
  /** See HttpOptions. */
  stallMs?: number;
  minBytes?: number;
  windowMs?: number;
  retryDelayMs?: number;
  lockTiming?: LockTiming;
}

export interface EnsureOptions {
  signal?: AbortSignal;
  /** Called in steps of at least half a percent. */
  onProgress?: (progress: AssetProgress) => void;
}

type Report = (progress: AssetProgress) => void;

/** The models and voices on this machine, each fetched and verified when first needed. */
export class AssetStore {
  /** All known files, whether on this machine or not. */
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

  /** The path of a file, whether it exists or not. @throws KokoroError `asset-unknown` */
  pathOf(name: string): string {
    return join(this.#folder, findAsset(this.assets, name).name);
  }

  /**
   * Ensures that a file is here and intact, fetching it if necessary. Calls for the same file share one download,
   * within a process and between processes.
   * @returns its absolute path
   * @throws KokoroError `asset-unknown`, `asset-unavailable` or `disk-full`; AbortError, which keeps the downloaded
   *   part for the next time
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
   * The state of a file on disk, without any request.
   * @param options.rehash read the whole file even if it was verified before; never returns `unverified`
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
      // Without the lock first: a complete folder may be read-only.
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

  /** @returns false when the lock was lost to another process meanwhile and must be acquired again */
  async #obtainLocked(asset: Asset, path: string, signal: AbortSignal, report: Report): Promise<boolean> {
    const onWait = async (): Promise<void> => {
      const receivedBytes = Math.min(asset.bytes, await sizeOf(partFile(path)));
      report({ asset: asset.name, receivedBytes, totalBytes: asset.bytes, source: '', phase: 'waiting' });
    };
    const lock = await FileLock.acquire(`${path}.lock`, signal, onWait, this.#lockTiming);
    try {
      if (await this.#accept(asset, path, signal, report)) {
        await removePart(path); // of an interrupted download, before the file arrived in another way
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

  /** Whether the file is here and intact. */
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

  /** Writes the stamp. It only saves time, so failing to write it is not an error. */
  async #remember(path: string, stamp: string | undefined): Promise<void> {
    try {
      if (stamp === undefined) await rm(stampFile(path), { force: true });
      else await writeStamp(path, stamp);
    } catch (error) {
      this.#logger.warn(`the state of ${path} could not be noted: ${messageOf(error)}`);
    }
  }
}

/** Forwards changes of phase or source, and steps of half a percent. */
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
