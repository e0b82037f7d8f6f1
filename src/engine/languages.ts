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
 * Size of the first output buffer, bytes. Data that fits needs no copying, and memory that is never written to costs
 * nothing.
 */
const OUTPUT_BYTES = 16 << 20;

/**
 * The build puts the data beside the bundles; code run from source uses the checkout's dist/data. (tsx gives modules
 * that .mts files import no folder of their own, so these scripts run in the checkout.)
 */
const FOLDERS = [join(__dirname, 'data'), join(__dirname, '..', '..', 'dist', 'data'), join('dist', 'data')];

/** The path of one of the product's data files. */
export function dataFile(name: string): string {
  const paths = FOLDERS.map((folder) => join(folder, name));
  return paths.find((path) => existsSync(path)) ?? join(__dirname, 'data', name);
}

/** Reads a file compressed with Brotli. @throws Error when it is missing or damaged */
export async function readCompressed(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const { buffer, byteOffset, length } = await decompress(await readFile(path), { chunkSize: OUTPUT_BYTES });
  return new Uint8Array(buffer, byteOffset, length);
}

/** Loads a network that runs on one thread. @throws Error when the file is missing or damaged */
async function loadNetwork(path: string): Promise<Network> {
  const { Tensor } = await loadRuntime();
  const session = await createSession(path, {
    intraOpNumThreads: 1, // a word is too little work for more
    interOpNumThreads: 1,
    enableCpuMemArena: false, // it would keep the memory of the longest word
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

/** The language code's host under Node. @param path returns the path of a data file */
export function nodeHost(path: (name: string) => string = dataFile): LanguageHost {
  return { readData: (name) => readCompressed(path(name)), loadNetwork: (name) => loadNetwork(path(name)) };
}

/** The language front ends of this process. */
export const languages = new LanguageLoader(nodeHost());
