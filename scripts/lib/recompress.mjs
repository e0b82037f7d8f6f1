// Makes a zip file smaller. vsce compresses with zlib's default level, which leaves the largest package above its
// limit.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder, madeOnce } from './cache.mjs';
import { firstThatRuns, run } from './run.mjs';

const LIBDEFLATE = 'deflate==0.9.0';
const SCRIPT = fileURLToPath(new URL('recompress.py', import.meta.url));

/** Compresses the entries of a zip file again, in place. Needs Python 3.11 or newer with pip. */
export function recompress(zip) {
  const python = firstThatRuns(['python3', 'python', 'py'], ['-m', 'pip', '--version']);
  if (!python) throw new Error('Packaging needs Python 3.11 or newer with pip.');
  const folder = join(cacheFolder('packaging', 'KOKORO_PACKAGING_CACHE'), LIBDEFLATE);
  madeOnce(folder, (target) => {
    const quiet = ['--quiet', '--disable-pip-version-check', '--no-input'];
    run(python, ['-m', 'pip', 'install', '--no-deps', ...quiet, '--target', target, LIBDEFLATE]);
    return { needs: [join(target, 'deflate')] };
  });
  run(python, [SCRIPT, zip], { env: { ...process.env, PYTHONPATH: folder } });
}
