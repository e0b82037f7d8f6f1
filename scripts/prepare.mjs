// Prepares a checkout: installs the dependencies and builds, each only when something has changed.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run as runQuietly } from './lib/run.mjs';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs a command in this checkout. Its output goes to stderr, which keeps stdout free for data. */
export function run(command, args, options = {}) {
  runQuietly(command, args, { cwd: root, stdio: ['ignore', 2, 2], ...options });
}

/** Installs the dependencies if package-lock.json has changed since the last time. */
export function ensureInstalled() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const stamp = join(root, 'node_modules', '.installed-lock');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  console.error('Installing dependencies…');
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
  writeFileSync(stamp, lock);
}

/** Builds dist/ if a source is newer. */
export function ensureBuilt() {
  const built = join(root, 'dist', 'cli.js');
  const sources = ['src', 'models', 'esbuild.mjs', 'package.json', 'package-lock.json'];
  if (existsSync(built) && Math.max(...sources.map((name) => newest(join(root, name)))) < statSync(built).mtimeMs)
    return;
  console.error('Building…');
  run(process.execPath, ['esbuild.mjs']);
}

function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}
