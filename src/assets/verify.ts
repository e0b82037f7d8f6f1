import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { isMissing, replaceFile } from './disk';
import type { Asset } from './manifest';

/** The result of checking a file's bytes: a stamp that records that it is intact, or what is wrong with it. */
export type Verdict = { stamp: string; fault?: never } | { stamp?: never; fault: string };

/** Compares a whole file with the manifest. @throws Error when it cannot be read, or AbortError */
export async function verifyFile(path: string, asset: Asset, signal?: AbortSignal): Promise<Verdict> {
  // Taken before hashing, so that a change meanwhile invalidates the stamp.
  const { size, mtimeMs } = await stat(path);
  if (size !== asset.bytes) return { fault: `it has ${size} bytes instead of ${asset.bytes}` };
  const sha256 = await digestOf(path, hashFor(asset), signal);
  const name = sha256.length === 40 ? 'Git object name' : 'sha256';
  if (sha256 !== asset.sha256) return { fault: `its ${name} is ${sha256} instead of ${asset.sha256}` };
  return { stamp: stampText(size, mtimeMs, sha256) };
}

/** SHA-256 of a file's bytes, in hexadecimal. @throws Error when it cannot be read */
export const sha256Of = (path: string): Promise<string> => digestOf(path, createHash('sha256'));

async function digestOf(path: string, hash: Hash, signal?: AbortSignal): Promise<string> {
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20, signal })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** A Git object name is the SHA-1 of a file's type, size and content (Git Internals, Git Objects). */
function hashFor({ sha256, bytes }: Asset): Hash {
  return sha256.length === 40 ? createHash('sha1').update(`blob ${bytes}\0`) : createHash('sha256');
}

/** Whether a file was verified before and has not changed since. */
export async function isStamped(path: string, asset: Asset): Promise<boolean> {
  try {
    const [stamp, { size, mtimeMs }] = await Promise.all([readFile(stampFile(path), 'utf8'), stat(path)]);
    return stamp === stampText(size, mtimeMs, asset.sha256);
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

/** Records that a file was verified. One stamp per file, so two processes never write different contents to it. */
export async function writeStamp(path: string, stamp: string): Promise<void> {
  const temporary = `${stampFile(path)}.${process.pid}`;
  await writeFile(temporary, stamp);
  await replaceFile(temporary, stampFile(path));
}

/** The file beside an asset that records the size and time at which it was verified. */
export const stampFile = (path: string): string => `${path}.stamp`;

const stampText = (bytes: number, mtimeMs: number, sha256: string): string =>
  JSON.stringify({ bytes, mtimeMs, sha256 });
