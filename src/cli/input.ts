import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { KokoroError, messageOf } from '../common/errors';
import { epubToHtml, isEpub } from '../document/epub/epub';
import { type Format, formatOfFile } from '../document/formats';
import { decodeHtml } from '../document/htmlEncoding';

/** A text to read. */
export interface Input {
  text: string;
  format: Format;
  /** Name of the output file, without its extension, if the user gives none. */
  name: string;
  /** The file that the text comes from, if any. */
  path?: string;
}

/** Reads the file of that name if there is one, standard input for `-` or no words, and otherwise takes the words. */
export async function readInput(words: readonly string[]): Promise<Input> {
  const [first] = words;
  if (first === undefined || (first === '-' && words.length === 1)) {
    return { text: decode(await buffer(process.stdin), 'standard input'), format: 'plain', name: 'speech' };
  }
  if (words.length > 1 || !isFile(first)) return { text: words.join(' '), format: 'plain', name: 'speech' };
  const bytes = await readFile(first).catch((error: unknown) => {
    throw new KokoroError('input-unreadable', `${first} cannot be read: ${messageOf(error)}`, { cause: error });
  });
  return { ...readFileText(bytes, first), name: basename(first, extname(first)), path: first };
}

/**
 * The text of a file, and how it is read. A book becomes HTML.
 * @throws KokoroError `input-unreadable` for binary data and damaged books
 */
export function readFileText(bytes: Buffer, path: string): Pick<Input, 'text' | 'format'> {
  if (isEpub(bytes)) return { text: epubToHtml(bytes), format: 'html' };
  const format = formatOfFile(path);
  return { text: format === 'html' ? decodeHtml(bytes) : decode(bytes, path), format };
}

/** Decodes UTF-8, or UTF-16 with a byte order mark. @throws KokoroError `input-unreadable` for binary data */
export function decode(bytes: Buffer, name: string): string {
  const mark = bytes.subarray(0, 2).toString('hex');
  const encoding = mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : 'utf-8';
  if (encoding === 'utf-8' && bytes.subarray(0, 8192).includes(0)) {
    throw new KokoroError('input-unreadable', `${name} is not a text file.`);
  }
  return new TextDecoder(encoding).decode(bytes);
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}
