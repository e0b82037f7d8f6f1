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
import type { GeneratorForm } from '../../kokoro/twoGraphs';
import { FileHashes } from './fileHashes';
import { type FileState, isOfRebuild, parseRecord, type Stored, type StoredModel } from './stored';

/** The result of a rebuild: a verified model, or why it must not be used. */
export type Outcome = { path: string; speedup: number } | { rejected: string };

/** The record's file in the folder of the optimized model. */
export const RECORD = 'record.json';

/**
 * What is remembered of the optimized model between starts. One file names the folder that holds the model, so the
 * model is either there as a whole or not at all. A record is valid for one version of the extension and of ONNX
 * Runtime, one published model, one kind of processor, and the form of the generator that is built on it.
 *
 * The model counts as verified as long as its bytes have the recorded hash. Hashing 110 MB takes 0.1 to 0.3 s, too
 * long to wait for before each start. So `read` compares only sizes and times; `fault` hashes while another process
 * loads the model, and must finish before the first sound is played. From then on, size, times and inode tell whether
 * a file has been written to: the weights are mapped into memory, so a write changes the model in use.
 */
export class OptimizedModelRecord {
  readonly #folder: string;
  readonly #generator: GeneratorForm;
  readonly #logger: Logger;
  readonly #hashes = new FileHashes();
  #currentKey: string | undefined;

  /**
   * @param folder the cache's folder for the optimized model
   * @param generator what makes the sound of models that this build makes
   */
  constructor(folder: string, generator: GeneratorForm, logger: Logger) {
    this.#folder = folder;
    this.#generator = generator;
    this.#logger = logger;
  }

  /** The lock that a process holds while it changes the folder. */
  get lockPath(): string {
    return join(this.#folder, 'lock');
  }

  /**
   * The recorded outcome, if it is valid here and the files have the sizes and times they had when they were verified.
   */
  async read(): Promise<Outcome | undefined> {
    const stored = await this.#load();
    if (stored === undefined) return undefined;
    if ('rejected' in stored) return { rejected: stored.rejected };
    const change = await this.#findChange(stored);
    if (change === undefined) return { path: this.#pathOf(stored), speedup: stored.speedup };
    this.#logger.warn(`The optimized model is not used: ${change}.`);
    return undefined;
  }

  /**
   * Why the model at `path` is not, byte for byte, the one that was verified; undefined when it is.
   * @param rehash read every byte, even where size, times and inode have not changed since the last check
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

  /** What is wrong with the record or with its model, every byte of which is read; undefined when nothing is. */
  async inspect(): Promise<string | undefined> {
    try {
      const stored = await this.#parse();
      if (stored.key !== this.#key || 'rejected' in stored) return undefined;
      return (await this.#findChange(stored)) ?? (await this.fault(this.#pathOf(stored), { rehash: true }));
    } catch (error) {
      return isMissing(error) ? undefined : `${this.#path} cannot be used: ${messageOf(error)}`;
    }
  }

  /** Records an outcome and removes all other models, except those that the system keeps because they are in use. */
  async write(outcome: Outcome): Promise<void> {
    const key = this.#key;
    const stored: Stored = 'rejected' in outcome ? { key, ...outcome } : { key, ...(await this.#describe(outcome)) };
    const temporary = `${this.#path}.${process.pid}`;
    try {
      await writeFile(temporary, JSON.stringify(stored));
      await this.#moveFolderAside();
      await replaceFile(temporary, this.#path);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
    await this.#clean(outcome);
  }

  /** Removes the record of the model at `path`, unless another model has been recorded since. */
  async forget(path: string): Promise<void> {
    if (await this.#recorded(path)) await rm(this.#path, { force: true });
  }

  /** A name for a new folder, after removing what killed processes have left. The caller must hold the lock. */
  async newFolder(): Promise<string> {
    await mkdir(this.#folder, { recursive: true });
    await this.#clean(await this.read());
    return join(this.#folder, randomUUID());
  }

  /** The record; undefined when it is missing, unreadable or not valid here. */
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

  /** Which file no longer has the size and time it had when it was verified. */
  async #findChange(stored: StoredModel): Promise<string | undefined> {
    for (const [name, { bytes, mtimeMs }] of Object.entries(stored.files)) {
      const file = join(this.#folder, stored.folder, name);
      const now = await stat(file).catch(() => undefined);
      if (now?.size !== bytes || Math.round(now.mtimeMs) !== mtimeMs) return `${file} was modified or removed`;
    }
    return undefined;
  }

  /** What is recorded of the model at `path`; undefined when the record names another model, or none. */
  async #recorded(path: string): Promise<StoredModel | undefined> {
    const stored = await this.#load();
    return stored && 'files' in stored && this.#pathOf(stored) === path ? stored : undefined;
  }

  async #describe({ path, speedup }: { path: string; speedup: number }): Promise<StoredModel> {
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
    return { folder: basename(folder), model: basename(path), speedup, files };
  }

  /** Renames a folder that has the record's name; it is not ours and must not be lost. */
  async #moveFolderAside(): Promise<void> {
    const found = await stat(this.#path).catch(() => undefined);
    if (found?.isDirectory() === true) await rename(this.#path, `${this.#path}.${randomUUID()}`);
  }

  /** Removes other models and what killed processes have left, but nothing that a rebuild did not make. */
  async #clean(outcome: Outcome | undefined): Promise<void> {
    const kept = outcome && 'path' in outcome ? basename(dirname(outcome.path)) : undefined;
    for (const entry of await readdir(this.#folder, { withFileTypes: true })) {
      const { name } = entry;
      const path = join(this.#folder, name);
      try {
        const ours = entry.isDirectory() ? isOfRebuild(name, await readdir(path)) : /^record\.json\.\d+$/.test(name);
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
    return (this.#currentKey ??= keyOf(this.#generator));
  }

  get #path(): string {
    return join(this.#folder, RECORD);
  }
}

/** The forms of the optimized model: it is built again when its own changes. */
const FORMS: Readonly<Record<GeneratorForm, string>> = { graph: 'two-graphs', kernels: 'kernels-3' };

function keyOf(generator: GeneratorForm): string {
  const { sha256 } = findAsset(ASSETS, MODEL_NAME);
  const processor = [process.arch, cpus()[0]?.model ?? '', ...instructionSets()];
  return [FORMS[generator], version, dependencies['onnxruntime-node'], sha256, ...processor].join(' ');
}
