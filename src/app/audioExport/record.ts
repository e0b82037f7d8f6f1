import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeOutput } from '../../speech/sinks/outputFile';
import { hashFile } from './contentKey';

/** What an export has made, kept beside it so that the next one makes only what has changed. */
const FILE = '.kokoro-audio.json';
/** Folder with a file for each entry that a machine of several has made, so that none overwrites another's. */
const ENTRIES = '.kokoro-audio';

interface Entry {
  /** See `filesKey`. */
  key: string;
  /** SHA-256 of each file, by its place in the folder. */
  files: Record<string, string>;
}

/** The record of a folder with exported audio. */
export class ExportRecord {
  readonly #folder: string;
  readonly #entries: Map<string, Entry>;
  #writing: Promise<void> = Promise.resolve();

  private constructor(folder: string, entries: Map<string, Entry>) {
    this.#folder = folder;
    this.#entries = entries;
  }

  /** Reads the record. One that is missing or damaged is empty: everything is made again. */
  static async read(folder: string): Promise<ExportRecord> {
    const text = await readFile(join(folder, FILE), 'utf8').catch(() => '');
    return new ExportRecord(folder, parse(text));
  }

  /** Whether the files of this key are there as they were made. @param name of the main file in the folder */
  async has(name: string, key: string): Promise<boolean> {
    const apart = await readFile(ExportRecord.entryPath(this.#folder, name), 'utf8').catch(() => '{}');
    for (const entry of [this.#entries.get(name), parse(apart).get(name)])
      if (entry?.key === key && (await this.#isThere(entry))) return true;
    return false;
  }

  async #isThere({ files }: Entry): Promise<boolean> {
    for (const [file, sha256] of Object.entries(files)) {
      const found = await hashFile(join(this.#folder, file)).catch(() => undefined);
      if (found !== sha256) return false;
    }
    return true;
  }

  /** Notes files that have been made. @param files their places in the folder; the first is the main one */
  async add(key: string, files: readonly [string, ...string[]]): Promise<void> {
    this.#entries.set(files[0], await entryOf(this.#folder, key, files));
    // One write at a time, each with all that is known by then.
    this.#writing = this.#writing.then(() => this.#write());
    await this.#writing;
  }

  /** Where the entry of a main file is that a machine of several has made. */
  static entryPath(folder: string, name: string): string {
    return join(folder, ENTRIES, `${createHash('sha256').update(name).digest('hex')}.json`);
  }

  /** Writes such an entry as a file, to be put there. @param path of the file */
  static async writeEntry(
    folder: string,
    key: string,
    files: readonly [string, ...string[]],
    path: string,
  ): Promise<void> {
    await writeOutput(path, JSON.stringify({ [files[0]]: await entryOf(folder, key, files) }));
  }

  async #write(): Promise<void> {
    const entries = [...this.#entries].sort(([a], [b]) => (a < b ? -1 : 1));
    await writeOutput(join(this.#folder, FILE), `${JSON.stringify(Object.fromEntries(entries), undefined, 1)}\n`);
  }
}

async function entryOf(folder: string, key: string, files: readonly string[]): Promise<Entry> {
  const hashes: Record<string, string> = {};
  for (const file of files) hashes[file] = await hashFile(join(folder, file));
  return { key, files: hashes };
}

function parse(text: string): Map<string, Entry> {
  try {
    const read: unknown = JSON.parse(text);
    if (typeof read !== 'object' || read === null) return new Map();
    return new Map(Object.entries(read).filter((entry): entry is [string, Entry] => isEntry(entry[1])));
  } catch {
    return new Map(); // missing, or cut off
  }
}

function isEntry(value: unknown): value is Entry {
  if (typeof value !== 'object' || value === null || !('key' in value) || !('files' in value)) return false;
  const { key, files } = value;
  if (typeof key !== 'string' || typeof files !== 'object' || files === null) return false;
  return Object.values(files).every((hash) => typeof hash === 'string');
}
