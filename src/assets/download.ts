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

/** Progress of a file. */
export interface AssetProgress {
  /** Its name in the manifest. */
  asset: string;
  receivedBytes: number;
  totalBytes: number;
  /** Where it comes from, e.g. `github.com`; empty while waiting for another process. */
  source: string;
  /** `waiting`: another process, or another call in this one, is fetching the same file. */
  phase: 'downloading' | 'verifying' | 'waiting';
}

export interface DownloadJob {
  asset: Asset;
  /** Final path of the file. */
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
 * Fills the part file from the first source that works, verifies it and renames it. A cancelled or dropped download
 * keeps its part file for the next attempt.
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
      // Only the owner of the lock may rename, and this process may have slept and lost it.
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
  const error = unavailable(asset, path, failures);
  logger.warn(error.details ?? error.message);
  throw error;
}

/** The file that a download is written to until it is verified. */
export const partFile = (path: string): string => `${path}.part`;

/** Whether an interrupted download of the file exists. */
export const hasPart = async (path: string): Promise<boolean> => (await sizeOf(partFile(path))) > 0;

/** Removes everything that downloads of a file have left beside it. */
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
    const reason = `it sent a different file: ${fault}`;
    if (!resumed) throw new Error(reason);
    logger.warn(
      `${asset.name}: ${source.label}: ${reason}; starting over, as the first part was from an earlier download`,
    );
  }
}
