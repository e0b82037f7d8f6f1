import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { KokoroError, messageOf } from '../../common/errors';
import { PACK_BYTES } from '../../kokoro/voicePack';
import { openCheckpoint } from '../checkpoint/checkpoint';
import { DataFile } from '../checkpoint/dataFile';
import { findCheckpoint } from '../checkpoint/folder';
import { formatOf } from '../checkpoint/format';
import { TensorRef } from '../checkpoint/torch/globals';
import { isPickleName, readTorchFile } from '../checkpoint/torch/torchFile';
import { readVoices } from '../checkpoint/voices';
import { ZipArchive } from '../checkpoint/zipArchive';
import { readModel } from '../onnx/read';
import { type CheckpointInspection, inspectCheckpoint } from './checkpoint';
import { inspectModel, type ModelInspection } from './onnx';

/** What is in a file of voices. */
export interface VoicesInspection {
  kind: 'voices';
  path: string;
  bytes: number;
  names: readonly string[];
}

export type Inspection = CheckpointInspection | ModelInspection | VoicesInspection;

/**
 * Inspects a checkpoint (or a folder with one), an ONNX file or a file of voices, recognized by content and not by
 * name.
 * @throws KokoroError `input-unreadable`, `checkpoint-…`, `voice-pack-invalid`, `model-invalid`
 */
export async function inspect(path: string): Promise<Inspection> {
  const found = await stat(path).catch((error: unknown) => {
    throw new KokoroError('input-unreadable', `${path} cannot be read: ${messageOf(error)}`, { cause: error });
  });
  const file = found.isDirectory() ? (await findCheckpoint(path)).checkpoint : path;
  const { size } = await stat(file);
  switch (await kindOf(file)) {
    case 'voices':
      return { kind: 'voices', path: file, bytes: size, names: (await readVoices(file)).map(({ name }) => name) };
    case 'model':
      return inspectModel(await readModel(file), file, size);
    case 'checkpoint': {
      const checkpoint = await openCheckpoint(file);
      try {
        const config = join(dirname(file), 'config.json');
        return await inspectCheckpoint(checkpoint, size, existsSync(config) ? config : undefined);
      } finally {
        await checkpoint.close();
      }
    }
  }
}

async function kindOf(path: string): Promise<Inspection['kind']> {
  const file = await DataFile.open(path);
  try {
    const format = await formatOf(file);
    if (format === 'safetensors') return 'checkpoint';
    if (format === 'other') return file.size === PACK_BYTES ? 'voices' : 'model';
    const archive = await ZipArchive.open(file);
    if (![...archive.entries.keys()].some(isPickleName)) return 'voices';
    return (await readTorchFile(file, archive)).root instanceof TensorRef ? 'voices' : 'checkpoint';
  } finally {
    await file.close();
  }
}
