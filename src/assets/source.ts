import type { Logger } from '../common/log';
import type { Asset } from './manifest';

/** What a source needs to fill a part file. */
export interface FetchContext {
  asset: Asset;
  /** The file to fill; existing content may be resumed or discarded. */
  part: string;
  /** The folder of the store, for files that a source keeps between calls. */
  folder: string;
  signal: AbortSignal;
  logger: Logger;
  report: (receivedBytes: number, phase?: 'downloading' | 'waiting') => void;
}

/** A place to fetch a file from. */
export interface AssetSource {
  /** Names the source to the user, e.g. `github.com`. */
  readonly label: string;
  /** Disk space needed besides the asset itself, bytes. */
  readonly extraBytes: number;
  /**
   * Fills the part file; the caller verifies it. Rejects with the reason why the source cannot provide the file,
   * with DiskError when the disk fails, or with AbortError.
   * @returns whether bytes from an earlier call were used, which may be the cause if verification fails
   */
  fetch(context: FetchContext): Promise<{ resumed: boolean }>;
}

/** A failure of a source that a retry would not change. */
export class Refusal extends Error {}
