import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf } from '../common/errors';

/** How a tensor is stored: u8 codes, float16 or float32. */
export const FORM = { codes: 0, halves: 1, floats: 2 } as const;
type Form = (typeof FORM)[keyof typeof FORM];

/** A layer whose weights have been packed for the processor. */
export type LayerId = number & { readonly layer: unique symbol };

/** A tensor `[rows, channels]` in the workspace, which begins at a byte. */
export interface Tensor {
  at: number;
  form: Form;
  rows: number;
}

/** Sums over all rows: of each channel, then of the squares of each channel. */
export type Sums = Float64Array;

/**
 * The generator's arithmetic, compiled for this processor (native/). Layers are packed once. Tensors are in one
 * workspace, which there is between `begin` and `end`. All functions throw an Error if sizes do not match.
 */
export interface Kernels {
  /** The instruction sets that this processor has, best first. The first is used. */
  readonly sets: readonly string[];
  /** Uses another instruction set. There must be no layers. */
  use(index: number): void;
  /**
   * A convolution of u8 by s8 that keeps the number of rows, after Snake.
   * @param weights `[outputs, inputs, taps]`
   * @param shape outputs, inputs, taps, dilation, the code that stands for zero
   * @param scale, offset `[outputs]`: turn a sum of products into the output
   * @param codes `[inputs]`: codes for each unit of Snake's output
   */
  codeLayer(
    weights: Int8Array,
    shape: Int32Array,
    scale: Float32Array,
    offset: Float32Array,
    codes: Float32Array,
  ): LayerId;
  /**
   * A convolution of floats after a leaky ReLU.
   * @param weights float16 `[taps, inputs, outputs]`
   * @param shape outputs, inputs, taps, stride, padding
   */
  floatLayer(weights: Uint16Array, shape: Int32Array, bias: Float32Array): LayerId;
  release(layer: LayerId): void;
  begin(threads: number, bytes: number): void;
  end(): void;
  /**
   * @param at where the input is, its form, its rows; where the output goes, its form (codes or halves); for halves, what
   *   is added to them; 1 if they are also added to what is there
   * @param scale, bias `[inputs]`: x · scale + bias is Snake's input divided by π
   */
  convolveCodes(layer: LayerId, at: Int32Array, scale: Float32Array, bias: Float32Array, sums: Sums | null): void;
  /**
   * @param at where the input is, its form, its rows; where the output goes, its form (halves or floats)
   * @param slope the factor of negative numbers
   */
  convolveFloats(layer: LayerId, at: Int32Array, slope: number, sums: Sums | null): void;
  /**
   * The inverse Fourier transform of frames that overlap.
   * @param spectrum where `[frames, 2 · bins]` is: log magnitudes, and angles whose sines are the phases
   * @param basis `[2 · bins, size]`: what each real and each imaginary part adds to a frame
   * @param shape bins, size, hop
   * @param out `[(frames - 1) · hop]`, filled with zeros
   */
  wave(spectrum: number, frames: number, basis: Float32Array, shape: Int32Array, out: Float32Array): void;
  /** Stores values `[channels, rows]` as floats `[rows, channels]`. */
  put(values: Float32Array, at: number, channels: number, rows: number): void;
  /** Copies floats out of the workspace. */
  get(at: number, values: Float32Array, count: number): void;
  copy(from: number, to: number, bytes: number): void;
}

/** The kernels for this platform, if a build has any. @param programs the folder with the bundled programs */
export function kernelsFile(programs: string): string {
  return join(programs, 'kernels', `${process.platform}-${process.arch}.node`);
}

let loaded: { kernels: Kernels | undefined } | undefined;

/** The kernels; undefined if this build has none for the platform or the processor, or the system cannot load them. */
export function loadKernels(): Kernels | undefined {
  return (loaded ??= { kernels: load() }).kernels;
}

function load(): Kernels | undefined {
  // Beside the program, or in a checkout. Not in the working directory, which may be anybody's.
  const path = [__dirname, join(__dirname, '..', '..', 'dist')].map(kernelsFile).find((each) => existsSync(each));
  if (path === undefined) return undefined;
  const addon: { exports: Partial<Kernels> } = { exports: {} };
  try {
    process.dlopen(addon, path);
  } catch (error) {
    console.warn(`${path} cannot be loaded: ${messageOf(error)}`); // for example, because of another C library
    return undefined;
  }
  const { exports } = addon;
  return exports.sets !== undefined && exports.sets.length > 0 ? (exports as Kernels) : undefined;
}
