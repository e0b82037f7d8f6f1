// Python environments of set-ups.
import { join } from 'node:path';
import { firstThatRuns, run } from './run.mjs';

const SUPPORTED = 'import sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))';

/** kokoro-onnx, the peer that the product is compared with, and what it needs, to be installed without dependencies. */
export const PEER = [
  'kokoro-onnx==0.6.1',
  'phonemizer==3.4.0',
  'espeakng-loader==0.2.4',
  'joblib==1.6.0',
  'cloudpickle==3.1.2',
  'dlinfo==2.0.0',
];

/**
 * Makes a virtual environment in `folder` with KOKORO_PYTHON or the first fitting Python of the system, and returns its
 * Python and a function that installs packages into it. `purpose` is named where there is none.
 */
export function newEnvironment(folder, purpose) {
  const chosen = process.env.KOKORO_PYTHON;
  const candidates = chosen ? [chosen] : ['python3', 'python', 'python3.13', 'python3.12', 'python3.11'];
  const system = firstThatRuns(candidates, ['-c', SUPPORTED]);
  if (!system) {
    throw new Error(
      chosen
        ? `KOKORO_PYTHON (${chosen}) is not a Python 3.11, 3.12 or 3.13 with venv.`
        : `${purpose} need Python 3.11, 3.12 or 3.13 with venv: install one, or set KOKORO_PYTHON.`,
    );
  }
  run(system, ['-m', 'venv', folder]);
  const windows = process.platform === 'win32';
  const python = windows ? join(folder, 'Scripts', 'python.exe') : join(folder, 'bin', 'python');
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'];
  return { python, install: (...args) => run(python, [...pip, ...args]) };
}
