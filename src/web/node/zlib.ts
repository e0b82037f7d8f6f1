import decompress from 'brotli/decompress';

// What shared code calls of Node's `zlib`.

type Done = (error: Error | null, result?: Uint8Array<ArrayBuffer>) => void;

/** Few browsers can decompress Brotli themselves. */
export function brotliDecompress(data: Uint8Array<ArrayBuffer>, _options: unknown, done: Done): void {
  try {
    done(null, new Uint8Array(decompress(data as Buffer<ArrayBuffer>)));
  } catch (error) {
    done(error instanceof Error ? error : new Error(String(error)));
  }
}
