import { SAMPLE_RATE } from '../kokoro/model';
import { builtInUtterances } from './quantize/calibration';
import { loadTrial } from './speaking';

/** The speed of a model on this machine, with ONNX Runtime's default number of threads. */
export interface Benchmark {
  loadSeconds: number;
  /** Seconds of computation per second of audio; the median of several runs. */
  realTimeFactor: number;
}

const RUNS = 5;

/**
 * Speaks a built-in sentence a few times.
 * @throws KokoroError `model-invalid` where ONNX Runtime cannot load or run the file as a Kokoro model
 */
export async function benchmarkModel(path: string, signal?: AbortSignal): Promise<Benchmark> {
  const [utterance] = await builtInUtterances();
  if (!utterance) throw new Error('there is no built-in utterance');
  const start = performance.now();
  const model = await loadTrial(path);
  const loadSeconds = (performance.now() - start) / 1000;
  try {
    const factors: number[] = [];
    // The first run is not counted: it allocates what the others reuse.
    for (let run = 0; run <= RUNS; run++) {
      signal?.throwIfAborted();
      const { audio, seconds } = await model.speak(utterance);
      if (run > 0) factors.push(seconds / (audio.length / SAMPLE_RATE));
    }
    return { loadSeconds, realTimeFactor: factors.sort((a, b) => a - b)[RUNS >> 1] ?? NaN };
  } finally {
    await model.release();
  }
}
