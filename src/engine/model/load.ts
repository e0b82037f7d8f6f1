import { SPLIT_METADATA } from '../../kokoro/splitModel';
import { readMetadata } from './metadata';
import { KokoroModel, type SpokenModel } from './session';
import { SplitModel } from './splitModel';

/**
 * Loads an ONNX file to run on `threads` threads: a model in one graph, or the first file of one in two graphs.
 * @param preoptimized skip ONNX Runtime's optimizations, which the file contains
 * @throws KokoroError `model-invalid`
 */
export async function loadModel(path: string, threads: number, preoptimized = false): Promise<SpokenModel> {
  const isSplit = (await readMetadata(path)).get(SPLIT_METADATA.part) === 'prosody';
  return isSplit ? SplitModel.load(path, threads, preoptimized) : KokoroModel.load(path, threads, preoptimized);
}
