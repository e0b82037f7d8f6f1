// Runs a model in its own process, for bench/models.mts: loads the file named by its argument (followed by
// `preoptimized` if ONNX Runtime need not optimize it), reports the cost, then speaks each utterance that it
// receives.
import { dirname } from 'node:path';
import { peakBytes } from '../src/common/memory';
import { feedsOf } from '../src/exporter/speaking';
import type { Utterance } from '../src/exporter/utterance';
import { stepsOf, TWO_GRAPHS } from '../src/kokoro/twoGraphs';

/** The cost of loading. */
export interface Loaded {
  cpuSeconds: number;
  rssMB: number;
}

/** The speech and its cost; `peakMB` is the peak memory of the process so far. */
export interface Ran {
  cpuSeconds: number;
  peakMB: number;
  waveform: Float32Array;
  /** Frames of each phoneme; empty when the model has no such output. */
  duration: number[];
}

const [file = '', preoptimized] = process.argv.slice(2);
// Not a static import: tsx gives a module that an .mts file imports statically an address from which it cannot import
// ONNX Runtime.
const { createSession, loadRuntime } = await import('../src/common/runtime');
const { openSound } = await import('../src/generator/openSound');
const runtime = await loadRuntime();
const began = process.cpuUsage();
const options = {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  graphOptimizationLevel: preoptimized ? 'disabled' : 'all',
} as const;
const session = await createSession(file, options);
const isFirst = session.outputNames.includes(TWO_GRAPHS.features);
const sound = isFirst ? await openSound(dirname(file), options) : undefined;
process.on('disconnect', () => process.exit());
process.send?.({ cpuSeconds: since(began), rssMB: process.memoryUsage.rss() / 1e6 } satisfies Loaded);
process.on('message', (utterance: Utterance) => void speak(utterance).then((ran) => process.send?.(ran)));

async function speak(utterance: Utterance): Promise<Ran> {
  const feeds = feedsOf(runtime, session, utterance);
  const start = process.cpuUsage();
  const { waveform, audio, duration, features, pitch } = await session.run(feeds);
  const style = feeds[TWO_GRAPHS.style];
  const from = features && pitch && style && { features, pitch, style };
  const made = sound && from && (await sound.make(from, [0, stepsOf(from)]));
  const cpuSeconds = since(start);
  return {
    cpuSeconds,
    peakMB: peakBytes() / 1e6,
    waveform: made?.audio ?? ((waveform ?? audio)?.data as Float32Array),
    duration: duration ? Array.from(duration.data as BigInt64Array, Number) : [],
  };
}

function since(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}
