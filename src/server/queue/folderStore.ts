import { randomUUID } from 'node:crypto';
import { access, constants, copyFile, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ExportRecord } from '../../app/audioExport/record';
import { isDiskFull, KokoroError, messageOf } from '../../common/errors';
import type { MadeFiles, Store } from './store';

/** A folder that all workers share, such as one of a file server. `kokoro export-audio` reuses what is there too. */
export class FolderStore implements Store {
  readonly place: string;

  /** @param folder an absolute path */
  constructor(folder: string) {
    this.place = folder;
  }

  async check(): Promise<void> {
    try {
      await mkdir(this.place, { recursive: true });
      await access(this.place, constants.W_OK);
    } catch (error) {
      throw notWritable(this.place, error);
    }
  }

  async has([audio]: MadeFiles, key: string): Promise<boolean> {
    return (await ExportRecord.read(this.place)).has(audio, key);
  }

  async put(folder: string, [audio, ...besides]: MadeFiles, key: string, signal: AbortSignal): Promise<void> {
    for (const file of [...besides, audio]) {
      signal.throwIfAborted();
      await this.#publish(join(folder, file), join(this.place, file));
    }
    const entry = join(folder, 'entry.json');
    await ExportRecord.writeEntry(folder, key, [audio, ...besides], entry);
    await this.#publish(entry, ExportRecord.entryPath(this.place, audio));
  }

  urlOf(): undefined {
    return undefined;
  }

  /** Copies a file. A part that a killed worker has left is removed. */
  async #publish(from: string, to: string): Promise<void> {
    const folder = dirname(to);
    const part = `${to}.${randomUUID()}.part`;
    try {
      await mkdir(folder, { recursive: true });
      for (const name of await readdir(folder))
        if (name.startsWith(`${basename(to)}.`) && PART.test(name)) await rm(join(folder, name), { force: true });
      await copyFile(from, part);
      await rename(part, to);
    } catch (error) {
      await rm(part, { force: true }).catch(() => undefined); // the first error tells more
      throw notWritable(to, error);
    }
  }
}

const PART = /\.[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\.part$/;

function notWritable(path: string, cause: unknown): KokoroError {
  const code = isDiskFull(cause) ? 'disk-full' : 'output-not-writable';
  return new KokoroError(code, `${path} cannot be written: ${messageOf(cause)}`, { cause });
}
