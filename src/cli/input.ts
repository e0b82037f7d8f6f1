import { existsSync, statSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { addAbortSignal } from 'node:stream';
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
  if (first === undefined || isStandardInput(words)) {
    return { text: decodeText(await buffer(process.stdin), 'standard input'), format: 'plain', name: 'speech' };
  }
  if (words.length > 1 || !isFile(first)) return { text: words.join(' '), format: 'plain', name: 'speech' };
  return { ...(await readDocumentFile(first)), name: basename(first, extname(first)), path: first };
}

/** Whether the words stand for standard input. */
export function isStandardInput(words: readonly string[]): boolean {
  return words.length === 0 || (words.length === 1 && words[0] === '-');
}

/** The text on standard input, in UTF-8, piece by piece as it arrives. @throws AbortError */
export async function* arrivingText(signal: AbortSignal): AsyncGenerator<string, void, void> {
  for await (const piece of addAbortSignal(signal, process.stdin.setEncoding('utf8'))) yield String(piece);
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}
