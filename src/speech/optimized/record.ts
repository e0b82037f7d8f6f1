import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { dependencies, version } from '../../../package.json';
import { isMissing, replaceFile } from '../../assets/disk';
import { ASSETS, findAsset, MODEL_NAME } from '../../assets/manifest';
import { messageOf } from '../../common/errors';
import type { Logger } from '../../common/log';
import { instructionSets } from '../../engine/model/cpu';
import { FileHashes } from './fileHashes';
import { type FileState, isOfRebuild, parseRecord, type Stored, type StoredModel } from './stored';

/** What became of the rebuild: a model that was verified, or why it is not to be used. */
export type Outcome = { path: string; faster: number } | { rejected: string };

/**
 * What is remembered of the fast model between starts: one file names the folder that holds it, so that it is there as a whole or not
 * at all. It holds for one version of the exporter and of ONNX Runtime, one published model and one kind of processor.
 *
 * The model is the one that was verified as long as its bytes have the same hash. Hashing 110 MB takes 0.1 to 0.3 s, too long to wait
 * for before each start. So `read` compares only sizes and times; `fault` hashes, while another process loads the model, and must have
 * ended before the first sound is played. From then on size, times and inode tell whether a file has been written to: the weights are
 * mapped into memory, so that a write changes the model in use.
 */
export class OptimizedModelRecord {
  readonly #folder: string;
  readonly #logger: Logger;
  readonly #hashes = new FileHashes();
  #currentKey: string | undefined;

  /** @param folder the cache's folder for the fast model */
  constructor(folder: string, logger: Logger) {
    this.#folder = folder;
    this.#logger = logger;
  }

  /** Where processes lock each other out. */
  get lockPath(): string {
    return join(this.#folder, 'lock');
  }

  /** What was found out, where it still holds and the files have the sizes and times of those that were verified. */
  async read(): Promise<Outcome | undefined> {
    const stored = await this.#load();
    if (stored === undefined) return undefined;
    if ('rejected' in stored) return { rejected: stored.rejected };
    const touched = await this.#touched(stored);
    if (touched === undefined) return { path: this.#pathOf(stored), faster: stored.faster };
    this.#logger.warn(`The fast model is not used: ${touched}.`);
    return undefined;
  }

  /**
   * Why the model at `path` is not, byte for byte, the one that was verified; undefined when it is.
   * @param rehash read all of it, even where size, times and inode are those of the last look
   */
  async fault(path: string, { rehash = false } = {}): Promise<string | undefined> {
    const stored = await this.#recorded(path);
    if (stored === undefined) return 'it is no longer the recorded one';
    for (const [name, { sha256 }] of Object.entries(stored.files)) {
      const file = join(dirname(path), name);
      if (rehash) this.#hashes.forget(file);
      try {
        if ((await this.#hashes.of(file)) !== sha256) return `${name} has changed since it was verified`;
      } catch (error) {
        return `${name} cannot be read: ${messageOf(error)}`;
      }
    }
    return undefined;
  }

  /** What is wrong with the record, or with the model that it names, all of which is read again; undefined when nothing is. */
  async inspect(): Promise<string | undefined> {
    try {
      const stored = await this.#parse();
      if (stored.key !== this.#key || 'rejected' in stored) return undefined;
      return (await this.#touched(stored)) ?? (await this.fault(this.#pathOf(stored), { rehash: true }));
    } catch (error) {
      return isMissing(error) ? undefined : `${this.#path} cannot be used: ${messageOf(error)}`;
    }
  }

  /** Remembers an outcome, and removes all other models. One that is in use stays till the next time where files in use do. */
  async write(outcome: Outcome): Promise<void> {
    const key = this.#key;
    const stored: Stored = 'rejected' in outcome ? { key, ...outcome } : { key, ...(await this.#describe(outcome)) };
    const temporary = `${this.#path}.${process.pid}`;
    try {
      await writeFile(temporary, JSON.stringify(stored));
      await this.#makeWay();
      await replaceFile(temporary, this.#path);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
    await this.#clean(outcome);
  }

  /** Forgets the model at `path`, unless another one is recorded meanwhile. */
  async forget(path: string): Promise<void> {
    if (await this.#recorded(path)) await rm(this.#path, { force: true });
  }

  /** A new folder's name, after what was left by processes that were killed has gone. Only for the owner of the lock. */
  async newFolder(): Promise<string> {
    await mkdir(this.#folder, { recursive: true });
    await this.#clean(await this.read());
    return join(this.#folder, randomUUID());
  }

  /** What the file says; undefined where it says nothing that holds here and now, or cannot be read. */
  async #load(): Promise<Stored | undefined> {
    try {
      const stored = await this.#parse();
      return stored.key === this.#key ? stored : undefined;
    } catch (error) {
      if (!isMissing(error)) this.#logger.warn(`${this.#path} cannot be used: ${messageOf(error)}`);
      return undefined;
    }
  }

  async #parse(): Promise<Stored> {
    return parseRecord(await readFile(this.#path, 'utf8'));
  }

  /** Which file has not the size and time that it had when it was verified. */
  async #touched(stored: StoredModel): Promise<string | undefined> {
    for (const [name, { bytes, mtimeMs }] of Object.entries(stored.files)) {
      const file = join(this.#folder, stored.folder, name);
      const now = await stat(file).catch(() => undefined);
      if (now?.size !== bytes || Math.round(now.mtimeMs) !== mtimeMs) return `${file} has been touched or is gone`;
    }
    return undefined;
  }

  /** What is recorded of the model at `path`; undefined when that is another one, or none. */
  async #recorded(path: string): Promise<StoredModel | undefined> {
    const stored = await this.#load();
    return stored && 'files' in stored && this.#pathOf(stored) === path ? stored : undefined;
  }

  async #describe({ path, faster }: { path: string; faster: number }): Promise<StoredModel> {
    const folder = dirname(path);
    const files: Record<string, FileState> = {};
    for (const name of (await readdir(folder)).sort()) {
      const { size, mtimeMs } = await stat(join(folder, name));
      files[name] = {
        bytes: size,
        mtimeMs: Math.round(mtimeMs),
        sha256: await this.#hashes.of(join(folder, name)),
      };
    }
    return { folder: basename(folder), model: basename(path), faster, files };
  }

  /** A folder under the record's name is none of ours and is kept under another one. */
  async #makeWay(): Promise<void> {
    const found = await stat(this.#path).catch(() => undefined);
    if (found?.isDirectory() === true) await rename(this.#path, `${this.#path}.${randomUUID()}`);
  }

  /** Removes the models of other outcomes and what killed processes have left, but nothing that a rebuild did not make. */
  async #clean(outcome: Outcome | undefined): Promise<void> {
    const kept = outcome && 'path' in outcome ? basename(dirname(outcome.path)) : undefined;
    for (const entry of await readdir(this.#folder, { withFileTypes: true })) {
      const { name } = entry;
      const path = join(this.#folder, name);
      try {
        const ours = entry.isDirectory() ? isOfRebuild(name, await readdir(path)) : /^fast\.json\.\d+$/.test(name);
        if (ours && name !== kept) await rm(path, { recursive: true });
      } catch (error) {
        this.#logger.warn(`${path} cannot be removed: ${messageOf(error)}`); // on Windows an engine may be using it
      }
    }
  }

  #pathOf({ folder, model }: StoredModel): string {
    return join(this.#folder, folder, model);
  }

  get #key(): string {
    return (this.#currentKey ??= currentKey());
  }

  get #path(): string {
    return join(this.#folder, 'fast.json');
  }
}

function currentKey(): string {
  const { sha256 } = findAsset(ASSETS, MODEL_NAME);
  const processor = [process.arch, cpus()[0]?.model ?? '', ...instructionSets()];
  return [version, dependencies['onnxruntime-node'], sha256, ...processor].join(' ');
}
