// A model in a process of its own, for bench/models.mts: loads the file that its argument names, tells what that cost, and speaks
// 'short' or 'long' when it is told to.
import { readFileSync } from 'node:fs';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { toIds } from '../src/engine/phonemes/vocabulary';

/** What loading took. */
export interface Loaded {
  cpuSeconds: number;
  rssMB: number;
}

/** What speaking took. */
export interface Ran {
  cpuSeconds: number;
  audioSeconds: number;
  peakMB: number;
}

interface Line {
  phonemes: string;
  style: string;
}

const lines = JSON.parse(readFileSync('models/calibration.json', 'utf8')) as Line[];
const [long, short] = lines;
if (!long || !short) throw new Error('models/calibration.json is empty');
const said = {
  short,
  long: { ...long, phonemes: Array.from({ length: 3 }, () => long.phonemes).join(' ') },
};

const [file = ''] = process.argv.slice(2);
const began = process.cpuUsage();
const session = await InferenceSession.create(file, {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  enableMemPattern: false,
  logSeverityLevel: 3,
});
process.send?.({ cpuSeconds: since(began), rssMB: process.memoryUsage.rss() / 1e6 } satisfies Loaded);
process.on('message', (length: 'short' | 'long') => void speak(said[length]).then((ran) => process.send?.(ran)));

async function speak({ phonemes, style }: Line): Promise<Ran> {
  const ids = [0, ...toIds(phonemes), 0];
  const bytes = new Uint8Array(Buffer.from(style, 'base64'));
  const feeds: Record<string, Tensor> = {};
  for (const input of session.inputMetadata) {
    if (!input.isTensor) throw new Error(`${input.name} is no tensor`);
    if (input.type === 'int64')
      feeds[input.name] = new Tensor('int64', BigInt64Array.from(ids, BigInt), [1, ids.length]);
    else if (input.name === 'speed') feeds[input.name] = new Tensor('float32', [1], [...input.shape].map(Number));
    else feeds[input.name] = new Tensor('float32', new Float32Array(bytes.buffer), [1, 256]);
  }
  const start = process.cpuUsage();
  const outputs = await session.run(feeds);
  const cpuSeconds = since(start);
  const samples = outputs['waveform'] ?? outputs['audio'];
  return { cpuSeconds, audioSeconds: (samples?.size ?? 0) / 24000, peakMB: process.resourceUsage().maxRSS / 1000 };
}

function since(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}
