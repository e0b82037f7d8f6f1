import { createHash } from 'node:crypto';
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { version } from '../../package.json';
import { isDiskFull, KokoroError, messageOf } from '../common/errors';
import { SPLIT_FILES } from '../kokoro/splitModel';
import type { KokoroConfig } from './checkpoint/config';
import type { WeightSource } from './checkpoint/weights';
import type { Work } from './export';
import type { Int8Plan } from './network/int8Plan';
import type { Noise } from './network/source';
import { buildSplitNetwork } from './network/splitNetwork';
import { predicted, type StatisticsFit } from './network/statistics';
import { writeModel } from './onnx/write';
import { storeCompactly } from './quantize/int8';

/** A pair to write. */
export interface SplitExport {
  config: KokoroConfig;
  weights: WeightSource;
  /** The folder for the two files, which is created. */
  folder: string;
  int8?: Int8Plan | undefined;
  fit: StatisticsFit;
  noise: Noise;
  metadata: ReadonlyMap<string, string>;
}

/**
 * Writes the model as two graphs (kokoro/splitModel.ts). @returns the path of the first, and the bytes of both
 * @throws KokoroError `disk-full`, `output-not-writable`; an AbortError when cancelled
 */
export async function writeSplit(
  { config, weights, folder, int8, fit, noise, metadata }: SplitExport,
  { signal, onProgress }: Work,
): Promise<{ path: string; bytes: number }> {
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    if (isDiskFull(error)) throw error;
    const message = `The folder ${folder} cannot be created: ${messageOf(error)}. Choose another with --out.`;
    throw new KokoroError('output-not-writable', message, { cause: error });
  });
  const pair = createHash('sha256')
    .update(JSON.stringify([version, [...metadata]]))
    .update(fit.slopes)
    .update(fit.meanCorrection)
    .digest('hex');
  const { prosody, sound } = await buildSplitNetwork(config, weights, {
    noise,
    metadata,
    version,
    int8,
    pair,
    statistics: (ctx, front, layers, styled) => predicted(ctx, front, layers, styled, fit),
  });
  const paths = { prosody: join(folder, SPLIT_FILES.prosody), sound: join(folder, SPLIT_FILES.sound) };
  const written = { prosody, sound };
  for (const part of ['sound', 'prosody'] as const) {
    const from = part === 'sound' ? 0 : 0.5;
    const onPart = (share: number): void => onProgress?.('write', from + share / 2);
    await writeModel(int8 ? storeCompactly(written[part]) : written[part], paths[part], { signal, onProgress: onPart });
  }
  const bytes = (await stat(paths.prosody)).size + (await stat(paths.sound)).size;
  return { path: paths.prosody, bytes };
}
