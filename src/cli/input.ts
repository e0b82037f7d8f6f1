import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { KokoroError, messageOf } from '../common/errors';

/** What is to be read, and where a WAV of it goes by default. */
export interface Input {
  text: string;
  format: 'plain' | 'markdown';
  name: string;
  /** The file that it comes from, if any. */
  path?: string;
}

const MARKDOWN = new Set(['.md', '.markdown', '.mdx', '.mkd']);

/** A file when there is one of that name, `-` or nothing for standard input, else the words themselves. */
export async function readInput(words: readonly string[]): Promise<Input> {
  const [first] = words;
  if (first === undefined || (first === '-' && words.length === 1)) {
    return { text: decode(await buffer(process.stdin), 'standard input'), format: 'plain', name: 'speech' };
  }
  if (words.length > 1 || !isFile(first)) return { text: words.join(' '), format: 'plain', name: 'speech' };
  const bytes = await readFile(first).catch((error: unknown) => {
    throw new KokoroError('input-unreadable', `${first} cannot be read: ${messageOf(error)}`, { cause: error });
  });
  const extension = extname(first).toLowerCase();
  return {
    text: decode(bytes, first),
    format: MARKDOWN.has(extension) ? 'markdown' : 'plain',
    name: basename(first, extname(first)),
    path: first,
  };
}

/** UTF-8, or UTF-16 with a byte order mark. @throws KokoroError for what is no text */
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
