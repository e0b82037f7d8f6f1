import { KokoroError } from '../../common/errors';
import type { Checkpoint } from '../checkpoint/checkpoint';
import { type KokoroConfig, readConfig } from '../checkpoint/config';
import { ELEMENT_BYTES, elementsOf } from '../checkpoint/tensor';
import { KokoroWeights } from '../checkpoint/weights';
import { blockOf, type BlockSize, sizesByBlock, sizesByType, type TypeSize } from './blocks';

/** What is in a checkpoint. */
export interface CheckpointInspection {
  kind: 'checkpoint';
  path: string;
  format: Checkpoint['format'];
  bytes: number;
  tensors: number;
  byType: readonly TypeSize[];
  byBlock: readonly BlockSize[];
  /** Its config.json, if there is a valid one beside it. */
  config?: { path: string; value: KokoroConfig };
  /** Errors and warnings about checkpoint and configuration; empty if nothing stands out. */
  problems: readonly string[];
}

/** Inspects a checkpoint and compares it with the configuration at `configPath`. */
export async function inspectCheckpoint(
  checkpoint: Checkpoint,
  bytes: number,
  configPath: string | undefined,
): Promise<CheckpointInspection> {
  const tensors = [...checkpoint.tensors.values()].map(({ name, dtype, shape }) => {
    const elements = elementsOf(shape);
    return { type: dtype, block: blockOf(name), elements, bytes: elements * ELEMENT_BYTES[dtype] };
  });
  const found = {
    kind: 'checkpoint' as const,
    path: checkpoint.path,
    format: checkpoint.format,
    bytes,
    tensors: tensors.length,
    byType: sizesByType(tensors),
    byBlock: sizesByBlock(tensors),
  };
  if (configPath === undefined) return { ...found, problems: ['There is no config.json beside it.'] };
  try {
    const value = await readConfig(configPath);
    return { ...found, config: { path: configPath, value }, problems: problemsOf(checkpoint, value) };
  } catch (error) {
    if (error instanceof KokoroError) return { ...found, problems: [error.message] };
    throw error;
  }
}

function problemsOf(checkpoint: Checkpoint, config: KokoroConfig): readonly string[] {
  try {
    return KokoroWeights.open(checkpoint, config).warnings;
  } catch (error) {
    if (error instanceof KokoroError) return [error.message];
    throw error;
  }
}
