import { stat } from 'node:fs/promises';
import { sha256Of } from '../../assets/verify';

/** SHA-256 of files; taken again when a file's size, times or inode have changed since. */
export class FileHashes {
  readonly #known = new Map<string, { identity: string; sha256: Promise<string> }>();

  /** @throws what reading the file throws */
  async of(path: string): Promise<string> {
    const identity = await identityOf(path); // before the hash, so that a change meanwhile calls for another one
    const known = this.#known.get(path);
    if (known?.identity === identity) return known.sha256;
    const sha256 = sha256Of(path);
    this.#known.set(path, { identity, sha256 });
    return sha256;
  }

  /** Makes the next look at the file read all of it. */
  forget(path: string): void {
    this.#known.delete(path);
  }
}

async function identityOf(path: string): Promise<string> {
  const { dev, ino, size, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
  return [dev, ino, size, mtimeNs, ctimeNs].join(' ');
}
