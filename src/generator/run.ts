import { FORM, type Kernels, type LayerId, type Sums, type Tensor } from './kernels';
import type { Block, Stage, StyledLayer } from './layers';

/** Under the root of a normalization (kokoro/istftnet.py). */
const EPSILON = 1e-5;
/** The factor of negative numbers before an upsampling. */
const SLOPE = 0.1;

/** The sums of a tensor `[rows, channels]`, from which its statistics follow. */
interface Summed {
  sums: Sums;
  rows: number;
}

/** One use of the generator. */
export class Run {
  /** The statistics of what was seen. */
  readonly measured: Float32Array;
  readonly #kernels: Kernels;
  readonly #projected: Float32Array;
  readonly #given: Float32Array | undefined;
  readonly #channels: number;

  constructor(kernels: Kernels, projected: Float32Array, given: Float32Array | undefined, channels: number) {
    this.#kernels = kernels;
    this.#projected = projected;
    this.#given = given;
    this.#channels = channels;
    this.measured = new Float32Array(2 * channels);
  }

  /** @param places of the stage's tensors @returns the sum of its blocks */
  stage(
    { rate, channels, cut, upsample, source, sourceBlock, blocks }: Stage,
    input: Tensor,
    spectrum: Tensor,
    [x = 0, residual = 0, sum = 0, codes = 0]: readonly number[],
    isLast: boolean,
  ): Tensor {
    const rows = input.rows * rate + (isLast ? 1 : 0);
    const halves = (at: number): Tensor => ({ at, form: FORM.halves, rows });
    this.floats(upsample, input, SLOPE, { at: x, form: FORM.halves, rows: 0 });
    const row = 2 * channels;
    let front = x + cut * row;
    if (isLast) {
      this.#kernels.copy(front + row, front - row, row); // reflected
      front -= row;
    }
    const upsampled = halves(front);
    const noise = { tensor: halves(sum), sums: this.floats(source, spectrum, 1, halves(sum), channels) };
    const place = { residual: halves(residual), codes: { at: codes, form: FORM.codes, rows } };
    const both = this.#block(sourceBlock, noise.tensor, { sums: noise.sums, rows }, { ...place, out: upsampled }, true);
    for (const [j, block] of blocks.entries())
      this.#block(block, upsampled, both, { ...place, out: halves(sum) }, j > 0);
    return halves(sum);
  }

  /** A convolution of floats. @returns the sums of its output, if it is told the channels */
  floats(layer: LayerId, from: Tensor, slope: number, to: Tensor, channels?: number): Sums {
    const sums = new Float64Array(2 * (channels ?? 0));
    const at = Int32Array.of(from.at, from.form, from.rows, to.at, to.form);
    this.#kernels.convolveFloats(layer, at, slope, channels === undefined ? null : sums);
    return sums;
  }

  /**
   * A residual block.
   * @param about the sums of x
   * @param accumulates whether the result is added to what is there
   * @returns the sums of the output
   */
  #block(
    block: Block,
    x: Tensor,
    about: Summed,
    { residual, codes, out }: { residual: Tensor; codes: Tensor; out: Tensor },
    accumulates: boolean,
  ): Summed {
    let [sum, summed] = [x, about];
    for (const [j, [first, second]] of block.entries()) {
      const isLast = j === block.length - 1;
      const between = this.#convolve(first, sum, summed, codes);
      const to = isLast ? out : residual;
      summed = this.#convolve(second, codes, between, to, sum, isLast && accumulates);
      sum = to;
    }
    return summed;
  }

  #convolve(
    { id, channels, first }: StyledLayer,
    from: Tensor,
    summed: Summed,
    to: Tensor,
    add?: Tensor,
    accumulates = false,
  ): Summed {
    const [scale, bias] = [new Float32Array(channels), new Float32Array(channels)];
    const statistics = this.#given ?? this.measured;
    for (let c = 0; c < channels; c++) {
      const at = first + c;
      const own = (summed.sums[c] ?? 0) / summed.rows;
      this.measured[at] = own;
      this.measured[this.#channels + at] = Math.max(0, (summed.sums[channels + c] ?? 0) / summed.rows - own * own);
      const mean = statistics[at] ?? 0;
      const variance = statistics[this.#channels + at] ?? 0;
      const factor = (this.#projected[2 * first + c] ?? 0) / Math.sqrt(variance + EPSILON);
      scale[c] = factor / Math.PI;
      bias[c] = ((this.#projected[2 * first + channels + c] ?? 0) - mean * factor) / Math.PI;
    }
    const sums = new Float64Array(2 * channels);
    const at = Int32Array.of(from.at, from.form, from.rows, to.at, to.form, add?.at ?? 0, accumulates ? 1 : 0);
    this.#kernels.convolveCodes(id, at, scale, bias, sums);
    return { sums, rows: from.rows };
  }
}
