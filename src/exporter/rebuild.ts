import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isDiskFull } from '../common/errors';
import { SPLIT_FILES } from '../kokoro/splitModel';
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

/** The rebuilt model, named by the first of its two graphs, and why it must not be used, if there is a reason. */
export interface Rebuilt {
  path: string;
  comparison: Comparison;
  objection?: string | undefined;
}

/**
 * Rebuilds the published INT8 model as an optimized one for this machine, in two graphs (kokoro/splitModel.ts), and compares how both speak. The folder is
 * of no use until this succeeds: an interrupted rebuild restarts from the beginning.
 * @throws KokoroError as `quantizeModel`; an AbortError when cancelled
 */
export async function rebuildModel({ input, gain, folder }: RebuildOptions, work: Work = {}): Promise<Rebuilt> {
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw isDiskFull(error) ? diskFull(folder, error) : error;
  });
  const graphs = join(folder, 'graphs');
  await quantizeModel(input, graphs, 'int8', { ...work, split: true });
  work.signal?.throwIfAborted();
  work.onProgress?.('verify', 0);
  for (const file of Object.values(SPLIT_FILES)) await preoptimizeModel(join(graphs, file), folder);
  await rm(graphs, { recursive: true });
  const path = join(folder, SPLIT_FILES.prosody);
  const comparison = await compareModels({ path: input, gain }, path, work.signal);
  return { path, comparison, objection: objectionTo(comparison) };
}
