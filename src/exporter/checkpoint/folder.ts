import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { KokoroError, messageOf } from '../../common/errors';

/** The files of a checkpoint. */
export interface CheckpointFiles {
  checkpoint: string;
  config: string;
  /** The folder `voices` beside the checkpoint, if there is one. */
  voicesFolder?: string;
}

const CHECKPOINT = /\.(?:pth|safetensors)$/i;

/**
 * Finds the checkpoint at a path: a file, or a folder with exactly one `.pth` or `.safetensors`. Its `config.json` is
 * beside it unless another one is given.
 * @throws KokoroError `input-unreadable`; `config-invalid` if there is no config.json
 */
export async function findCheckpoint(path: string, namedConfig?: string): Promise<CheckpointFiles> {
  const isFolder = (await orUnreadable(path, stat(path))).isDirectory();
  const folder = isFolder ? path : dirname(path);
  const entries = await orUnreadable(folder, readdir(folder, { withFileTypes: true }));
  const checkpoint = isFolder ? onlyCheckpoint(folder, entries) : path;
  const config = namedConfig ?? join(folder, 'config.json');
  if (namedConfig === undefined && !entries.some(({ name }) => name === 'config.json')) {
    throw new KokoroError(
      'config-invalid',
      `There is no config.json beside ${checkpoint}. Copy the one that was published with this checkpoint there, or name one with --config.`,
    );
  }
  const hasVoices = entries.some((entry) => entry.name === 'voices' && entry.isDirectory());
  return { checkpoint, config, ...(hasVoices ? { voicesFolder: join(folder, 'voices') } : {}) };
}

async function orUnreadable<T>(path: string, result: Promise<T>): Promise<T> {
  try {
    return await result;
  } catch (error) {
    throw new KokoroError('input-unreadable', `${path} cannot be read: ${messageOf(error)}`, { cause: error });
  }
}

function onlyCheckpoint(folder: string, entries: readonly Dirent[]): string {
  const names = entries.filter((entry) => !entry.isDirectory() && CHECKPOINT.test(entry.name)).map(({ name }) => name);
  const [name] = names.sort();
  if (name !== undefined && names.length === 1) return join(folder, name);
  const problem =
    name === undefined
      ? 'has no checkpoint (.pth or .safetensors)'
      : `has several checkpoints (${names.slice(0, 5).join(', ')}${names.length > 5 ? ', …' : ''}); name one of them`;
  throw new KokoroError('input-unreadable', `The folder ${folder} ${problem}.`);
}
