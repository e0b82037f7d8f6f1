// The folder outside the checkout that holds what the tests need once, and the stamps that say what is complete there.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** The folder for `name` in the user's cache; the environment variable `override` moves it. */
export function cacheFolder(name, override) {
  const chosen = process.env[override];
  return chosen ? resolve(chosen) : join(userCache(), 'kokoro-vscode', name);
}

function userCache() {
  if (process.platform === 'win32') return process.env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches');
  return process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
}

/**
 * Makes `folder` with `make(folder)` unless it is complete, and returns what `make` returned, which must be JSON with a
 * `needs` list: files without which the folder is not complete. What an interrupted run has left is removed first.
 */
export function madeOnce(folder, make) {
  const stamp = join(folder, 'complete.json');
  if (existsSync(stamp)) {
    const made = JSON.parse(readFileSync(stamp, 'utf8'));
    if (made.needs.every((file) => existsSync(file))) return made;
  }
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const made = make(folder);
  const missing = made.needs.filter((file) => !existsSync(file));
  if (missing.length > 0) throw new Error(`${folder} is incomplete: ${missing.join(', ')} is missing.`);
  writeFileSync(`${stamp}.new`, JSON.stringify(made, undefined, 2));
  renameSync(`${stamp}.new`, stamp);
  return made;
}
