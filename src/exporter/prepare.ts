import { basename, dirname, join } from 'node:path';
import { KokoroError, messageOf } from '../common/errors';
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
export async function prepareModel(model: string, folder: string): Promise<void> {
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
    const where = `${basename(model)} in ${dirname(model)}`;
    throw new KokoroError('model-invalid', `${where} cannot be prepared: ${messageOf(error)}`, { cause: error });
  }
}
