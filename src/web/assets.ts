import { type Asset, ASSETS, findAsset } from '../assets/manifest';
import { unavailable, type SourceFailure } from '../assets/messages';
import { SharedWork } from '../assets/sharedWork';
import type { AssetProgress, AssetStatus, AssetStore, EnsureOptions } from '../assets/store';
import { abortError, KokoroError, messageOf } from '../common/errors';
import type { Logger } from '../common/log';
import { type BrowserSource, browserSources } from './sources';
import { isIntact, removeStored, sha256Of, store, storedHash, storedPath } from './storage';

type Report = (progress: AssetProgress) => void;

/** The models and voices in the browser's storage, each fetched and verified when first needed. */
export class BrowserAssets implements Pick<AssetStore, 'ensure' | 'status'> {
  readonly #source: () => string;
  readonly #logger: Logger;
  readonly #running = new Map<string, SharedWork<string, AssetProgress>>();

  /** @param source the user's own base URL, tried first; '' for none */
  constructor(source: () => string, logger: Logger) {
    this.#source = source;
    this.#logger = logger;
  }

  /**
   * Ensures that a file is stored and intact. Calls for the same file share one download.
   * @returns the path by which the engine finds it
   * @throws KokoroError `asset-unknown`, `asset-unavailable`, `disk-full`; AbortError
   */
  async ensure(name: string, { signal, onProgress }: EnsureOptions = {}): Promise<string> {
    const asset = findAsset(ASSETS, name);
    if (signal?.aborted) throw abortError();
    if ((await storedHash(storedPath(name))) === asset.sha256) return storedPath(name);
    let work = this.#running.get(name);
    if (!work || work.abandoned) {
      const started = new SharedWork<string, AssetProgress>((workSignal, report) =>
        this.#obtain(asset, workSignal, report).finally(() => {
          if (this.#running.get(name) === started) this.#running.delete(name);
        }),
      );
      this.#running.set(name, started);
      work = started;
    }
    return work.join(signal, onProgress);
  }

  /** The state of a stored file. A damaged one is removed, so that `ensure` fetches it again. */
  async status(name: string, { rehash = false } = {}): Promise<AssetStatus> {
    const asset = findAsset(ASSETS, name);
    const path = storedPath(name);
    const stored = await storedHash(path);
    if (stored === undefined) return 'missing';
    if (stored === asset.sha256 && (!rehash || (await isIntact(path)))) return 'verified';
    await removeStored(path);
    return 'corrupt';
  }

  async #obtain(asset: Asset, signal: AbortSignal, report: Report): Promise<string> {
    const path = storedPath(asset.name);
    const failures: SourceFailure[] = [];
    for (const source of browserSources(asset, this.#source())) {
      const { label } = source;
      try {
        const content = await fetchVerified(source, asset, signal, (receivedBytes, phase) =>
          report({ asset: asset.name, receivedBytes, totalBytes: asset.bytes, source: label, phase }),
        );
        await storeFile(asset, path, content);
        this.#logger.info(`${asset.name} came from ${label}`);
        return path;
      } catch (error) {
        if (signal.aborted) throw abortError();
        if (error instanceof KokoroError) throw error;
        this.#logger.warn(`${asset.name} did not come from ${label}: ${messageOf(error)}`);
        failures.push({ label, reason: messageOf(error) });
      }
    }
    const error = unavailable(asset, path, failures);
    this.#logger.warn(error.details ?? error.message);
    throw error;
  }
}

/** Fetches a file and compares it with the manifest. @throws Error that says why this is not the file */
async function fetchVerified(
  source: BrowserSource,
  asset: Asset,
  signal: AbortSignal,
  report: (receivedBytes: number, phase: AssetProgress['phase']) => void,
): Promise<Blob> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let received = 0;
  let told = -1;
  for await (const piece of source.pieces(signal)) {
    signal.throwIfAborted();
    pieces.push(piece);
    received += piece.length;
    if (received > asset.bytes) throw new Error(`it has more than the expected ${asset.bytes} bytes`);
    const percent = Math.floor((100 * received) / asset.bytes);
    if (percent !== told) report(received, 'downloading');
    told = percent;
  }
  report(received, 'verifying');
  const content = new Blob(pieces);
  const sha256 = await sha256Of(content);
  if (sha256 === asset.sha256) return content;
  throw new Error(`it sent a different file: its sha256 is ${sha256} instead of ${asset.sha256}`);
}

async function storeFile(asset: Asset, path: string, content: Blob): Promise<void> {
  try {
    await store(path, content, asset.sha256);
  } catch (error) {
    if (!(error instanceof DOMException) || error.name !== 'QuotaExceededError') throw error;
    const megabytes = Math.ceil(asset.bytes / 1e6);
    const message = `The browser has no room for ${asset.name}, which needs ${megabytes} MB. Delete the stored data of other sites and try again.`;
    throw new KokoroError('disk-full', message, { cause: error });
  }
}
