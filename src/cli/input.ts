import { existsSync, statSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { decodeText, readDocumentFile } from '../app/readText';
import type { Format } from '../document/formats';

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
    return { text: decodeText(await buffer(process.stdin), 'standard input'), format: 'plain', name: 'speech' };
  }
  if (words.length > 1 || !isFile(first)) return { text: words.join(' '), format: 'plain', name: 'speech' };
  return { ...(await readDocumentFile(first)), name: basename(first, extname(first)), path: first };
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}
