import { appendFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isDiskFull, KokoroError, messageOf } from '../common/errors';
import { loadRuntime } from '../common/runtime';

/** The files of a prepared model in its folder. */
const MODEL = 'model.onnx';
const DATA = 'model.data';

/** Smaller tensors stay in the model itself, bytes. */
const SMALL = 1024;

/** The path of the prepared model in a folder. */
export const preparedModel = (folder: string): string => join(folder, MODEL);

/**
 * Writes a model as ONNX Runtime has optimized it for this processor: constants computed, tensors in a file beside it, from which they
 * are mapped into memory. It loads in a third of the time, takes less memory, and fits no other kind of processor or version.
 * @throws KokoroError `model-invalid`, `disk-full`
 */
export async function preoptimizeModel(model: string, folder: string): Promise<void> {
  const { InferenceSession } = await loadRuntime();
  try {
    const session = await InferenceSession.create(model, {
      graphOptimizationLevel: 'all',
      logSeverityLevel: 3,
      optimizedModelFilePath: preparedModel(folder),
      extra: {
        session: {
          optimized_model_external_initializers_file_name: DATA,
          optimized_model_external_initializers_min_size_in_bytes: String(SMALL),
        },
      },
    });
    await session.release();
  } catch (error) {
    if (await isFull(folder)) throw diskFull(folder, error);
    const where = `${basename(model)} in ${dirname(model)}`;
    throw new KokoroError('model-invalid', `${where} cannot be prepared: ${messageOf(error)}`, { cause: error });
  }
}

/** ONNX Runtime only says that it could not write, not why. The system does, when more is added to what it has begun. */
async function isFull(folder: string): Promise<boolean> {
  try {
    await appendFile(join(folder, DATA), new Uint8Array(1 << 20));
    return false;
  } catch (error) {
    return isDiskFull(error);
  }
}

/** The error for a rebuild without room for its result. */
export function diskFull(folder: string, cause: unknown): KokoroError {
  const message = `The disk is full: the model was not written to ${folder}. Free 300 MB and try again.`;
  return new KokoroError('disk-full', message, { cause });
}
