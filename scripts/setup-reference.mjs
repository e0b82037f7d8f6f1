// Prepares what the exporter is measured against, once, in a cache folder outside the checkout: a Python with PyTorch
// and hexgrad/kokoro, a real and a random checkpoint, upstream's own ONNX export of the real one, an old ONNX Runtime,
// and kokoro-js. Prints the paths as JSON. Environment: KOKORO_TOOLS (the tools that make checkpoints, default
// ../shared/tools), KOKORO_REFERENCE_CACHE (the cache folder), KOKORO_PYTHON (a Python 3).
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder, madeOnce } from './lib/cache.mjs';
import { newEnvironment, PEER } from './lib/python.mjs';
import { main, run, say } from './lib/run.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Installed with its dependencies. On Linux, PyPI's build includes CUDA; CONTRIBUTING.md says how to avoid it. */
const TORCH = 'torch==2.13.0';
/** Installed without dependencies, which include large packages for turning text into phonemes. */
const REFERENCE = ['kokoro==0.9.4', 'misaki==0.9.4'];
/** The oldest runtime that must load exported files, with the last numpy it supports. */
const OLD_RUNTIME = ['onnxruntime==1.17.3', 'numpy==1.26.4'];
const KOKORO_JS = 'kokoro-js@1.2.1';
const RANDOM_SEED = '7';

main(() => {
  const tools = process.env.KOKORO_TOOLS ? resolve(process.env.KOKORO_TOOLS) : join(root, '..', 'shared', 'tools');
  const maker = join(tools, 'make_checkpoint.py');
  const requirements = join(tools, 'requirements.txt');
  const exporter = join(root, 'scripts', 'lib', 'export_upstream.py');
  for (const file of [maker, requirements, join(tools, 'reference.py')]) {
    if (!existsSync(file)) {
      throw new Error(`${file} is missing: put the reference tools there, or set KOKORO_TOOLS to their folder.`);
    }
  }
  const cache = cacheFolder('reference', 'KOKORO_REFERENCE_CACHE');
  const folder = (name, ...parts) => join(cache, `${name}-${digest(parts)}`);
  const needed = readFileSync(requirements, 'utf8');
  const packages = [TORCH, ...REFERENCE, ...PEER, needed];
  const { python } = madeOnce(folder('python', ...packages), (to) => installPython(to, requirements));
  const { runtime } = madeOnce(folder('old-runtime', python, ...OLD_RUNTIME), (to) => installRuntime(to, python));
  const { kokoroJs } = madeOnce(folder('kokoro-js', KOKORO_JS), installKokoroJs);
  // A module resolves packages from its own folder.
  copyFileSync(join(root, 'scripts', 'lib', 'peer_kokoro_js.mjs'), join(kokoroJs, 'speak.mjs'));
  const sources = [maker, join(tools, 'vocab-v1.0.txt'), exporter].map((file) => readFileSync(file, 'utf8'));
  const { real, random, upstream } = madeOnce(folder('models', ...packages, ...sources), (to) =>
    makeModels(to, { python, maker, exporter }),
  );
  const cases = join(cache, 'cases');
  mkdirSync(cases, { recursive: true });
  return { python, tools, runtime, kokoroJs, cases, real, random, upstream };
});

function digest(parts) {
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 12);
}

/** Runs `work`, printing what is set up and how long it took. */
function timed(what, work) {
  say(`Setting up ${what}; this happens once…`);
  const started = Date.now();
  const made = work();
  say(`  done in ${Math.round((Date.now() - started) / 1000)} s`);
  return made;
}

function installPython(folder, requirements) {
  return timed(`PyTorch and kokoro in ${folder}`, () => {
    const { python, install } = newEnvironment(folder, 'The parity tests');
    install(TORCH);
    install('-r', requirements);
    install('--no-deps', ...REFERENCE, ...PEER);
    return { python, needs: [python] };
  });
}

function installRuntime(folder, python) {
  return timed(OLD_RUNTIME[0], () => {
    run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--target', folder, ...OLD_RUNTIME]);
    return { runtime: folder, needs: [join(folder, 'onnxruntime')] };
  });
}

function installKokoroJs(folder) {
  return timed(KOKORO_JS, () => {
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
    run('npm', ['install', KOKORO_JS, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: folder,
    });
    const voices = join(folder, 'node_modules', 'kokoro-js', 'voices');
    return { kokoroJs: folder, needs: [voices] };
  });
}

function makeModels(folder, { python, maker, exporter }) {
  return timed('checkpoints and upstream’s export', () => {
    const [real, random] = [join(folder, 'real'), join(folder, 'random')];
    const upstream = join(folder, 'upstream.onnx');
    run(python, [maker, real]);
    run(python, [maker, random, '--random', RANDOM_SEED]);
    run(python, [exporter, real, upstream]);
    return { real, random, upstream, needs: [join(real, 'kokoro.pth'), join(random, 'kokoro.pth'), upstream] };
  });
}
