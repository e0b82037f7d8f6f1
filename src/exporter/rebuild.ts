import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isDiskFull } from '../common/errors';
import { isNative } from '../common/runtime';
import { SOUND_FILE } from '../kokoro/twoGraphs';
import type { Work } from './export';
import { diskFull, preoptimizeModel } from './preoptimize';
import { quantizeModel } from './quantize';
import { compareModels, type Comparison, objectionTo } from './verify';

/** The model to rebuild, and where the result goes. */
export interface RebuildOptions {
  /** The published INT8 model, and the factor that corrects its level. */
  input: string;
  gain: number;
  /** A folder to create for the result. */
  folder: string;
}

/** The rebuilt model, and why it must not be used, if there is a reason. */
export interface Rebuilt {
  path: string;
  comparison: Comparison;
  objection?: string | undefined;
}

/**
 * Rebuilds the published INT8 model as an optimized one for this machine, and compares how both speak. The folder is
 * of no use until this succeeds: an interrupted rebuild restarts from the beginning.
 * @throws KokoroError as `quantizeModel`; an AbortError when cancelled
 */
export async function rebuildModel({ input, gain, folder }: RebuildOptions, work: Work = {}): Promise<Rebuilt> {
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw isDiskFull(error) ? diskFull(folder, error) : error;
  });
  const [int8, path] = [join(folder, 'int8.onnx'), join(folder, 'model.onnx')];
  // WebAssembly is too slow for a sentence to be heard before it is made.
  const sound = (await isNative()) ? join(folder, 'sound.int8.onnx') : undefined;
  await quantizeModel(input, int8, 'int8', { ...work, signature: 'kokoro-js', sound });
  work.signal?.throwIfAborted();
  work.onProgress?.('verify', 0);
  await preoptimizeModel(int8, path);
  await rm(int8);
  if (sound !== undefined) {
    await preoptimizeModel(sound, join(folder, SOUND_FILE));
    await rm(sound);
  }
  const comparison = await compareModels({ path: input, gain }, path, work.signal);
  return { path, comparison, objection: objectionTo(comparison) };
}
