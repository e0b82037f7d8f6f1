// The JSON schemas of Kubernetes' resources, from a Python package, once in the cache folder.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, madeOnce } from './cache.mjs';
import { firstThatRuns, run } from './run.mjs';

/** The version of the package is that of Kubernetes. */
const VERSION = '1.37.0';
const HASH = '85136d018a27b50ec7fc049d902bfa5193f5976807e6c0f408e3ab6fe078cad9';
const FOLDER = `kubernetes_validate/kubernetes-json-schema/v${VERSION}-local-strict/`;
/** The package holds the schemas of many versions, twice. */
const UNPACK = `import sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as wheel:
    wheel.extractall(sys.argv[2], [name for name in wheel.namelist() if name.startswith(sys.argv[3])])`;

/** The folder with the strict schemas, such as deployment-apps-v1.json. */
export function ensureKubernetesSchemas() {
  const folder = join(cacheFolder('kubernetes', 'KOKORO_KUBERNETES_CACHE'), VERSION);
  return madeOnce(folder, (target) => {
    const python = firstThatRuns(['python3', 'python'], ['-m', 'pip', '--version']);
    if (!python) throw new Error('The check of the Kubernetes manifest needs Python 3 with pip: install it.');
    const download = join(target, 'download');
    mkdirSync(download, { recursive: true });
    const list = join(target, 'requirements.txt');
    writeFileSync(list, `kubernetes-validate==${VERSION} --hash=sha256:${HASH}`);
    const flags = ['--no-deps', '--require-hashes', '--quiet', '--disable-pip-version-check', '--no-input'];
    run(python, ['-m', 'pip', 'download', ...flags, '-r', list, '-d', download]);
    for (const wheel of readdirSync(download)) run(python, ['-c', UNPACK, join(download, wheel), target, FOLDER]);
    rmSync(download, { recursive: true });
    const schemas = join(target, FOLDER);
    return { schemas, needs: [join(schemas, '_definitions.json'), join(schemas, 'deployment-apps-v1.json')] };
  }).schemas;
}
