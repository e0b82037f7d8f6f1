import { constants, type FileHandle, open } from 'node:fs/promises';

/** Undefined on Windows, where opening never waits for a writer. */
const NONBLOCK = (constants as Partial<typeof constants>).O_NONBLOCK ?? 0;

/**
 * Opens a file for reading and returns its size in bytes. Rejects pipes, devices and folders: opening a pipe waits
 * for a writer, and a device may never end. The check is on the open file, so the path cannot be replaced in between.
 */
export async function openRegularFile(path: string): Promise<{ file: FileHandle; size: number }> {
  const file = await open(path, constants.O_RDONLY | NONBLOCK);
  try {
    const found = await file.stat();
    if (!found.isFile()) throw new Error('it is not a regular file');
    return { file, size: found.size };
  } catch (error) {
    await file.close();
    throw error;
  }
}
