import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, win32 } from 'node:path';
import { isMissing, replaceFile } from '../assets/disk';

/** What the launcher starts. */
export interface LauncherOptions {
  /** The extension's folder, whose name ends with its version. */
  extension: string;
  /** An executable that runs as Node with ELECTRON_RUN_AS_NODE, such as that of VS Code; if it is gone, `node` runs. */
  node: string;
  /** The folder of models and voices. */
  cache: string;
  home?: string;
  platform?: NodeJS.Platform;
}

/** Path of the launcher, which stays the same when the extension is updated: hooks and MCP clients start it. */
export function launcherPath(home = homedir(), platform = process.platform): string {
  return join(home, '.kokoro', 'bin', platform === 'win32' ? 'kokoro-agent.cmd' : 'kokoro-agent');
}

/** Writes the launcher unless it is up to date. @returns its path */
export async function writeLauncher(options: LauncherOptions): Promise<string> {
  const { home = homedir(), platform = process.platform } = options;
  const path = launcherPath(home, platform);
  const wanted = platform === 'win32' ? commandFile(options) : shellScript(options);
  if ((await contentOf(path)) === wanted) return path;
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}`;
  await writeFile(temporary, wanted);
  await chmod(temporary, 0o755);
  await replaceFile(temporary, path);
  return path;
}

/** Brings the launcher up to date if there is one, because something uses it. @returns whether there is */
export async function refreshLauncher(options: LauncherOptions): Promise<boolean> {
  const { home = homedir(), platform = process.platform } = options;
  if ((await contentOf(launcherPath(home, platform))) === undefined) return false;
  await writeLauncher(options);
  return true;
}

async function contentOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

const NOTE = 'Written by Kokoro for VS Code, which updates it. Starts the newest installed version.';
/** Not said by a hook, which must not disturb the agent. */
const GONE = 'kokoro-agent: Kokoro for VS Code is not installed any more.';

/** The start of the names of the folders of all versions. */
function familyOf(extension: string): string {
  const name = win32.basename(extension); // which takes both kinds of slashes
  return name.slice(0, name.search(/-\d+\.\d+\./) + 1);
}

function shellScript({ extension, node, cache }: LauncherOptions): string {
  const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
  return `#!/bin/sh
# ${NOTE}
program=${quoted(join(extension, 'dist', 'agents.js'))}
if [ ! -f "$program" ]; then
  program=$(ls -t ${quoted(join(dirname(extension), familyOf(extension)))}*/dist/agents.js 2>/dev/null | head -n 1)
fi
if [ -z "$program" ]; then
  [ "$1" = hook ] && exit 0
  echo '${GONE}' >&2
  exit 1
fi
node=${quoted(node)}
[ -x "$node" ] || node=node
cache=${quoted(cache)}
export ELECTRON_RUN_AS_NODE=1 KOKORO_CACHE="\${KOKORO_CACHE:-$cache}"
exec "$node" "$program" "$@"
`;
}

function commandFile({ extension, node, cache }: LauncherOptions): string {
  const escaped = (text: string): string => text.replaceAll('%', '%%');
  const folder = escaped(win32.dirname(extension));
  return [
    '@echo off',
    `rem ${NOTE}`,
    'setlocal',
    `set "program=${escaped(win32.join(extension, 'dist', 'agents.js'))}"`,
    'if exist "%program%" goto found',
    // The one that was changed last comes last.
    `for /f "delims=" %%f in ('dir /b /ad /od "${win32.join(folder, escaped(familyOf(extension)))}*" 2^>nul') do set "program=${folder}\\%%f\\dist\\agents.js"`,
    'if exist "%program%" goto found',
    'if "%~1"=="hook" exit /b 0',
    `echo ${GONE} 1>&2`,
    'exit /b 1',
    ':found',
    `set "node=${escaped(node)}"`,
    'if not exist "%node%" set "node=node"',
    'set "ELECTRON_RUN_AS_NODE=1"',
    `if not defined KOKORO_CACHE set "KOKORO_CACHE=${escaped(cache)}"`,
    '"%node%" "%program%" %*',
    '',
  ].join('\r\n');
}
