import { stat } from 'node:fs/promises';
import { version } from '../../package.json';
import { SAMPLE_RATE } from '../kokoro/model';
import { type Checkpoint, openCheckpoint } from './checkpoint/checkpoint';
import { type KokoroConfig, readConfig } from './checkpoint/config';
import { findCheckpoint } from './checkpoint/folder';
import { writeSafetensors } from './checkpoint/safetensorsWriter';
import { KokoroWeights, type WeightSource } from './checkpoint/weights';
import { generatorWeights } from './network/generatorWeights';
import { buildNetwork } from './network/network';
import type { SignatureName, SpeedType } from './network/signature';
import type { Noise } from './network/source';
import { buildSound, buildSource, buildSpeech } from './network/twoGraphs';
import type { Model } from './onnx/model';
import { writeModel } from './onnx/write';
import { calibrationUtterances } from './quantize/calibration';
import { toFloat16 } from './quantize/float16';
import { planInt8, storeCompactly } from './quantize/int8';
import { knownRanges } from './quantize/knownRanges';
import { type Report, reportInt8 } from './report';

export const PRECISIONS = ['int8', 'fp16', 'fp32'] as const;
export type Precision = (typeof PRECISIONS)[number];

/** The checkpoint to export, and the kind of ONNX file to make. */
export interface ExportOptions {
  /** A checkpoint file, or a folder that holds one and its config.json. */
  checkpoint: string;
  /** The config.json, if it is not beside the checkpoint. */
  config?: string | undefined;
  /** The ONNX file to write. */
  out: string;
  precision: Precision;
  noise: Noise;
  signature: SignatureName;
  speedType: SpeedType;
  /** For INT8: a JSON file of utterances to calibrate with, and a pattern for layers that stay float32. */
  calibration?: string | undefined;
  exclude?: RegExp | undefined;
  /** For INT8: measures the accuracy loss, size and time of each block. */
  report?: boolean | undefined;
}

/** Reports the current stage, and how much of it is done, from 0 to 1. */
export type Progress = (
  stage: 'read' | 'calibrate' | 'build' | 'convert' | 'write' | 'verify' | 'measure' | 'bundle',
  part: number,
) => void;

/** The files of a generator that is written apart: a graph, or weights for our own kernels and a graph of the source. */
export type GeneratorFiles = { form: 'graph'; sound: string } | { form: 'kernels'; weights: string; source: string };

/** The result of an export. */
export interface Exported {
  path: string;
  bytes: number;
  seconds: number;
  /** What the user should know about the checkpoint. */
  warnings: readonly string[];
  /** Present when it was requested. */
  report?: Report | undefined;
}

/** Cancellation and progress of a long job. */
export interface Work {
  signal?: AbortSignal | undefined;
  onProgress?: Progress | undefined;
}

/**
 * Exports a PyTorch checkpoint of Kokoro to an ONNX file, which gets its name only once it is complete.
 * @throws KokoroError `checkpoint-corrupt`, `checkpoint-unsafe`, `checkpoint-legacy`, `checkpoint-mismatch`,
 *   `config-invalid`, `input-unreadable`, `disk-full`, `output-not-writable`; an AbortError when cancelled
 */
export async function exportModel(options: ExportOptions, { signal, onProgress }: Work = {}): Promise<Exported> {
  onProgress?.('read', 0);
  const found = await findCheckpoint(options.checkpoint, options.config);
  const config = await readConfig(found.config);
  const checkpoint = await openCheckpoint(found.checkpoint);
  try {
    return await exportWeights(checkpoint, config, options, { signal, onProgress });
  } finally {
    await checkpoint.close();
  }
}

/**
 * `exportModel` for an open checkpoint; the errors are the same.
 * @param options.generator where the generator goes, if it is written apart from what comes before it
 */
export async function exportWeights(
  checkpoint: Checkpoint,
  config: KokoroConfig,
  options: Omit<ExportOptions, 'checkpoint' | 'config'> & { generator?: GeneratorFiles | undefined },
  { signal, onProgress }: Work,
): Promise<Exported> {
  const start = performance.now();
  const weights = KokoroWeights.open(checkpoint, config);
  const hash = await checkpoint.sha256();
  signal?.throwIfAborted();
  const utterances = options.precision === 'int8' ? await calibrationUtterances(config, options.calibration) : [];
  const int8 =
    options.precision === 'int8'
      ? await planInt8(config, weights, {
          utterances,
          known: options.calibration === undefined ? knownRanges(hash) : undefined,
          exclude: options.exclude,
          signal,
          onUtterance: (part) => onProgress?.('calibrate', part),
        })
      : undefined;
  const source = withProgress(weights, checkpoint.tensors.size, (part) => {
    signal?.throwIfAborted();
    onProgress?.('build', part);
  });
  const metadata = metadataOf(config, hash, options);
  const network = { ...options, version, metadata, int8 };
  const write = async (built: Model, path: string): Promise<Model> => {
    if (options.precision !== 'fp32') onProgress?.('convert', 0);
    const model = converted(built, options.precision);
    await writeModel(model, path, { signal, onProgress: (part) => onProgress?.('write', part) });
    return model;
  };
  const { generator } = options;
  if (generator?.form === 'graph') await write(await buildSound(config, source, network), generator.sound);
  if (generator?.form === 'kernels') {
    if (!int8) throw new Error('our kernels take only INT8');
    const { tensors, metadata: shape } = await generatorWeights(config, source, int8);
    await writeSafetensors(tensors, shape, generator.weights, { signal });
    await write(await buildSource(config, source, network), generator.source);
  }
  const build = generator === undefined ? buildNetwork : buildSpeech;
  const model = await write(await build(config, source, network), options.out);
  const report =
    int8 && options.report === true
      ? await reportInt8({ config, weights, plan: int8, model }, utterances, {
          signal,
          onPart: (part) => onProgress?.('measure', part),
        })
      : undefined;
  return {
    path: options.out,
    report,
    bytes: (await stat(options.out)).size,
    seconds: (performance.now() - start) / 1000,
    warnings: weights.warnings,
  };
}

/** The network with its weights as they are stored in a precision. */
function converted(model: Model, precision: Precision): Model {
  if (precision === 'fp16') return toFloat16(model);
  return precision === 'int8' ? storeCompactly(model) : model;
}

/** The file's metadata, which says what it was made from and maps each symbol to its id. */
export function metadataOf(
  config: KokoroConfig,
  hash: string,
  options: Pick<ExportOptions, 'precision' | 'noise'>,
): Map<string, string> {
  return new Map([
    ['kokoro.source_sha256', hash],
    ['kokoro.exporter', `kokoro-vscode ${version}`],
    ['kokoro.precision', options.precision],
    ['kokoro.noise', options.noise],
    ['kokoro.sample_rate', String(SAMPLE_RATE)],
    ['kokoro.config', JSON.stringify(config.raw)],
    ['kokoro.vocab', JSON.stringify(Object.fromEntries(config.vocab))],
  ]);
}

/** Wraps weights to report how many of them have been read. */
function withProgress(weights: WeightSource, count: number, onRead: (part: number) => void): WeightSource {
  let read = 0;
  const counted = <T>(value: T): T => {
    onRead(Math.min(1, ++read / count));
    return value;
  };
  return {
    get: async (name) => counted(await weights.get(name)),
    folded: async (layer) => counted(await weights.folded(layer)),
    has: (name) => weights.has(name),
  };
}
