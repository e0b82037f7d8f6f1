import type { Logger } from '../common/log';
import type { Asset } from './manifest';

/** What a source needs to fill a part file. */
export interface FetchContext {
  asset: Asset;
  /** The file to fill; what it holds already is a beginning that may be resumed or thrown away. */
  part: string;
  /** The folder of the store, for what a source keeps between calls. */
  folder: string;
  signal: AbortSignal;
  logger: Logger;
  report: (receivedBytes: number, phase?: 'downloading' | 'waiting') => void;
}

/** Somewhere to get a file from. */
export interface AssetSource {
  /** Names the source to the user, e.g. `github.com`. */
  readonly label: string;
  /** Disk space that is needed beyond the asset itself. */
  readonly extraBytes: number;
  /**
   * Fills the part file; the caller verifies it. Rejects with the reason why the source cannot give the file, with
   * DiskError when the disk is at fault, or with AbortError.
   * @returns whether bytes from before this call were used, which may be to blame if the verification fails
   */
  fetch(context: FetchContext): Promise<{ resumed: boolean }>;
}

/** The answer of a source is of no use and would be none if it were asked again. */
export class Refusal extends Error {}
