import { stat } from 'node:fs/promises';
import { sha256Of } from '../../assets/verify';

/** SHA-256 of files, computed again when a file's size, times or inode have changed. */
export class FileHashes {
  readonly #known = new Map<string, { identity: string; sha256: Promise<string> }>();

  /** @throws Error when the file cannot be read */
  async of(path: string): Promise<string> {
    const identity = await identityOf(path); // before hashing, so that a change meanwhile invalidates the hash
    const known = this.#known.get(path);
    if (known?.identity === identity) return known.sha256;
    const sha256 = sha256Of(path);
    this.#known.set(path, { identity, sha256 });
    return sha256;
  }

  /** Makes the next `of` read the whole file. */
  forget(path: string): void {
    this.#known.delete(path);
  }
}

async function identityOf(path: string): Promise<string> {
  const { dev, ino, size, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
  return [dev, ino, size, mtimeNs, ctimeNs].join(' ');
}
