import { constants } from 'node:fs';
import { access, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { KokoroError, messageOf } from '../common/errors';

/**
 * Checks that a file can be written, before any work is done for it. An existing file will be replaced, so it must be a
 * regular file.
 * @throws KokoroError `output-not-writable`
 */
export async function checkOutput(path: string): Promise<void> {
  const folder = dirname(path);
  const existing = await stat(path).catch(() => undefined);
  if (existing?.isDirectory() === true) throw notWritable(path, 'it is a folder. Name a file in it');
  if (existing?.isFile() === false) throw notWritable(path, 'it is not a regular file. Name another one');
  if ((await stat(folder).catch(() => undefined))?.isDirectory() !== true)
    throw notWritable(path, `there is no folder ${folder}. Create it first`);
  for (const needed of existing === undefined ? [folder] : [folder, path]) {
    await access(needed, constants.W_OK).catch((error: unknown) => {
      throw notWritable(path, `${messageOf(error)}. Choose another place`);
    });
  }
}

/**
 * Checks that no two paths lead to the same file, however they are written, because one would overwrite the other.
 * @param files what the user calls each path, for example `--out`, and the path
 * @throws KokoroError `output-not-writable`
 */
export async function checkDistinct(files: readonly (readonly [name: string, path: string])[]): Promise<void> {
  const seen = new Map<string, string>();
  for (const [name, path] of files) {
    const identity = await identityOf(path);
    const other = seen.get(identity);
    if (other !== undefined) throw notWritable(path, `it is both ${other} and ${name}. Name two different files`);
    seen.set(identity, name);
  }
}

/** Device and inode of a file, or the real folder and the name of a file that does not exist yet. */
async function identityOf(path: string): Promise<string> {
  const existing = await stat(path, { bigint: true }).catch(() => undefined);
  if (existing !== undefined) return `${existing.dev}:${existing.ino}`;
  const folder = await realpath(dirname(path)).catch(() => dirname(path));
  const name = basename(path);
  return join(folder, process.platform === 'linux' ? name : name.toLowerCase());
}

function notWritable(path: string, why: string): KokoroError {
  return new KokoroError('output-not-writable', `${path} cannot be written: ${why}.`);
}
