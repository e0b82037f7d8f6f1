import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isDiskFull } from '../common/errors';
import type { Work } from './export';
import { diskFull, preoptimizeModel, preparedModel } from './preoptimize';
import { quantizeModel } from './quantize';
import { compareModels, type Comparison, objectionTo } from './verify';

/** What is rebuilt, and where it goes. */
export interface RebuildOptions {
  /** The published INT8 model, and the factor that brings it to the right level. */
  input: string;
  gain: number;
  /** A folder that is made for the result. */
  folder: string;
}

/** What came out: a model that may be used, or why it may not. */
export interface Rebuilt {
  path: string;
  comparison: Comparison;
  objection?: string | undefined;
}

/**
 * Rebuilds the published INT8 into the fast form, prepared for this machine, and lets both speak to see whether they say the same.
 * What is in the folder is of no use until this has ended well; who is interrupted begins anew.
 * @throws KokoroError as `quantizeModel`; an AbortError when it is cancelled
 */
export async function rebuildModel({ input, gain, folder }: RebuildOptions, work: Work = {}): Promise<Rebuilt> {
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw isDiskFull(error) ? diskFull(folder, error) : error;
  });
  const whole = join(folder, 'int8.onnx');
  await quantizeModel(input, whole, 'int8', work);
  work.signal?.throwIfAborted();
  work.onProgress?.('verify', 0);
  await preoptimizeModel(whole, folder);
  await rm(whole);
  const path = preparedModel(folder);
  const comparison = await compareModels({ path: input, gain }, path, work.signal);
  return { path, comparison, objection: objectionTo(comparison) };
}
