import { open, readFile, rm, writeFile } from 'node:fs/promises';
import { disk, isMissing } from './disk';
import { Refusal } from './source';

export interface WriteOptions {
  /** Keep the content of the file and append to it. */
  append?: boolean;
  /** Maximum size of the file, bytes. */
  limit: number;
  signal: AbortSignal;
  /** Called with the size of the file after each piece. */
  onSize: (size: number) => void;
}

/**
 * Writes pieces to a part file as they arrive. `chunks` must not fail before its first piece is requested, so it is
 * a generator, not an open stream.
 * @throws DiskError, Refusal, or what `chunks` throws; the pieces written so far stay
 */
export async function writePart(
  part: string,
  chunks: AsyncGenerator<Uint8Array>,
  { append = false, limit, signal, onSize }: WriteOptions,
): Promise<void> {
  const file = await disk(open(part, append ? 'a' : 'w'));
  try {
    let { size } = await disk(file.stat());
    for await (const chunk of chunks) {
      signal.throwIfAborted();
      size += chunk.length;
      if (size > limit) throw new Refusal(`it has more than the expected ${limit} bytes`);
      await disk(file.appendFile(chunk));
      onSize(size);
    }
  } finally {
    await file.close();
  }
}

/** Removes a part file and the note of its origin. */
export async function discardPart(part: string): Promise<void> {
  await disk(rm(part, { force: true }));
  await disk(rm(originFile(part), { force: true }));
}

/** Notes which version of a URL a part file comes from, to resume later. */
export async function rememberOrigin(part: string, url: string, etag: string): Promise<void> {
  await disk(writeFile(originFile(part), `${url}\n${etag}`));
}

/** The ETag that a part file's content had at `url`, if known. */
export async function recallOrigin(part: string, url: string): Promise<string | undefined> {
  try {
    const [knownUrl, etag] = (await readFile(originFile(part), 'utf8')).split('\n');
    return knownUrl === url ? etag : undefined;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Where a source may keep the packages of a file until the file is complete. */
export const packageFolder = (part: string): string => `${part}.packages`;

const originFile = (part: string): string => `${part}.origin`;
