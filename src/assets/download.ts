import { rm } from 'node:fs/promises';
import { abortError, isDiskFull, messageOf } from '../common/errors';
import type { Logger } from '../common/log';
import { disk, DiskError, replaceFile, sizeOf } from './disk';
import type { FileLock } from './lock';
import type { Asset } from './manifest';
import { diskFull, type SourceFailure, unavailable } from './messages';
import { discardPart, packageFolder } from './part';
import type { AssetSource, FetchContext } from './source';
import { verifyFile } from './verify';

/** How far a file has come. */
export interface AssetProgress {
  /** Its name in the manifest. */
  asset: string;
  receivedBytes: number;
  totalBytes: number;
  /** Where it comes from, e.g. `github.com`; empty while another process is waited for. */
  source: string;
  /** `waiting`: another process, or another call in this one, is at work on the same file. */
  phase: 'downloading' | 'verifying' | 'waiting';
}

export interface DownloadJob {
  asset: Asset;
  /** Where the file goes. */
  path: string;
  sources: readonly AssetSource[];
  /** The folder of the store. */
  folder: string;
  lock: FileLock;
  logger: Logger;
  signal: AbortSignal;
  onProgress: (progress: AssetProgress) => void;
}

/**
 * Fills the part file from the first source that can, verifies it and renames it. A cancelled or dropped download
 * leaves its part file for the next time.
 * @returns the stamp of the file
 * @throws KokoroError `asset-unavailable` or `disk-full`, DiskError, or AbortError
 */
export async function download(job: DownloadJob): Promise<string> {
  const { asset, path, folder, lock, logger } = job;
  const part = partFile(path);
  const signal = AbortSignal.any([job.signal, lock.lost]);
  const failures: SourceFailure[] = [];
  for (const source of job.sources) {
    const { label } = source;
    try {
      const stamp = await fetchVerified(source, { ...job, signal });
      // Renaming is only for the owner of the lock; this process may have slept.
      await lock.beat();
      signal.throwIfAborted();
      await disk(replaceFile(part, path));
      await removePart(path);
      logger.info(`${asset.name} came from ${label}`);
      return stamp;
    } catch (error) {
      if (signal.aborted) throw abortError();
      if (isDiskFull(error) && error instanceof DiskError) {
        throw diskFull(asset, folder, asset.bytes - (await sizeOf(part)) + source.extraBytes, error);
      }
      if (error instanceof DiskError) throw error;
      logger.warn(`${asset.name} did not come from ${label}: ${messageOf(error)}`);
      failures.push({ label, reason: messageOf(error) });
    }
  }
  throw unavailable(asset, path, failures);
}

/** The file that a download is written to until it has been verified. */
export const partFile = (path: string): string => `${path}.part`;

/** Whether a download of the file was broken off. */
export const hasPart = async (path: string): Promise<boolean> => (await sizeOf(partFile(path))) > 0;

/** Removes all that downloads of a file have left beside it. */
export async function removePart(path: string): Promise<void> {
  const part = partFile(path);
  await discardPart(part);
  await disk(rm(packageFolder(part), { recursive: true, force: true }));
}

async function fetchVerified(source: AssetSource, job: DownloadJob): Promise<string> {
  const { asset, folder, logger, signal, onProgress } = job;
  const part = partFile(job.path);
  const tell = (receivedBytes: number, phase: AssetProgress['phase'] = 'downloading'): void => {
    onProgress({ asset: asset.name, receivedBytes, totalBytes: asset.bytes, source: source.label, phase });
  };
  const context: FetchContext = { asset, part, folder, logger, signal, report: tell };
  tell(await sizeOf(part));
  for (;;) {
    const { resumed } = await source.fetch(context);
    tell(asset.bytes, 'verifying');
    const { stamp, fault } = await verifyFile(part, asset, signal);
    if (stamp !== undefined) return stamp;
    await discardPart(part);
    const reason = `what it sent is not the expected file: ${fault}`;
    if (!resumed) throw new Error(reason);
    logger.warn(`${asset.name}: ${source.label}: ${reason}; starting over, as the beginning was from another time`);
  }
}
