import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isMissing, replaceFile } from '../../assets/disk';
import type { RuntimeKind } from '../../common/runtime';
import { type AbsentRuntime, describeRuntime } from './runtimes';

/** Which model is measured: the published one, the one optimized for this machine, the user's own, or one in FP32. */
export type ModelKind = 'published' | 'optimized' | 'own' | 'fp32';

/** A model on some number of threads, measured in an engine process of its own. */
export interface Measurement {
  model: ModelKind;
  runtime: RuntimeKind;
  /** Path of the model's file. */
  path: string;
  threads: number;
  /** Seconds from the start of the process to the first sound. */
  coldFirstSeconds: number;
  /** The same once the model is loaded; the median of several readings. */
  firstSeconds: number;
  /** Seconds of computation per second of audio; the median of several readings. */
  realTimeFactor: number;
  /** CPU seconds per second of audio, over all threads; the median of several readings. */
  cpuFactor: number;
  peakBytes: number;
  /** Log-mel distance to FP32 in dB, if there is an FP32 model to compare with. */
  logMel?: number;
}

/** What `benchmarkMachine` found out. */
export interface MachineBenchmark {
  /** When it was measured, ISO 8601. */
  date: string;
  version: string;
  processor: string;
  instructionSets: string[];
  platform: string;
  /** Name and version of the runtimes that ran the models. */
  runtime: string;
  /** Those with the runtime in use first. */
  measurements: Measurement[];
  /** Runtimes that this installation does not have. */
  absent: AbsentRuntime[];
}

/** Setups whose speed differs by less are equally fast on a machine that does other work, too. */
const SAME_SPEED = 1.05;

/**
 * The fastest setup with the runtime in use; among equally fast ones the one with the fewest threads, which leaves most
 * to other programs.
 */
export function fastest(measurements: readonly Measurement[]): Measurement | undefined {
  const usable = measurements.filter(({ runtime }) => runtime === measurements[0]?.runtime);
  const least = Math.min(...usable.map(({ realTimeFactor }) => realTimeFactor));
  const fast = usable.filter(({ realTimeFactor }) => realTimeFactor <= SAME_SPEED * least);
  return fast.sort((a, b) => a.threads - b.threads || a.realTimeFactor - b.realTimeFactor)[0];
}

const HEADER = [
  'model',
  'threads',
  'times real time',
  'first sound, s',
  'cold, s',
  'CPU-s per s',
  'peak MB',
  'to FP32, dB',
];

/** A benchmark as a Markdown table with a line on the machine, for terminals, the clipboard and issue reports. */
export function formatBenchmark(benchmark: MachineBenchmark): string {
  const { processor, instructionSets, platform, runtime, version, measurements, absent } = benchmark;
  const sets = instructionSets.length > 0 ? ` (${instructionSets.join(', ')})` : '';
  const rows = measurements.map((each) => [
    each.runtime === 'wasm' ? `${each.model} (${describeRuntime(each.runtime)})` : each.model,
    String(each.threads),
    (1 / each.realTimeFactor).toFixed(1),
    each.firstSeconds.toFixed(2),
    each.coldFirstSeconds.toFixed(2),
    each.cpuFactor.toFixed(2),
    (each.peakBytes / 1e6).toFixed(0),
    each.logMel === undefined ? '–' : each.logMel.toFixed(1),
  ]);
  const widths = HEADER.map((title, i) => Math.max(title.length, ...rows.map((row) => (row[i] ?? '').length)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  return [
    `${processor}${sets}, ${platform}, ${runtime}, Kokoro ${version}`,
    '',
    line(HEADER),
    line(widths.map((width) => '-'.repeat(width))),
    ...rows.map(line),
    ...absent.flatMap(({ runtime: kind, reason }) => ['', `${describeRuntime(kind)} was not measured: ${reason}`]),
  ].join('\n');
}

const fileIn = (folder: string): string => join(folder, 'benchmark.json');

/** Keeps a benchmark in the cache folder, in place of an earlier one. */
export async function saveBenchmark(folder: string, benchmark: MachineBenchmark): Promise<void> {
  const temporary = `${fileIn(folder)}.${process.pid}`;
  await writeFile(temporary, JSON.stringify(benchmark));
  await replaceFile(temporary, fileIn(folder));
}

/** The latest benchmark; undefined if there is none. */
export async function loadBenchmark(folder: string): Promise<MachineBenchmark | undefined> {
  try {
    const saved = JSON.parse(await readFile(fileIn(folder), 'utf8')) as Partial<MachineBenchmark>;
    return saved.absent && (saved as MachineBenchmark); // earlier versions measured less
  } catch (error) {
    if (isMissing(error) || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
