import { createReadStream } from 'node:fs';
import { posix } from 'node:path';
import { PassThrough, type Readable } from 'node:stream';
import type { Parser, ReadEntry } from 'tar';
import { Refusal } from './source';

/**
 * The content of the first entry of a zip archive whose file name is `name`. Paths in the archive are only compared,
 * never used.
 * @throws Refusal when there is no such entry or it is larger than `maxBytes`, or the error of a broken archive
 */
export async function* zipEntry(archive: string, name: string, maxBytes: number): AsyncGenerator<Uint8Array> {
  const { openPromise } = await import('yauzl'); // rarely needed, so not loaded with the extension
  const zip = await openPromise(archive, { autoClose: false });
  try {
    for await (const entry of zip.eachEntry()) {
      if (posix.basename(entry.fileName) !== name) continue;
      checkSize(name, entry.uncompressedSize, maxBytes);
      yield* (await zip.openReadStreamPromise(entry)) as AsyncIterable<Uint8Array>;
      return;
    }
    throw new Refusal(`the package has no ${name}`);
  } finally {
    zip.close();
  }
}

/** The content of the entry of a .tgz archive whose full path is `path`; otherwise like `zipEntry`. */
export async function* tarEntry(archive: string, path: string, maxBytes: number): AsyncGenerator<Uint8Array> {
  const tar = await import('tar');
  yield* openTarEntry(tar.Parser, archive, path, maxBytes) as AsyncIterable<Uint8Array>;
}

function openTarEntry(TarParser: typeof Parser, archive: string, path: string, maxBytes: number): Readable {
  const content = new PassThrough();
  const input = createReadStream(archive);
  const fail = (error: Error): void => {
    content.destroy(error);
  };
  let found = false;
  const onReadEntry = (entry: ReadEntry): void => {
    try {
      if (entry.type !== 'File') throw new Refusal(`${path} in the package is not a regular file`);
      checkSize(path, entry.size, maxBytes);
      found = true;
      entry.pipe(content);
    } catch (error) {
      fail(error as Error);
    }
  };
  const parser = new TarParser({ strict: true, filter: (entryPath) => entryPath === path && !found, onReadEntry });
  parser.on('error', fail);
  parser.on('end', () => {
    if (!found) fail(new Refusal(`the package has no ${path}`));
  });
  input.on('error', fail);
  content.on('close', () => input.destroy());
  input.pipe(parser);
  return content;
}

function checkSize(name: string, bytes: number, maxBytes: number): void {
  if (bytes > maxBytes)
    throw new Refusal(`${name} in the package has ${bytes} bytes, more than the expected ${maxBytes}`);
}
