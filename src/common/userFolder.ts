import { lstatSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The folder in which all programs of this user meet. */
export function userFolder(): string {
  const uid = process.getuid?.(); // Windows has a temporary folder for each user
  return join(tmpdir(), uid === undefined ? 'kokoro' : `kokoro-${uid}`);
}

/** Makes a folder that no other user can use. @throws Error when someone else owns it */
export function makePrivate(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (process.platform === 'win32') return;
  const found = lstatSync(folder);
  if (!found.isDirectory() || found.uid !== process.getuid?.() || (found.mode & 0o022) !== 0)
    throw new Error(`Others may write to ${folder}.`);
}
