import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isDiskFull } from '../common/errors';
import { isNative } from '../common/runtime';
import { loadKernels } from '../generator/kernels';
import { GENERATOR_FILE, type GeneratorForm, SOUND_FILE, SOURCE_FILE } from '../kokoro/twoGraphs';
import type { GeneratorFiles, Work } from './export';
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
  /** What makes the sound, if the processor can run it; WebAssembly has the whole model in one graph. */
  generator: GeneratorForm;
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
export async function rebuildModel(
  { input, gain, folder, generator }: RebuildOptions,
  work: Work = {},
): Promise<Rebuilt> {
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw isDiskFull(error) ? diskFull(folder, error) : error;
  });
  const [int8, path] = [join(folder, 'int8.onnx'), join(folder, 'model.onnx')];
  // WebAssembly is too slow for a sentence to be heard before it is made.
  const form = generator === 'kernels' && loadKernels() ? 'kernels' : 'graph'; // by the processor
  const files = (await isNative()) ? generatorFiles(folder, form) : undefined;
  await quantizeModel(input, int8, 'int8', { ...work, signature: 'kokoro-js', generator: files });
  work.signal?.throwIfAborted();
  work.onProgress?.('verify', 0);
  const preoptimize = async (from: string, to: string): Promise<void> => {
    await preoptimizeModel(from, to);
    await rm(from);
  };
  await preoptimize(int8, path);
  if (files?.form === 'graph') await preoptimize(files.sound, join(folder, SOUND_FILE));
  if (files?.form === 'kernels') await preoptimize(files.source, join(folder, SOURCE_FILE));
  const comparison = await compareModels({ path: input, gain }, path, work.signal);
  return { path, comparison, objection: objectionTo(comparison) };
}

/** Where the generator is written before its graph is optimized. */
function generatorFiles(folder: string, form: GeneratorForm): GeneratorFiles {
  if (form === 'graph') return { form, sound: join(folder, 'sound.int8.onnx') };
  return { form, weights: join(folder, GENERATOR_FILE), source: join(folder, 'source.int8.onnx') };
}
