import { mkdir, readdir, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { systemCodeOf } from './errors';

/**
 * The environment that keeps ONNX Runtime on Linux and macOS from storing a device id, recording events and
 * contacting a collector. On Windows it has no such switch and needs none: its events go to Event Tracing for Windows,
 * which drops them unless a trace is running.
 */
export const NO_TELEMETRY: Readonly<Record<string, string>> = { ORT_DISABLE_TELEMETRY: '1' };

/** Marker in our folder: the files were removed, or there were none. */
const MARK = '.telemetry-removed';

/** ONNX Runtime's files: an id and a SQLite database of events, each with the temporary files beside it. */
const ITS_FILES = /^(?:deviceid|onnxruntime\.db)(?:\.lock|\.ses|-journal|-wal|-shm)?$/;

/**
 * Removes, once, the id and events that ONNX Runtime stored for our earlier versions, which did not turn its
 * telemetry off. Other programs with ONNX Runtime share the folder, and nothing in it names its creator. So it is
 * removed only if the id is younger than `ours` (an older one existed before us) and the folder holds only ONNX
 * Runtime's own files. A program that still wants an id creates a new one and loses nothing else.
 * @param ours our cache folder, created before the first model was loaded
 * @param folder where ONNX Runtime stores them, see `telemetryFolder`
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

/** Where ONNX Runtime stores them; undefined on platforms where it does not. */
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
