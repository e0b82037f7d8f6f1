import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';

const decompress = promisify(brotliDecompress);
/** Room for the result, bytes: what fits is not put together from pieces, and what is not used of it is no memory. */
const ROOM = 16 << 20;

/** What is in a file compressed with Brotli. @throws Error when the file is not there or is not such a file */
export async function readCompressed(path: string): Promise<Buffer> {
  return decompress(await readFile(path), { chunkSize: ROOM });
}
