// Makes a zip file smaller. vsce compresses with zlib's default level, which leaves the largest package above its
// limit.
import { fileURLToPath } from 'node:url';
import { pythonTool } from './pythonTool.mjs';
import { run } from './run.mjs';

const SCRIPT = fileURLToPath(new URL('recompress.py', import.meta.url));

/** Compresses the entries of a zip file again, in place. Needs Python 3.11 or newer with pip. */
export function recompress(zip) {
  const { python, folder } = pythonTool('deflate==0.9.0', 'deflate');
  run(python, [SCRIPT, zip], { env: { ...process.env, PYTHONPATH: folder } });
}
