// Tools of the build that come as Python packages.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, madeOnce } from './cache.mjs';
import { firstThatRuns, run, say } from './run.mjs';

/**
 * Installs a package without its dependencies into the user's cache, once per machine. That needs network access.
 * @param requirement "name==version", with " --hash=sha256:…" for each file of it that may be installed, or without
 * @param file one that the package must hold, relative to its folder
 * @returns `python`, which has pip, and the `folder` of the package
 * @throws Error that says what failed
 */
export function pythonTool(requirement, file) {
  const python = firstThatRuns(['python3', 'python', 'py'], ['-m', 'pip', '--version']);
  if (!python) throw new Error('The build needs Python 3.11 or newer with pip.');
  const [name] = requirement.split(' ');
  const folder = join(cacheFolder('packaging', 'KOKORO_PACKAGING_CACHE'), name);
  madeOnce(folder, (target) => {
    say(`Installing ${name} into the cache folder. This happens once…`);
    const list = join(target, 'requirements.txt');
    writeFileSync(list, requirement);
    const quiet = ['--quiet', '--disable-pip-version-check', '--no-input'];
    run(python, ['-m', 'pip', 'install', '--no-deps', ...quiet, '--target', target, '-r', list]);
    return { needs: [join(target, file)] };
  });
  return { python, folder };
}
