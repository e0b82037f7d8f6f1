// The cache folder outside the checkout, for what is downloaded or built once per machine.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';

const STAMP = 'complete.json';
/** Unfinished folders older than this were left by a killed process, ms. */
const ABANDONED_AFTER = 24 * 3_600_000;

/** The folder for `name` in the user's cache; the environment variable `override` names another one. */
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
 * Makes `folder` unless it is complete. Processes may do this at the same time: each builds in a folder of its own, the
 * first to finish renames its folder to `folder`, and the others discard theirs.
 * @param make fills the folder that it is given. It returns JSON in which `needs` lists the files without which the
 *   folder is incomplete; paths in it may point into the folder
 * @returns what `make` returned, with paths in `folder`
 */
export function madeOnce(folder, make) {
  const exists = existsSync(folder);
  const made = readComplete(folder);
  if (made) return made;
  if (exists) rmSync(folder, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true });
  removeAbandoned(folder);
  const own = mkdtempSync(`${folder}.new-`);
  try {
    const result = make(own);
    const missing = result.needs.filter((file) => !existsSync(file));
    if (missing.length > 0) throw new Error(`${own} is incomplete: ${missing.join(', ')} is missing.`);
    writeFileSync(
      join(own, STAMP),
      JSON.stringify(result, (_, value) => relocated(value, own, folder), 2),
    );
    return publish(own, folder);
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
}

/** What `make` returned for a complete folder, or undefined. */
function readComplete(folder) {
  const stamp = join(folder, STAMP);
  if (!existsSync(stamp)) return undefined;
  const made = JSON.parse(readFileSync(stamp, 'utf8'));
  return made.needs.every((file) => existsSync(file)) ? made : undefined;
}

function relocated(value, from, to) {
  return typeof value === 'string' && value.startsWith(from) ? to + value.slice(from.length) : value;
}

/** Renames a complete folder to `folder`, unless another process was faster. */
function publish(own, folder) {
  try {
    renameSync(own, folder);
  } catch (error) {
    if (!readComplete(folder)) throw error;
  }
  return readComplete(folder);
}

/** Removes what killed processes have left beside `folder`. */
function removeAbandoned(folder) {
  for (const name of readdirSync(dirname(folder))) {
    if (!name.startsWith(`${basename(folder)}.new-`)) continue;
    const path = join(dirname(folder), name);
    const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > ABANDONED_AFTER) rmSync(path, { recursive: true, force: true });
  }
}
