import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { createSession, loadRuntime } from '../common/runtime';
import {
  type Features,
  GENERATOR_FILE,
  makeSound,
  type MeasuredSound,
  SOUND_FILE,
  SOURCE_FILE,
  stepsOf,
  TWO_GRAPHS,
} from '../kokoro/twoGraphs';
import { Generator } from './generator';
import { loadKernels } from './kernels';

/** Makes the sound of utterances of which the first of two graphs has said how they are spoken. */
export interface SoundMaker {
  /**
   * @param window the first step and the one after the last
   * @param statistics by default, the window's own
   */
  make(from: Features, window: readonly [number, number], statistics?: Float32Array): Promise<MeasuredSound>;
  release(): Promise<void>;
}

type SessionOptions = NonNullable<Parameters<typeof createSession>[1]>;

/** Whether the sound of a model is made by our own kernels. @param folder of the first graph */
export const hasGenerator = (folder: string): boolean => existsSync(join(folder, GENERATOR_FILE));

/**
 * Loads what makes the sound of an optimized model: the generator for our own kernels if it is in the folder, else the
 * second graph.
 * @param folder of the first graph
 * @throws an Error if it cannot be loaded
 */
export async function openSound(folder: string, options: SessionOptions): Promise<SoundMaker> {
  return hasGenerator(folder) ? openGenerator(folder, options) : openGraph(join(folder, SOUND_FILE), options);
}

async function openGraph(path: string, options: SessionOptions): Promise<SoundMaker> {
  const runtime = await loadRuntime();
  const session = await createSession(path, options);
  return {
    make: (from, window, statistics) => makeSound(runtime, session, from, window, statistics),
    release: () => session.release(),
  };
}

async function openGenerator(folder: string, options: SessionOptions): Promise<SoundMaker> {
  const kernels = loadKernels();
  if (!kernels) throw new Error('it is for a processor with other instructions');
  const { Tensor } = await loadRuntime();
  const { intraOpNumThreads = 0 } = options;
  const threads = intraOpNumThreads > 0 ? intraOpNumThreads : availableParallelism();
  const generator = await Generator.load(kernels, join(folder, GENERATOR_FILE), threads);
  const source = await createSession(join(folder, SOURCE_FILE), options);
  return {
    make: async (from, [first, end], statistics) => {
      const { spectrum } = await source.run({
        [TWO_GRAPHS.pitch]: from.pitch,
        [TWO_GRAPHS.window]: new Tensor('int64', BigInt64Array.of(BigInt(first), BigInt(end)), [2]),
      });
      return generator.make({
        features: columns(floats(from.features), stepsOf(from), first, end),
        steps: end - first,
        spectrum: floats(spectrum),
        style: floats(from.style),
        statistics,
      });
    },
    release: async () => {
      generator.dispose();
      await source.release();
    },
  };
}

function floats(tensor: Features['features'] | undefined): Float32Array {
  if (tensor?.data instanceof Float32Array) return tensor.data;
  throw new Error('it has no features');
}

/** Columns `from` to `end` of a matrix. */
function columns(matrix: Float32Array, width: number, from: number, end: number): Float32Array {
  if (end - from === width) return matrix;
  const count = end - from;
  const part = new Float32Array((matrix.length / width) * count);
  for (let row = 0; row * width < matrix.length; row++)
    part.set(matrix.subarray(row * width + from, row * width + end), row * count);
  return part;
}
