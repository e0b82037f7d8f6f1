import publishedConfig from '../../models/kokoro-v1.0.config.json';
import { KokoroError, messageOf } from '../common/errors';
import { loadRuntime, type Runtime, type Session } from '../common/runtime';
import { parseConfig } from './checkpoint/config';
import type { Utterance } from './quantize/calibrate';
import { calibrationUtterances } from './quantize/calibration';

/** How fast a model is on this machine, on as many threads as ONNX Runtime takes. */
export interface Benchmark {
  loadSeconds: number;
  /** Seconds of work for a second of sound; the median of several runs. */
  realTimeFactor: number;
}

const RUNS = 5;
/** The most frames that a phoneme can have, and samples of a frame: as much noise as could be needed. */
const MOST_SAMPLES = 50 * 600;

/**
 * Speaks a built-in sentence a few times.
 * @throws KokoroError `model-invalid` where ONNX Runtime cannot load or run the file as a Kokoro model
 */
export async function benchmarkModel(path: string, signal?: AbortSignal): Promise<Benchmark> {
  const config = parseConfig(JSON.stringify(publishedConfig), 'config.json');
  const [utterance] = await calibrationUtterances(config);
  if (!utterance) throw new Error('nothing to say');
  const runtime = await loadRuntime();
  const start = performance.now();
  try {
    const session = await runtime.InferenceSession.create(path, { enableMemPattern: false, logSeverityLevel: 3 });
    const loadSeconds = (performance.now() - start) / 1000;
    const factors: number[] = [];
    // The first run is not counted: it sets up what the others find.
    for (let run = 0; run <= RUNS; run++) {
      signal?.throwIfAborted();
      const factor = await realTimeFactor(runtime, session, utterance);
      if (run > 0) factors.push(factor);
    }
    await session.release();
    return { loadSeconds, realTimeFactor: factors.sort((a, b) => a - b)[RUNS >> 1] ?? NaN };
  } catch (error) {
    signal?.throwIfAborted();
    throw new KokoroError('model-invalid', `${path} cannot be run: ${messageOf(error)}`, { cause: error });
  }
}

async function realTimeFactor({ Tensor }: Runtime, session: Session, { ids, style }: Utterance): Promise<number> {
  const feeds: Record<string, InstanceType<Runtime['Tensor']>> = {};
  for (const input of session.inputMetadata) {
    if (!input.isTensor) continue;
    if (input.type === 'int64')
      feeds[input.name] = new Tensor('int64', BigInt64Array.from(ids, BigInt), [1, ids.length]);
    else if (input.name === 'noise') {
      const samples = MOST_SAMPLES * ids.length;
      feeds[input.name] = new Tensor('float32', new Float32Array(9 * samples), [1, samples, 9]);
    } else if (input.name === 'speed') {
      const dims = input.shape.map(Number);
      feeds[input.name] =
        input.type === 'float64' ? new Tensor('float64', [1], dims) : new Tensor('float32', [1], dims);
    } else feeds[input.name] = new Tensor('float32', style, [1, style.length]);
  }
  const start = performance.now();
  const outputs = await session.run(feeds);
  const seconds = (performance.now() - start) / 1000;
  const samples = Math.max(...Object.values(outputs).map(({ type, size }) => (type === 'float32' ? size : 0)));
  return seconds / (samples / 24000);
}
