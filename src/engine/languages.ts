import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { createSession, loadRuntime } from '../common/runtime';
import type { LanguageHost, Network } from '../language/host';
import { LanguageLoader } from '../language/loader';

const decompress = promisify(brotliDecompress);
/**
 * Bytes of the first output buffer: data that fits is not assembled from pieces. Memory that is never written to costs nothing.
 */
const OUTPUT_BYTES = 16 << 20;

/** Beside the bundles, where the build puts the data; code that runs from its source uses the checkout's dist/data. */
const FOLDERS = [join(__dirname, 'data'), join(__dirname, '..', '..', 'dist', 'data')];

/** The path of one of the product's data files. */
export function dataFile(name: string): string {
  const paths = FOLDERS.map((folder) => join(folder, name));
  return paths.find((path) => existsSync(path)) ?? join(__dirname, 'data', name);
}

/** What is in a file compressed with Brotli. @throws Error when it is missing or is not such a file */
export async function readCompressed(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const { buffer, byteOffset, length } = await decompress(await readFile(path), { chunkSize: OUTPUT_BYTES });
  return new Uint8Array(buffer, byteOffset, length);
}

/** Loads a network to run on one thread. @throws Error when the file is missing or damaged */
async function loadNetwork(path: string): Promise<Network> {
  const { Tensor } = await loadRuntime();
  const session = await createSession(path, {
    intraOpNumThreads: 1, // a word is too little work to share
    interOpNumThreads: 1,
    enableCpuMemArena: false, // it would keep what the longest words needed
  });
  const [output = ''] = session.outputNames;
  return {
    run: async (inputs) => {
      const feeds = Object.entries(inputs).map(([name, { data, dims }]) => [name, new Tensor('int64', data, dims)]);
      const outputs = await session.run(Object.fromEntries(feeds) as Parameters<typeof session.run>[0]);
      return outputs[output]?.data as Float32Array;
    },
    dispose: () => void session.release(),
  };
}

/** The language code's host under Node. @param path where a data file is */
export function nodeHost(path: (name: string) => string = dataFile): LanguageHost {
  return { readData: (name) => readCompressed(path(name)), loadNetwork: (name) => loadNetwork(path(name)) };
}

/** The front ends of this process. */
export const languages = new LanguageLoader(nodeHost());
