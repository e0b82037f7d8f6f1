import { copyFile } from 'node:fs/promises';
import { KokoroError } from '../../common/errors';
import { exportModel, type Work } from '../export';
import { inspectModel } from '../inspect/onnx';
import { PRODUCER } from '../network/network';
import type { Model } from '../onnx/model';
import { readModel } from '../onnx/read';
import { quantizeModel } from '../quantize';

export const MOBILE_PRECISIONS = ['int8', 'fp16'] as const;
export type MobilePrecision = (typeof MOBILE_PRECISIONS)[number];

/**
 * Makes the model of a bundle: exports a checkpoint, quantizes an ONNX file, or copies one of ours that already has the
 * precision.
 * @param input a checkpoint, a folder that contains one, or an ONNX file
 * @returns the model that was written to `out`
 * @throws KokoroError as `exportModel` and `quantizeModel`
 */
export async function makeMobileModel(
  input: string,
  out: string,
  precision: MobilePrecision,
  work: Work,
): Promise<Model> {
  if (!input.toLowerCase().endsWith('.onnx')) {
    const options = { noise: 'random', signature: 'hexgrad', speedType: 'float' } as const;
    await exportModel({ ...options, checkpoint: input, out, precision }, work);
  } else {
    const given = await readModel(input);
    if (given.producer === PRODUCER && given.metadata.get('kokoro.precision') === precision) await copyFile(input, out);
    else {
      if (precision === 'fp16') requireFloat(given, input);
      await quantizeModel(input, out, precision, { ...work, signature: 'hexgrad' });
    }
  }
  work.signal?.throwIfAborted();
  return readModel(out);
}

/** FP16 of an INT8 file has its accuracy and twice its size. */
function requireFloat(model: Model, input: string): void {
  if (inspectModel(model, input, 0).quantizedOps.length === 0) return;
  throw new KokoroError(
    'model-invalid',
    `${input} has 8-bit weights, from which FP16 gains nothing. Choose a checkpoint or an FP32 model for it.`,
  );
}
