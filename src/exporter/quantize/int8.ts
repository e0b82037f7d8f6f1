import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KokoroConfig } from '../checkpoint/config';
import type { WeightSource } from '../checkpoint/weights';
import type { Int8Plan, Range } from '../network/int8Plan';
import { buildNetwork } from '../network/network';
import type { Model } from '../onnx/model';
import { writeModel } from '../onnx/write';
import type { Utterance } from '../utterance';
import { measureRanges } from './calibrate';
import { storeFloat16 } from './float16';
import { storeInt8 } from './storeInt8';

/** Options for planning an INT8 model. */
export interface PlanOptions {
  utterances: readonly Utterance[];
  /** Ranges that are known already, which make calibration unnecessary. */
  known?: ReadonlyMap<string, Range> | undefined;
  /** Layers whose names match stay float32. */
  exclude?: RegExp | undefined;
  signal?: AbortSignal | undefined;
  onUtterance?: (part: number) => void;
}

/**
 * Plans INT8: lets the float network speak the utterances and measures the range of each channel. Static scales cost
 * nothing at run time, while the published INT8 model measures every tensor on every run.
 */
export async function planInt8(
  config: KokoroConfig,
  weights: WeightSource,
  { known, exclude, ...calibration }: PlanOptions,
): Promise<Int8Plan> {
  const layers = int8Layers(config).filter((name) => exclude?.test(name) !== true);
  return { ranges: known ?? (await measuredRanges(config, weights, calibration)), layers: new Set(layers) };
}

async function measuredRanges(
  config: KokoroConfig,
  weights: WeightSource,
  { utterances, signal, onUtterance }: Pick<PlanOptions, 'utterances' | 'signal' | 'onUtterance'>,
): Promise<ReadonlyMap<string, Range>> {
  const folder = await mkdtemp(join(tmpdir(), 'kokoro-'));
  try {
    const path = join(folder, 'calibration.onnx');
    await writeModel(await calibrationModel(config, weights), path, { signal });
    return await measureRanges(path, utterances, { signal, ...(onUtterance ? { onUtterance } : {}) });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function calibrationModel(config: KokoroConfig, weights: WeightSource): ReturnType<typeof buildNetwork> {
  const options = {
    noise: 'random',
    signature: 'hexgrad',
    speedType: 'float',
    metadata: new Map(),
    version: '',
  } as const;
  return buildNetwork(config, weights, { ...options, observed: 'ranges' });
}

/**
 * The layers computed in INT8: all blocks of the decoder and the generator. Not included are the layers that
 * determine durations and pitch, the first and last convolutions, and transposed convolutions, which ONNX Runtime
 * does not have in INT8.
 */
export function int8Layers({ istftnet }: KokoroConfig): string[] {
  const stages = istftnet.upsampleRates.length;
  const blocks = stages * istftnet.resblockKernelSizes.length;
  const decoder = ['encode', 'decode.0', 'decode.1', 'decode.2', 'decode.3'];
  return [
    ...decoder
      .flatMap((name) => ['conv1', 'conv2', 'conv1x1'].map((part) => `decoder.${name}.${part}`))
      .filter((name) => name !== 'decoder.encode.conv1'), // it alone costs as much accuracy as all others together
    ...Array.from({ length: stages }, (_, i) => `decoder.generator.noise_res.${i}`),
    ...Array.from({ length: blocks }, (_, i) => `decoder.generator.resblocks.${i}`),
  ];
}

/**
 * Stores float32 weights compactly: those that durations and pitch do not depend on as int8, the others as binary16.
 * They are still computed in float32.
 */
export function storeCompactly(model: Model): Model {
  return storeFloat16(
    storeInt8(model, (name) => {
      if (name.startsWith('text_encoder.lstm.')) return 2;
      return /^(?:text_encoder|style\.timbre|decoder\.generator\.ups)\./.test(name) ? 1 : 0;
    }),
  );
}
