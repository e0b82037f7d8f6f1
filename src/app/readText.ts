import { readFile } from 'node:fs/promises';
import { KokoroError, messageOf } from '../common/errors';
import { isEpub } from './books/isEpub';
import { type Format, formatOfFile } from '../document/formats';
import { decodeHtml } from './books/htmlEncoding';

/** A document as text. */
export interface DocumentContent {
  text: string;
  format: Format;
}

/** The text of a file, and how it is read. @throws KokoroError `input-unreadable` */
export async function readDocumentFile(path: string): Promise<DocumentContent> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new KokoroError('input-unreadable', `${path} cannot be read: ${messageOf(error)}`, { cause: error });
  });
  return documentContent(bytes, path);
}

/**
 * The text in a file, and how it is read, by its name. An EPUB becomes HTML, whatever its name.
 * @throws KokoroError `input-unreadable` for binary data and damaged books
 */
export async function documentContent(bytes: Buffer, path: string): Promise<DocumentContent> {
  if (isEpub(bytes)) {
    const { epubToHtml } = await import('./books/readEpub'); // rarely needed, so not loaded with the extension
    return { text: epubToHtml(bytes), format: 'html' };
  }
  const format = formatOfFile(path);
  return { text: format === 'html' ? decodeHtml(bytes) : decodeText(bytes, path), format };
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
