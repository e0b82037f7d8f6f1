import { homedir } from 'node:os';
import { join } from 'node:path';

/** The command line's folder for models and voices: `KOKORO_CACHE`, else in the platform's cache folder. */
export function cacheFolder(
  env: Partial<Record<string, string>> = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  return nonEmpty(env['KOKORO_CACHE']) ?? join(platformFolder(env, platform), 'kokoro-vscode');
}

function platformFolder(env: Partial<Record<string, string>>, platform: NodeJS.Platform): string {
  if (platform === 'win32') return nonEmpty(env['LOCALAPPDATA']) ?? join(homedir(), 'AppData', 'Local');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches');
  return nonEmpty(env['XDG_CACHE_HOME']) ?? join(homedir(), '.cache');
}

const nonEmpty = (value: string | undefined): string | undefined => (value === '' ? undefined : value);
