/** The key in the metadata of the generator's file (GENERATOR_FILE) whose value is a GeneratorShape in JSON. */
export const GENERATOR_METADATA = 'kokoro.generator';

/** What the tensors in the generator's file make up. */
export interface GeneratorShape {
  /** Of the tensors' names and layouts. */
  version: 1;
  /** The convolutions of the residual blocks, in the order in which their inputs are normalized. */
  layers: readonly string[];
  /** How many times each stage multiplies the rate. */
  rates: readonly number[];
  /** The widths of the transposed convolutions that do. */
  upsampleKernels: readonly number[];
  /** The widths of a stage's residual blocks, and the dilations of each. */
  kernels: readonly number[];
  dilations: readonly (readonly number[])[];
  /** The dilations of the block that the source passes through. */
  sourceDilations: readonly number[];
  nFft: number;
  hop: number;
  styleDim: number;
}
