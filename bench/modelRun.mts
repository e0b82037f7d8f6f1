// A model in a process of its own, for bench/models.mts: loads the file that its argument names (`prepared` behind it: as it is), tells what
// that cost, and speaks each utterance that it is sent.
import { peakBytes } from '../src/common/memory';
import { loadRuntime } from '../src/common/runtime';
import { feedsOf } from '../src/exporter/speaking';
import type { Utterance } from '../src/exporter/utterance';

/** What loading took. */
export interface Loaded {
  cpuSeconds: number;
  rssMB: number;
}

/** What came of speaking, and what it took; `peakMB` is the most that the process ever held. */
export interface Ran {
  cpuSeconds: number;
  peakMB: number;
  waveform: Float32Array;
  /** Empty where the model does not tell. */
  duration: number[];
}

const [file = '', prepared] = process.argv.slice(2);
const runtime = await loadRuntime();
const began = process.cpuUsage();
const session = await runtime.InferenceSession.create(file, {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  enableMemPattern: false,
  logSeverityLevel: 3,
  graphOptimizationLevel: prepared ? 'disabled' : 'all',
});
process.on('disconnect', () => process.exit());
process.send?.({ cpuSeconds: since(began), rssMB: process.memoryUsage.rss() / 1e6 } satisfies Loaded);
process.on('message', (utterance: Utterance) => void speak(utterance).then((ran) => process.send?.(ran)));

async function speak(utterance: Utterance): Promise<Ran> {
  const feeds = feedsOf(runtime, session, utterance);
  const start = process.cpuUsage();
  const { waveform, audio, duration } = await session.run(feeds);
  const cpuSeconds = since(start);
  return {
    cpuSeconds,
    peakMB: peakBytes() / 1e6,
    waveform: (waveform ?? audio)?.data as Float32Array,
    duration: duration ? Array.from(duration.data as BigInt64Array, Number) : [],
  };
}

function since(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}
