import type { Disposable } from '../common/disposable';

/** An integer tensor, row by row. */
export interface IntegerTensor {
  data: BigInt64Array<ArrayBuffer>;
  dims: readonly number[];
}

/** A small neural network of a front end. */
export interface Network extends Disposable {
  /** Runs the network on named inputs. @returns the values of its only output, row by row */
  run(inputs: Readonly<Record<string, IntegerTensor>>): Promise<Float32Array>;
}

/**
 * What the language code needs from the program around it. It has no file system, decompressor or tensor runtime of its
 * own, so that the same code runs under Node, in a browser and in a phone's JavaScript engine.
 */
export interface LanguageHost {
  /**
   * The content of one of the product's data files, e.g. `tagger.br`, decompressed. @throws Error when it is missing or
   * damaged
   */
  readData(name: string): Promise<Uint8Array<ArrayBuffer>>;
  /** Loads one of the product's networks, e.g. `letter-to-sound.onnx`. @throws Error when it is missing or damaged */
  loadNetwork(name: string): Promise<Network>;
}
