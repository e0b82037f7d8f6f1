import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf } from '../common/errors';
import { partFile, removeDeadParts } from '../common/partFiles';
import type { ModelOutput } from './model/session';

const SUFFIX = '.audio';
/** A file holds the number of frames, the frames, the samples, and the SHA-256 of all of these. */
const COUNT_BYTES = 4;
const HASH_BYTES = 32;

/**
 * Outputs of models in a folder, one file each. Several processes may share it. Files that were not used for longest
 * are removed when all of them exceed the limit. Damaged files are ignored, and replaced when they are written again.
 */
export class DiskCache {
  readonly #folder: string;
  readonly #limit: number;
  readonly #warn: (message: string) => void;
  /** Bytes of each file; ordered by last use, the oldest first. */
  #files: Promise<Map<string, number>> | undefined;

  /**
   * @param limit bytes of all files
   * @param warn told when a file cannot be written; the cache then goes without it
   */
  constructor(folder: string, limit: number, warn: (message: string) => void) {
    this.#folder = folder;
    this.#limit = limit;
    this.#warn = warn;
  }

  async has(key: string): Promise<boolean> {
    return (await this.#list()).has(key);
  }

  async get(key: string): Promise<ModelOutput | undefined> {
    const files = await this.#list();
    const bytes = files.get(key);
    if (bytes === undefined) return undefined;
    const path = this.#path(key);
    const output = decode(await readFile(path).catch(() => undefined)); // another process may have removed it
    files.delete(key);
    if (!output) return undefined;
    files.set(key, bytes);
    const now = new Date();
    await utimes(path, now, now).catch(() => undefined); // only the order of removal depends on it
    return output;
  }

  async put(key: string, output: ModelOutput): Promise<void> {
    const path = this.#path(key);
    const part = partFile(path, process.pid);
    try {
      const files = await this.#list();
      const bytes = encode(output);
      await mkdir(this.#folder, { recursive: true });
      await removeDeadParts(path);
      await writeFile(part, bytes);
      await rename(part, path);
      files.delete(key);
      files.set(key, bytes.length);
      await this.#shrink(files);
    } catch (error) {
      await rm(part, { force: true }).catch(() => undefined);
      this.#warn(`Audio cannot be kept in ${this.#folder}: ${messageOf(error)}`);
    }
  }

  async #shrink(files: Map<string, number>): Promise<void> {
    let total = [...files.values()].reduce((sum, bytes) => sum + bytes, 0);
    for (const [key, bytes] of files) {
      if (total <= this.#limit) break;
      await rm(this.#path(key), { force: true });
      files.delete(key);
      total -= bytes;
    }
  }

  #list(): Promise<Map<string, number>> {
    return (this.#files ??= listFiles(this.#folder));
  }

  #path(key: string): string {
    return join(this.#folder, key + SUFFIX);
  }
}

async function listFiles(folder: string): Promise<Map<string, number>> {
  const names = await readdir(folder).catch(() => []); // it is made when something is written
  const found: { key: string; bytes: number; used: number }[] = [];
  for (const name of names.filter((name) => name.endsWith(SUFFIX))) {
    const info = await stat(join(folder, name)).catch(() => undefined);
    if (info?.isFile()) found.push({ key: name.slice(0, -SUFFIX.length), bytes: info.size, used: info.mtimeMs });
  }
  return new Map(found.sort((a, b) => a.used - b.used).map(({ key, bytes }) => [key, bytes]));
}

function encode({ audio, frames }: ModelOutput): Buffer {
  const numbers = Uint32Array.from([frames?.length ?? 0, ...(frames ?? [])]);
  const content = Buffer.concat([bytesOf(numbers), bytesOf(audio)]);
  return Buffer.concat([content, createHash('sha256').update(content).digest()]);
}

/** The output in a file; undefined if the file is missing or damaged. */
function decode(file: Buffer | undefined): ModelOutput | undefined {
  if (!file || file.length < COUNT_BYTES + HASH_BYTES) return undefined;
  const content = file.subarray(0, -HASH_BYTES);
  if (!createHash('sha256').update(content).digest().equals(file.subarray(-HASH_BYTES))) return undefined;
  const { buffer } = new Uint8Array(content); // a copy that starts at a multiple of four bytes
  const [count = 0] = new Uint32Array(buffer, 0, 1);
  const frames = [...new Uint32Array(buffer, COUNT_BYTES, count)];
  const audio = new Float32Array(buffer, COUNT_BYTES * (1 + count));
  return count === 0 ? { audio } : { audio, frames };
}

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);
