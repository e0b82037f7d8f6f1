import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path';
import { KokoroError, messageOf } from '../../common/errors';
import type { Format } from '../../document/formats';
import type { PronunciationLists } from '../../language/lexicon/entry';
import { readDocumentFile } from '../readText';
import { tableOfContents } from './tableOfContents';

/** A file to read aloud. */
export interface DocumentFile {
  path: string;
  /** Its place below the folder that was named, with `/`; the name of a file that was named itself. */
  name: string;
}

/** A text to read aloud. */
export interface AudioText {
  /** Its file's place in the folder that was named; gives the title if the text has none. */
  name: string;
  text: string;
  format: Format;
  /** Its file, if it has one. */
  path?: string;
  /** How its words are pronounced. */
  pronunciations?: PronunciationLists | undefined;
}

/** What is read in a folder; a file that is named itself may have any format, such as EPUB, which may be an export. */
const ENDINGS = /\.(?:md|markdown|mkd|mdx|txt|html?|xhtml|ipynb|tex)$/i;
/** Folders that are not read. */
const SKIPPED = /^(?:\..*|node_modules)$/;

/**
 * The files that are named and those in the folders that are named, in the order in which they are read. A file found
 * twice counts once.
 * @param out a folder that is left out, as it gets the audio, if it is on this machine
 * @throws KokoroError `input-unreadable`
 */
export async function findDocuments(paths: readonly string[], out?: string): Promise<DocumentFile[]> {
  const found = new Map<string, DocumentFile>();
  for (const path of paths.map((given) => resolve(given))) {
    const info = await stat(path).catch((error: unknown) => {
      throw new KokoroError('input-unreadable', `${path} cannot be read: ${messageOf(error)}`, { cause: error });
    });
    const files = info.isDirectory() ? await documentsIn(path, out === undefined ? undefined : resolve(out)) : [path];
    const base = info.isDirectory() ? path : dirname(path);
    for (const file of files) {
      if (found.has(file)) continue;
      found.set(file, { path: file, name: relative(base, file).split(sep).join('/') });
    }
  }
  return [...found.values()];
}

async function documentsIn(folder: string, out: string | undefined): Promise<string[]> {
  const files: string[] = [];
  const pending = [folder];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const entry of await readdir(next, { withFileTypes: true })) {
      const path = join(next, entry.name);
      if (entry.isDirectory() && !SKIPPED.test(entry.name) && path !== out) pending.push(path);
      else if (entry.isFile() && ENDINGS.test(entry.name) && basename(path) !== 'SUMMARY.md') files.push(path);
    }
  }
  return tableOfContents(folder, files);
}

/** The texts of files, and the files that cannot be read, with the reason. */
export async function readDocuments(
  files: readonly DocumentFile[],
): Promise<{ texts: AudioText[]; unreadable: { name: string; error: KokoroError }[] }> {
  const texts: AudioText[] = [];
  const unreadable: { name: string; error: KokoroError }[] = [];
  for (const { path, name } of files)
    try {
      texts.push({ name, path, ...(await readDocumentFile(path)) });
    } catch (error) {
      if (!(error instanceof KokoroError)) throw error;
      unreadable.push({ name, error });
    }
  return { texts, unreadable };
}

/** The name without its ending. */
export function withoutEnding(name: string): string {
  return name.slice(0, name.length - extname(name).length);
}
