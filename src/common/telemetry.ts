import { mkdir, readdir, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { systemCodeOf } from './errors';

/**
 * The environment in which ONNX Runtime keeps no device id, records no events and connects to no collector, on Linux and macOS. On Windows
 * it has no such switch, and needs none: it offers events to Event Tracing for Windows, where nothing happens unless a trace asks for them.
 */
export const NO_TELEMETRY: Readonly<Record<string, string>> = { ORT_DISABLE_TELEMETRY: '1' };

/** In our folder: the files have been removed, or there were none. */
const MARK = '.telemetry-removed';

/** What ONNX Runtime keeps: an id and a SQLite database of events, each with what is laid beside it while it is in use. */
const ITS_FILES = /^(?:deviceid|onnxruntime\.db)(?:\.lock|\.ses|-journal|-wal|-shm)?$/;

/**
 * Removes, once, the id and the events that ONNX Runtime kept under versions of ours that had not turned its telemetry off. Other
 * programs with ONNX Runtime share the folder, and nothing in it tells who made it. So it goes only if the id is younger than `ours`
 * (an older one was there before us) and only ONNX Runtime's own files lie beside it. Another program that wants an id makes a new one
 * and loses nothing else.
 * @param ours our cache folder, made before the first model was loaded
 * @param folder where ONNX Runtime keeps them, see `telemetryFolder`
 */
export async function removeTelemetryFiles(ours: string, folder = telemetryFolder()): Promise<void> {
  if (folder === undefined || (await exists(join(ours, MARK)))) return;
  const before = await statOf(ours);
  const id = await statOf(join(folder, 'deviceid'));
  const madeByUs = before && id && before.birthtimeMs > 0 && before.birthtimeMs < id.mtimeMs;
  if (madeByUs && (await readdir(folder)).every((name) => ITS_FILES.test(name))) {
    await rm(folder, { recursive: true, force: true });
    await removeEmpty(dirname(folder)); // DeveloperTools
    await removeEmpty(dirname(dirname(folder))); // Microsoft
  }
  await mkdir(ours, { recursive: true });
  await writeFile(join(ours, MARK), '');
}

/** Where ONNX Runtime keeps them; undefined where it does not. */
export function telemetryFolder(
  env: Partial<Record<string, string>> = process.env,
  platform: NodeJS.Platform = process.platform,
): string | undefined {
  if (platform === 'win32') return undefined;
  const home = env['HOME'] ?? homedir();
  const base = platform === 'darwin' ? join(home, 'Library', 'Application Support') : env['XDG_CACHE_HOME'];
  return join(
    base === undefined || base === '' ? join(home, '.cache') : base,
    'Microsoft',
    'DeveloperTools',
    '.onnxruntime',
  );
}

async function statOf(path: string) {
  try {
    return await stat(path);
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

const exists = async (path: string): Promise<boolean> => (await statOf(path)) !== undefined;

async function removeEmpty(folder: string): Promise<void> {
  try {
    await rmdir(folder);
  } catch (error) {
    if (systemCodeOf(error) !== 'ENOTEMPTY' && systemCodeOf(error) !== 'EEXIST') throw error;
  }
}
