// npm run bench:model [-- --rounds N] [--avx2] [MODEL.onnx…]: compares models of Kokoro: upstream's export, the
// published INT8 model and its optimized form, our exports in each precision, and the given files. Each runs in its
// own process on one thread; runs are interleaved and medians are reported. The speech is also compared with
// PyTorch's, which needs the set-up of the parity tests (CONTRIBUTING.md). Prints a table and writes it to
// out/bench/models.md, with a chart in out/bench/models.svg. `--avx2` hides AVX-512, VNNI and AMX (bench/avx2.c).
import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { cacheFolder } from '../src/assets/cacheFolder';
import { MODEL_NAME, modelGain } from '../src/assets/manifest';
import { instructionSets } from '../src/engine/model/cpu';
import { exportModel, PRECISIONS } from '../src/exporter/export';
import { levelDifference, logMelDistance } from '../src/exporter/quality';
import type * as Rebuild from '../src/exporter/rebuild';
import { SAMPLE_RATE } from '../src/kokoro/model';
import type { Case } from '../test/parity/support/cases';
import type * as Parity from '../test/parity/support/reference';
import { barChart } from './chart';
import type { Loaded, Ran } from './modelRun.mts';

// Loaded by require, because they need __dirname, which an ES module would not have.
const require = createRequire(import.meta.url);
const { reference, speakReference } = require('../test/parity/support/reference.ts') as typeof Parity;
const { rebuildModel } = require('../src/exporter/rebuild.ts') as typeof Rebuild;

const FOLDER = join('out', 'bench');
const SHORT = 'ðə kˈɪtᵊl bˈɔɪld, sˌO ʃi pˈɔɹd ðə tˈi fəɹ tˈu.';
const LONG = [
  'ɔn ðə θˈɜɹd flˈɔɹ əv ði Old lˈIbɹˌɛɹi, bəhˈInd ɐ ʃˈɛlf əv ˈætləsᵻz ðæt nˈObˌɑdi hæd bˈɑɹOd fəɹ jˈɪɹz, ðə ɡˈɑɹdnəɹ fˈWnd ɐ dˈɔɹ.',
  'hi kˈæɹid ɐ lˈæntəɹn, ɐ lˈɔŋ ɹˈOp ænd hˈæf ɐ lˈOf əv bɹˈɛd, bəkˈʌz hi dˈɪdᵊnt nˈO hˌW fˈɑɹ ðə stˈɛɹz wʊd lˈid.',
].join(' ');
const CASES: Readonly<Record<'short' | 'long', Case>> = {
  short: { voice: 'af_heart', speed: 1, noise: 'random', phonemes: SHORT },
  long: { voice: 'af_heart', speed: 1, noise: 'random', phonemes: LONG },
};
const LENGTHS = ['short', 'long'] as const;

const { values, positionals } = parseArgs({
  options: { rounds: { type: 'string', default: '7' }, avx2: { type: 'boolean', default: false } },
  allowPositionals: true,
});
mkdirSync(FOLDER, { recursive: true });
const environment = values.avx2 ? { ...process.env, LD_PRELOAD: hidingLibrary() } : process.env;
const at = await reference();
const said = {
  short: await speakReference(at, at.real, CASES.short),
  long: await speakReference(at, at.real, CASES.long),
};
const models = [];
const named: Candidate[] = positionals.map((file) => ({ name: basename(file), file }));
for (const model of [...(await usualModels(at)), ...named]) {
  models.push({ ...model, ...(await start(model)), runs: { short: [] as Ran[], long: [] as Ran[] } });
}
for (let round = 0; round < Number(values.rounds); round++) {
  for (const { child, runs } of models) {
    for (const length of LENGTHS) runs[length].push(await run(child, said[length]));
  }
}
for (const { child } of models) child.kill();

const bars = models.map(({ name, runs }) => ({ name, values: LENGTHS.map((length) => cost(runs[length])) }));
const [first = { values: [] }] = bars;
const seconds = LENGTHS.map((length) => `${(said[length].waveform.length / SAMPLE_RATE).toFixed(1)} s`);
const sets = values.avx2 ? 'avx2; others are hidden' : instructionSets().join(', ');
const machine = `${cpus()[0]?.model ?? '?'} (${sets})`;
const heads = ['MB', 'Load, CPU-s', 'RSS loaded / peak, MB', ...seconds.map((length) => `CPU-s per s, ${length}`)];
const rows = models.map(({ name, file, preoptimized, loaded, runs }, i) => [
  name,
  (bytesOf(file, preoptimized) / 1e6).toFixed(0),
  loaded.cpuSeconds.toFixed(2),
  `${loaded.rssMB.toFixed(0)} / ${Math.max(...runs.long.map(({ peakMB }) => peakMB)).toFixed(0)}`,
  ...(bars[i]?.values ?? []).map(
    (value, k) => `${value.toFixed(3)} (${((first.values[k] ?? 0) / value).toFixed(2)} ×)`,
  ),
  ...distanceFrom(LENGTHS.map((length) => [runs[length], said[length]])),
]);
const table = [
  ['Model', ...heads, 'Log-mel, dB', 'Level, dB', 'Durations equal'],
  Array.from({ length: heads.length + 4 }, () => '---'),
  ...rows,
]
  .map((cells) => `| ${cells.join(' | ')} |`)
  .join('\n');
const note = `${machine}, 1 thread, onnxruntime-node, Node ${process.version}; medians of ${values.rounds} interleaved runs; × is times faster than the first model.`;
console.log(`${note}\n\n${table}`);
writeFileSync(join(FOLDER, 'models.md'), `${note}\n\n${table}\n`);
writeFileSync(
  join(FOLDER, 'models.svg'),
  barChart({ title: 'CPU seconds per second of speech, one thread', note: machine, series: seconds, bars }),
);

/** A model of the table, and whether ONNX Runtime has already optimized it. */
interface Candidate {
  name: string;
  file: string;
  preoptimized?: boolean;
}

/** The models to compare. Upstream's export comes first: it is the baseline. */
async function usualModels({ real, upstream }: Parity.Reference): Promise<Candidate[]> {
  const all: Candidate[] = [{ name: 'Upstream’s export, FP32', file: upstream }];
  const published = join(cacheFolder(), MODEL_NAME);
  if (existsSync(published)) {
    all.push({ name: 'Published INT8', file: published });
    const folder = join(FOLDER, 'optimized');
    rmSync(folder, { recursive: true, force: true });
    const { path } = await rebuildModel({
      input: published,
      gain: modelGain(MODEL_NAME),
      folder,
      generator: 'kernels',
    });
    all.push({ name: 'Published INT8, optimized', file: path, preoptimized: true });
  }
  for (const precision of PRECISIONS) {
    const out = join(FOLDER, `ours-${precision}.onnx`);
    const options = { noise: 'random', signature: 'hexgrad', speedType: 'float' } as const;
    await exportModel({ ...options, checkpoint: real, out, precision });
    all.push({ name: `Ours, ${precision.toUpperCase()}`, file: out });
  }
  return all;
}

/** The bytes of a model; a preoptimized one has a folder of files. */
function bytesOf(file: string, preoptimized = false): number {
  const files = preoptimized ? readdirSync(dirname(file)).map((name) => join(dirname(file), name)) : [file];
  return files.reduce((sum, path) => sum + statSync(path).size, 0);
}

/** Compiles the library that hides newer instruction sets than AVX2. */
function hidingLibrary(): string {
  const library = join(process.cwd(), FOLDER, 'avx2.so');
  execFileSync('cc', ['-O2', '-shared', '-fPIC', '-o', library, join('bench', 'avx2.c'), '-ldl']);
  return library;
}

async function start({ file, preoptimized }: Candidate): Promise<{ child: ChildProcess; loaded: Loaded }> {
  const child = fork(new URL('./modelRun.mts', import.meta.url), [file, ...(preoptimized ? ['preoptimized'] : [])], {
    execArgv: ['--import', 'tsx'],
    serialization: 'advanced',
    env: environment,
  });
  return { child, loaded: await answer(child) };
}

async function run(child: ChildProcess, { ids, style }: Parity.Spoken): Promise<Ran> {
  child.send({ ids, style });
  return answer(child);
}

/** The child's next message. @throws Error when it dies instead */
async function answer<T>(child: ChildProcess): Promise<T> {
  const died = new AbortController();
  const { signal } = died;
  const exit = once(child, 'exit', { signal }).then(() =>
    Promise.reject(new Error(`${child.spawnargs.join(' ')} died`)),
  );
  try {
    const [message] = (await Promise.race([once(child, 'message', { signal }), exit])) as [T];
    return message;
  } finally {
    exit.catch(() => undefined); // no longer of interest
    died.abort();
  }
}

function cost(runs: readonly Ran[]): number {
  return median(runs.map(({ cpuSeconds, waveform }) => cpuSeconds / (waveform.length / SAMPLE_RATE)));
}

/** Log-mel distance, level (both in dB) and equal durations of the first runs. Each model draws its own noise. */
function distanceFrom(all: readonly (readonly [readonly Ran[], Parity.Spoken])[]): [string, string, string] {
  let [equal, tokens] = [0, 0];
  const distances: number[] = [];
  const levels: number[] = [];
  let tells = true;
  for (const [[ran], expected] of all) {
    if (!ran) continue;
    tells &&= ran.duration.length > 0;
    equal += ran.duration.filter((frames, i) => frames === expected.duration[i]).length;
    tokens += expected.duration.length;
    levels.push(levelDifference(ran.waveform, expected.waveform));
    if (ran.waveform.length === expected.waveform.length)
      distances.push(logMelDistance(ran.waveform, expected.waveform));
  }
  const mean = (numbers: readonly number[]): string =>
    numbers.length === 0 ? '–' : (numbers.reduce((sum, value) => sum + value, 0) / numbers.length).toFixed(2);
  return [mean(distances), mean(levels), tells ? `${equal} of ${tokens}` : '–'];
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? NaN;
}
