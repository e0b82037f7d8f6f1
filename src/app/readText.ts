import { readFile } from 'node:fs/promises';
import { KokoroError, messageOf } from '../common/errors';

/** The text of a file. @throws KokoroError `input-unreadable` */
export async function readText(path: string): Promise<string> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new KokoroError('input-unreadable', `${path} cannot be read: ${messageOf(error)}`, { cause: error });
  });
  return decodeText(bytes, path);
}

/** Decodes UTF-8, or UTF-16 with a byte order mark. @throws KokoroError `input-unreadable` for binary data */
export function decodeText(bytes: Buffer, name: string): string {
  const mark = bytes.subarray(0, 2).toString('hex');
  const encoding = mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : 'utf-8';
  if (encoding === 'utf-8' && bytes.subarray(0, 8192).includes(0)) {
    throw new KokoroError('input-unreadable', `${name} is not a text file.`);
  }
  return new TextDecoder(encoding).decode(bytes);
}
