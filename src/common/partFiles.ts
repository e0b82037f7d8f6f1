import { readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { systemCodeOf } from './errors';

/** The file or folder that a process writes to until it is complete and gets its final name. */
export const partFile = (path: string, pid: number | undefined): string => `${path}.${pid ?? 0}.part`;

/** Removes the parts of `path` that killed processes have left. One that cannot be removed stays. */
export async function removeDeadParts(path: string): Promise<void> {
  await removeParts(dirname(path), (target) => target === basename(path));
}

/** The same for all files in a folder. */
export async function removeAllDeadParts(folder: string): Promise<void> {
  await removeParts(folder, () => true);
}

async function removeParts(folder: string, isMeant: (target: string) => boolean): Promise<void> {
  const names = await readdir(folder).catch(() => []); // if it cannot be listed, the write that follows reports why
  for (const name of names) {
    const [, target, pid] = /^(.+)\.(\d+)\.part$/.exec(name) ?? [];
    if (target !== undefined && isMeant(target) && !isRunning(Number(pid)))
      await rm(join(folder, name), { recursive: true, force: true }).catch(() => undefined);
  }
}

/** Whether a process with this id is running, ours or another user's. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCodeOf(error) !== 'ESRCH';
  }
}
