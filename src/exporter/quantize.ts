import { stat } from 'node:fs/promises';
import publishedConfig from '../../models/kokoro-v1.0.config.json';
import { KokoroError } from '../common/errors';
import { parseConfig } from './checkpoint/config';
import { exportWeights, type GeneratorFiles, type Work } from './export';
import { inspectModel, isKokoro } from './inspect/onnx';
import { PRODUCER } from './network/network';
import { closestSignature, type SignatureName } from './network/signature';
import type { Model } from './onnx/model';
import { readModel } from './onnx/read';
import { writeModel } from './onnx/write';
import { toDynamicInt8 } from './quantize/dynamicInt8';
import { toFloat16 } from './quantize/float16';
import { onnxCheckpoint } from './quantize/onnxCheckpoint';
import type { Report } from './report';

export const QUANTIZE_KINDS = ['int8', 'int8-dynamic', 'fp16'] as const;
export type QuantizeKind = (typeof QUANTIZE_KINDS)[number];

/** The result of a quantization. */
export interface Quantized {
  path: string;
  bytes: number;
  seconds: number;
  /** Present when it was requested. */
  report?: Report | undefined;
}

/** What only INT8 can have. */
interface Int8Options {
  report?: boolean | undefined;
  /** By default the file's. */
  signature?: SignatureName | undefined;
  /** Where the generator goes, if it is written apart from what comes before it. */
  generator?: GeneratorFiles | undefined;
}

/**
 * Makes a smaller model from an ONNX file of Kokoro by any exporter. The file gets its name only once it is complete.
 * Only INT8 has a report, and can have another signature than the file and be written in parts.
 * @throws KokoroError `input-unreadable`, `model-invalid`, `disk-full`, `output-not-writable`; an AbortError when
 *   cancelled
 */
export async function quantizeModel(
  input: string,
  out: string,
  kind: QuantizeKind,
  { signal, onProgress, report, signature, generator }: Work & Int8Options = {},
): Promise<Quantized> {
  const start = performance.now();
  onProgress?.('read', 0);
  const model = await readModel(input);
  if (!isKokoro(model.graph)) {
    throw new KokoroError(
      'model-invalid',
      `${input} is not a Kokoro model: it does not turn phoneme ids, a style and a speed into audio. Choose another file.`,
    );
  }
  signal?.throwIfAborted();
  if (kind === 'int8') return rebuildInt8(model, input, { out, report, signature, generator }, { signal, onProgress });
  if (kind === 'int8-dynamic') refuseQuantized(model, input);
  onProgress?.('convert', 0);
  const smaller = kind === 'fp16' ? toFloat16(model) : toDynamicInt8(model);
  smaller.metadata = new Map([...smaller.metadata, ['kokoro.precision', kind]]);
  await writeModel(smaller, out, { signal, onProgress: (part) => onProgress?.('write', part) });
  return { path: out, bytes: (await stat(out)).size, seconds: (performance.now() - start) / 1000 };
}

/** Quantizing weights twice only loses accuracy. */
function refuseQuantized(model: Model, input: string): void {
  const { quantizedOps, weightsByType } = inspectModel(model, input, 0);
  const type = weightsByType[0]?.type;
  if (quantizedOps.length === 0 && type === 'float32') return;
  throw new KokoroError(
    'model-invalid',
    `${input} is already quantized (most of its weights are ${type ?? 'absent'}). Choose the FP32 file that it was made from.`,
  );
}

/** INT8 is our own graph built from the file's weights, with the file's input and output names. */
async function rebuildInt8(
  model: Model,
  input: string,
  { signature, ...to }: { out: string } & Int8Options,
  work: Work,
): Promise<Quantized> {
  if (model.producer === PRODUCER) {
    throw new KokoroError(
      'model-invalid',
      `${input} was exported by Kokoro for VS Code, which folds weights into each other. Export INT8 from the checkpoint instead.`,
    );
  }
  const embedded = model.metadata.get('kokoro.config');
  const config = parseConfig(
    embedded ?? JSON.stringify(publishedConfig),
    embedded === undefined ? 'config.json' : input,
  );
  const options = {
    ...({ ...to, precision: 'int8', noise: 'random', speedType: 'float' } as const),
    signature: signature ?? closestSignature(model.graph.inputs),
  };
  return exportWeights(onnxCheckpoint(model, input), config, options, work);
}
