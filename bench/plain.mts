// The baseline: the same model run by onnxruntime-node as in its documentation, with default options, one sentence at
// a time. It runs in its own process and is called over IPC, so that time and memory are measured in the same way as
// for the engine.
import { readFileSync } from 'node:fs';
import { peakBytes } from '../src/common/memory';

export interface PlainCall {
  /** Ids of each sentence, with the boundary zeros. */
  sentences: number[][];
}
export interface PlainAnswer {
  audioSeconds: number;
  firstSeconds: number;
  seconds: number;
  cpuSeconds: number;
  peakBytes: number;
}

const [model = '', pack = '', threads = '1'] = process.argv.slice(2);
// Not a static import: tsx gives a module that an .mts file imports statically an address from which it cannot import
// ONNX Runtime.
const { loadRuntime } = await import('../src/common/runtime');
const ort = await loadRuntime();
const session = await ort.InferenceSession.create(model, { intraOpNumThreads: Number(threads) });
const styles = new Float32Array(new Uint8Array(readFileSync(pack)).buffer);

async function speak(ids: number[]): Promise<number> {
  const row = Math.max(0, ids.length - 3);
  const { audio } = await session.run({
    tokens: new ort.Tensor('int64', BigInt64Array.from(ids, BigInt), [1, ids.length]),
    style: new ort.Tensor('float32', styles.slice(row * 256, (row + 1) * 256), [1, 256]),
    speed: new ort.Tensor('float32', [1], [1]),
  });
  return (audio?.size ?? 0) / 24_000;
}

process.on('message', ({ sentences }: PlainCall) => {
  void (async () => {
    const began = performance.now();
    const cpu = process.cpuUsage();
    const answer: PlainAnswer = { audioSeconds: 0, firstSeconds: 0, seconds: 0, cpuSeconds: 0, peakBytes: 0 };
    for (const ids of sentences) {
      answer.audioSeconds += await speak(ids);
      answer.seconds = (performance.now() - began) / 1000;
      answer.firstSeconds ||= answer.seconds;
    }
    const { user, system } = process.cpuUsage(cpu);
    answer.cpuSeconds = (user + system) / 1e6;
    answer.peakBytes = peakBytes();
    process.send?.(answer);
  })();
});
process.on('disconnect', () => process.exit());
process.send?.('ready');
