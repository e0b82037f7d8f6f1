// Builds data from Python packages, once per machine, into a compressed file for dist/data.
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { cacheFolder, madeOnce } from './cache.mjs';
import { fetchPackages } from './pythonPackages.mjs';
import { say } from './run.mjs';
import { packSections } from './sections.mjs';

const FOLDER = dirname(fileURLToPath(import.meta.url));
const SHARED_SOURCES = ['packageData.mjs', 'pythonPackages.mjs', 'sections.mjs'];

/**
 * Puts `NAME.bin` into `folder` (dist/data). It is built in the user's cache, once per machine and again when its
 * sources change.
 * A build needs Python 3 with pip, and network access.
 * @param data `name`; `requirements`, see pythonPackages.mjs; `sources`, the files of this folder that build it; and
 *   `contents(packages)`, which reads the folder of packages and returns the lists of the header and the typed arrays
 * by name
 * @throws Error that says what failed
 */
export function ensurePackageData(folder, data) {
  const build = join(cacheFolder('data', 'KOKORO_DATA_CACHE'), `${data.name}-${recipe(data.sources)}`);
  const { file } = madeOnce(build, (target) => make(target, data));
  mkdirSync(folder, { recursive: true });
  copyFileSync(file, join(folder, `${data.name}.bin`));
}

/** A digest that changes with the sources of the build. */
function recipe(sources) {
  const digest = createHash('sha256');
  for (const name of [...sources, ...SHARED_SOURCES]) digest.update(readFileSync(join(FOLDER, name)));
  return digest.digest('hex').slice(0, 12);
}

function make(folder, { name, requirements, contents }) {
  const title = name.charAt(0).toUpperCase() + name.slice(1);
  say(`Building the data for ${title}. This happens once and can take a minute…`);
  const packages = join(folder, 'packages');
  fetchPackages(requirements, packages);
  const bytes = brotliCompressSync(packSections(contents(packages)), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 },
  });
  rmSync(packages, { recursive: true, force: true });
  const file = join(folder, `${name}.bin`);
  writeFileSync(file, bytes);
  return { file, needs: [file] };
}
