// npm run bench:model [-- --rounds N] [MODEL.onnx…]: models of Kokoro beside each other, each in a process of its own on one thread,
// interleaved, medians; prints a table. Without files: upstream's export, the published INT8, and ours in each precision,
// exported from the real-speech checkpoint of the parity tests (CONTRIBUTING.md).
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { cpus } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { cacheFolder } from '../src/engine/assets/cacheFolder';
import { MODEL_NAME } from '../src/engine/assets/manifest';
import { instructionSets } from '../src/engine/model/cpu';
import { exportModel, PRECISIONS } from '../src/exporter/export';
import { reference } from '../test/parity/support/reference';
import type { Loaded, Ran } from './modelRun.mts';

const { values, positionals } = parseArgs({
  options: { rounds: { type: 'string', default: '7' } },
  allowPositionals: true,
});
const files = positionals.length > 0 ? positionals : await usualModels();
const models = [];
for (const file of files) models.push({ file, ...(await start(file)) });
const figures = models.map(() => ({ short: [] as Ran[], long: [] as Ran[] }));
for (let round = 0; round < Number(values.rounds); round++) {
  for (const [i, { child }] of models.entries()) {
    for (const length of ['short', 'long'] as const) figures[i]?.[length].push(await run(child, length));
  }
}
console.log(`${cpus()[0]?.model ?? '?'} (${instructionSets().join(', ')}), 1 thread, Node ${process.version}\n`);
const first = figures[0];
console.log(
  '| Model | MB | Load, CPU-s | RSS loaded / peak, MB | CPU-s per audio-s, short | long | Times faster, short | long |',
);
console.log('| --- | --- | --- | --- | --- | --- | --- | --- |');
for (const [i, { file, loaded, child }] of models.entries()) {
  const { short = [], long = [] } = figures[i] ?? {};
  const cost = (runs: readonly Ran[]): number =>
    median(runs.map(({ cpuSeconds, audioSeconds }) => cpuSeconds / audioSeconds));
  const peak = Math.max(...long.map(({ peakMB }) => peakMB));
  const row = [
    basename(file),
    (statSync(file).size / 1e6).toFixed(0),
    loaded.cpuSeconds.toFixed(2),
    `${loaded.rssMB.toFixed(0)} / ${peak.toFixed(0)}`,
    cost(short).toFixed(3),
    cost(long).toFixed(3),
    (cost(first?.short ?? []) / cost(short)).toFixed(2),
    (cost(first?.long ?? []) / cost(long)).toFixed(2),
  ];
  console.log(`| ${row.join(' | ')} |`);
  child.kill();
}
const lengths = (['short', 'long'] as const).map(
  (name) => `${name}: ${first?.[name][0]?.audioSeconds.toFixed(1) ?? '?'} s`,
);
console.log(`\n${lengths.join(', ')} of audio; ${values.rounds} rounds; “times faster” than the first model.`);

/** Upstream's export first: the others are compared with it. */
async function usualModels(): Promise<string[]> {
  const { real, upstream } = await reference();
  const folder = join('out', 'bench');
  mkdirSync(folder, { recursive: true });
  const ours = [];
  for (const precision of PRECISIONS) {
    const out = join(folder, `ours-${precision}.onnx`);
    const options = { noise: 'random', contract: 'hexgrad', speedType: 'float' } as const;
    await exportModel({ ...options, checkpoint: real, out, precision });
    ours.push(out);
  }
  const published = join(cacheFolder(), MODEL_NAME);
  return [upstream, ...(existsSync(published) ? [published] : []), ...ours];
}

async function start(file: string): Promise<{ child: ChildProcess; loaded: Loaded }> {
  const child = fork(new URL('./modelRun.mts', import.meta.url), [file], { execArgv: ['--import', 'tsx'] });
  const [loaded] = (await once(child, 'message')) as [Loaded];
  return { child, loaded };
}

async function run(child: ChildProcess, length: 'short' | 'long'): Promise<Ran> {
  child.send(length);
  const [ran] = (await once(child, 'message')) as [Ran];
  return ran;
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? NaN;
}
