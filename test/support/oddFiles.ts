import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Paths in `folder` and of the system that are not regular files. Opening the pipe blocks; reading the device never
 * ends.
 */
export function oddFiles(folder: string): string[] {
  const inside = join(folder, 'folder');
  mkdirSync(inside);
  const devices = ['/dev/zero', '/dev/null'].filter((device) => existsSync(device));
  return [inside, ...devices, ...(process.platform === 'win32' ? [] : [makePipe(join(folder, 'pipe'))])];
}

/** Makes a named pipe. @returns its path */
export function makePipe(path: string): string {
  execFileSync('mkfifo', [path]);
  return path;
}
