import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isDiskFull } from '../common/errors';
import type { Work } from './export';
import { SOUND_FILE } from '../kokoro/twoGraphs';
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
  const [speech, sound] = [join(folder, 'speech.int8.onnx'), join(folder, 'sound.int8.onnx')];
  const path = join(folder, 'model.onnx');
  await quantizeModel(input, speech, 'int8', { ...work, signature: 'kokoro-js', sound });
  work.signal?.throwIfAborted();
  work.onProgress?.('verify', 0);
  await preoptimizeModel(speech, path);
  await preoptimizeModel(sound, join(folder, SOUND_FILE));
  await Promise.all([rm(speech), rm(sound)]);
  const comparison = await compareModels({ path: input, gain }, path, work.signal);
  return { path, comparison, objection: objectionTo(comparison) };
}
