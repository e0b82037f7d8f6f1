import { readdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isMissing } from '../../assets/disk';
import { systemCodeOf } from '../../common/errors';
import { RECORD } from './record';
import { isOfRebuild } from './stored';

// Earlier versions kept the optimized model in the folder `fast`, with its record in `fast.json`.

const FORMER_RECORD = 'fast.json';
const FORMER_TEMPORARY = /^fast\.json\.\d+$/;

/** Whether an earlier version has left anything of its own in `former`. */
export async function hasFormerModel(former: string): Promise<boolean> {
  return (await ownEntries(former)).length > 0;
}

/**
 * Moves the model and its record from `former` to `folder`, or deletes them if `folder` already has a record. Other
 * files stay in `former`. The record moves last, so an interrupted move is completed by the next one. The caller must
 * hold the locks of both folders.
 */
export async function adoptFormerModel(former: string, folder: string): Promise<void> {
  const superseded = await isFile(join(folder, RECORD));
  for (const name of await ownEntries(former)) {
    const path = join(former, name);
    if (superseded || FORMER_TEMPORARY.test(name)) await rm(path, { recursive: true });
    else await rename(path, join(folder, name === FORMER_RECORD ? RECORD : name));
  }
}

/** Removes `former` unless something is left in it. */
export async function removeIfEmpty(former: string): Promise<void> {
  try {
    await rmdir(former);
  } catch (error) {
    if (!['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes(systemCodeOf(error) ?? '')) throw error;
  }
}

/** The names of what earlier versions made in `former`, the record last. */
export async function ownEntries(former: string): Promise<string[]> {
  try {
    const entries = await readdir(former, { withFileTypes: true });
    const own: string[] = [];
    for (const entry of entries) {
      const { name } = entry;
      if (entry.isDirectory() ? isOfRebuild(name, await readdir(join(former, name))) : FORMER_TEMPORARY.test(name))
        own.push(name);
    }
    return entries.some((entry) => entry.isFile() && entry.name === FORMER_RECORD) ? [...own, FORMER_RECORD] : own;
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() === true;
}
