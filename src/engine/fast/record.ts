import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { dependencies, version } from '../../../package.json';
import { isMissing, replaceFile } from '../assets/disk';
import { ASSETS, findAsset, MODEL_NAME } from '../assets/manifest';
import { instructionSets } from '../model/cpu';

/** What became of the rebuild: a model that was verified, or why it is not to be used. */
export type Outcome = { path: string; faster: number } | { rejected: string };

/** What stands in the file. */
interface Stored {
  key: string;
  outcome: Outcome;
  /** Size and time of each file of the model when it was verified. */
  files: Record<string, string>;
}

/**
 * What is remembered of the fast model between starts: one file names the folder that holds it, so that it is there as a whole or not
 * at all. It holds for one version of the exporter and of ONNX Runtime, one published model and one kind of processor.
 */
export class FastModelRecord {
  readonly #folder: string;

  /** @param folder the cache's folder for the fast model */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Where processes lock each other out. */
  get lockPath(): string {
    return join(this.#folder, 'lock');
  }

  /** What was found out, where it still holds and the files are those that were verified. */
  async read(): Promise<Outcome | undefined> {
    try {
      const { key, outcome, files } = JSON.parse(await readFile(this.#path, 'utf8')) as Stored;
      if (key !== currentKey()) return undefined;
      if ('rejected' in outcome) return outcome;
      const now = await filesOf(dirname(outcome.path));
      return JSON.stringify(now) === JSON.stringify(files) ? outcome : undefined;
    } catch (error) {
      if (isMissing(error) || error instanceof SyntaxError) return undefined;
      throw error;
    }
  }

  /** Remembers an outcome, and removes the folders of all others. One that is in use stays till the next time where files in use do. */
  async write(outcome: Outcome): Promise<void> {
    const files = 'path' in outcome ? await filesOf(dirname(outcome.path)) : {};
    const temporary = `${this.#path}.${process.pid}`;
    await writeFile(temporary, JSON.stringify({ key: currentKey(), outcome, files } satisfies Stored));
    await replaceFile(temporary, this.#path);
    await this.#clean(outcome);
  }

  /** Forgets what was found out. */
  async forget(): Promise<void> {
    await rm(this.#path, { force: true });
  }

  /** A new folder's name, after what was left by processes that were killed has gone. */
  async newFolder(): Promise<string> {
    await mkdir(this.#folder, { recursive: true });
    await this.#clean(await this.read());
    return join(this.#folder, randomUUID());
  }

  /** Removes all folders but that of the outcome. */
  async #clean(outcome: Outcome | undefined): Promise<void> {
    const kept = outcome && 'path' in outcome ? basename(dirname(outcome.path)) : undefined;
    for (const entry of await readdir(this.#folder, { withFileTypes: true })) {
      if (!entry.isDirectory() || entry.name === kept) continue;
      await rm(join(this.#folder, entry.name), { recursive: true }).catch((error: unknown) => {
        if (process.platform !== 'win32') throw error; // there it is in use by an engine
      });
    }
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

async function filesOf(folder: string): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const name of (await readdir(folder)).sort()) {
    const { size, mtimeMs } = await stat(join(folder, name));
    files[name] = `${size} ${Math.round(mtimeMs)}`;
  }
  return files;
}
