import { stat } from 'node:fs/promises';
import { KokoroError } from '../common/errors';
import type { Work } from './export';
import { isKokoro } from './inspect/onnx';
import { readModel } from './onnx/read';
import { writeModel } from './onnx/write';
import { toFloat16 } from './quantize/float16';

export const QUANTIZE_KINDS = ['fp16'] as const;
export type QuantizeKind = (typeof QUANTIZE_KINDS)[number];

/** What came out. */
export interface Quantized {
  path: string;
  bytes: number;
  seconds: number;
}

/**
 * Makes a smaller model of an ONNX file of Kokoro, whoever exported it; the result appears under its name when it is whole.
 * @throws KokoroError `input-unreadable`, `model-invalid`, `disk-full`, `output-not-writable`; an AbortError when it is cancelled
 */
export async function quantizeModel(
  input: string,
  out: string,
  kind: QuantizeKind,
  { signal, onProgress }: Work = {},
): Promise<Quantized> {
  const start = performance.now();
  onProgress?.('read', 0);
  const model = await readModel(input);
  if (!isKokoro(model.graph)) {
    throw new KokoroError(
      'model-invalid',
      `${input} is not a Kokoro model: it does not turn phoneme ids, a style and a speed into sound. Choose another file.`,
    );
  }
  signal?.throwIfAborted();
  onProgress?.('convert', 0);
  const smaller = toFloat16(model);
  smaller.metadata = new Map([...smaller.metadata, ['kokoro.precision', kind]]);
  await writeModel(smaller, out, { signal, onProgress: (part) => onProgress?.('write', part) });
  return { path: out, bytes: (await stat(out)).size, seconds: (performance.now() - start) / 1000 };
}
