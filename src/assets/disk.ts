import { rename, stat } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { messageOf, systemCodeOf } from '../common/errors';

/** A failure of the local disk, so trying another source is pointless. `cause` is the system's error. */
export class DiskError extends Error {
  constructor(cause: unknown) {
    super(messageOf(cause), { cause });
  }
}

/** Wraps the errors of an operation on the store's files in DiskError. */
export async function disk<T>(operation: Promise<T>): Promise<T> {
  try {
    return await operation;
  } catch (error) {
    throw new DiskError(error);
  }
}

/** True for the error of a missing file or folder. */
export function isMissing(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(systemCodeOf(error) ?? '');
}

/** Size of a file in bytes; 0 if it does not exist. */
export async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (isMissing(error)) return 0;
    throw error;
  }
}

/** Renames a file, replacing `to`. Retries on Windows, where virus scanners hold new files open for a moment. */
export async function replaceFile(from: string, to: string): Promise<void> {
  for (let triesLeft = process.platform === 'win32' ? 10 : 0; ; triesLeft--) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      const busy = ['EPERM', 'EACCES', 'EBUSY'].includes(systemCodeOf(error) ?? '');
      if (!busy || triesLeft === 0) throw error;
      await delay(100);
    }
  }
}
