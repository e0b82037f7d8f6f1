import type { Disposable } from '../common/disposable';
import type { GeneratorShape } from '../kokoro/generatorFile';
import { edgeFactors, inverseBasis } from '../kokoro/inverseStft';
import type { MeasuredSound } from '../kokoro/twoGraphs';
import { FORM, type Kernels, type LayerId, type Sums, type Tensor } from './kernels';
import { WeightsFile } from './weightsFile';

/** Under the root of a normalization (kokoro/istftnet.py). */
const EPSILON = 1e-5;
/** The factors of negative numbers before an upsampling, and before the spectrum. */
const [SLOPE, LAST_SLOPE] = [0.1, 0.01];

/** What the generator makes the sound of, with channels first. */
export interface GeneratorInput {
  /** `[channels, steps]` */
  features: Float32Array;
  steps: number;
  /** The source's magnitudes and phases, `[n_fft + 2, frames]`. */
  spectrum: Float32Array;
  /** The style, of which the first half counts. */
  style: Float32Array;
  /** Means, then variances, of all normalized channels; by default, those of the input. */
  statistics?: Float32Array | undefined;
}

/** A convolution of a residual block, and where its input's numbers are in the statistics. */
interface StyledLayer {
  id: LayerId;
  channels: number;
  first: number;
}

/** The sums of a tensor `[rows, channels]`, from which its statistics follow. */
interface Summed {
  sums: Sums;
  rows: number;
}

/** A residual block: pairs of convolutions. */
type Block = readonly (readonly [StyledLayer, StyledLayer])[];

interface Stage {
  rate: number;
  channels: number;
  inputs: number;
  /** Rows of the upsampled tensor that are cut off at its front. */
  cut: number;
  upsample: LayerId;
  source: LayerId;
  sourceBlock: Block;
  blocks: readonly Block[];
}

/** A generator's layers, packed for the processor. */
interface Layers {
  stages: readonly Stage[];
  style: LayerId;
  spectrum: LayerId;
  /** All normalized channels. */
  channels: number;
}

/**
 * iSTFTNet (`Generator` in kokoro/istftnet.py) on our own kernels, in INT8: upsampling stages that add the source's
 * spectrum and sum three residual blocks, then an inverse transform of the resulting spectrum. It computes what the
 * exporter's `generator` describes as a graph.
 */
export class Generator implements Disposable {
  readonly #kernels: Kernels;
  readonly #threads: number;
  readonly #shape: GeneratorShape;
  readonly #layers: Layers;
  readonly #basis: Float32Array;

  private constructor(kernels: Kernels, threads: number, shape: GeneratorShape, layers: Layers) {
    this.#kernels = kernels;
    this.#threads = threads;
    this.#shape = shape;
    this.#layers = layers;
    this.#basis = inverseBasis(shape.nFft, shape.hop);
  }

  /** Loads the weights. @throws Error if the file has another form */
  static async load(kernels: Kernels, path: string, threads: number): Promise<Generator> {
    const file = await WeightsFile.open(path);
    try {
      return new Generator(kernels, threads, file.shape, await pack(kernels, file));
    } finally {
      await file.close();
    }
  }

  /** Makes sound, 24 kHz, and measures the statistics of what it was made from. Blocks the thread. */
  make({ features, steps, spectrum, style, statistics }: GeneratorInput): MeasuredSound {
    const kernels = this.#kernels;
    const { hop, nFft, rates } = this.#shape;
    const frames = rates.reduce((product, rate) => product * rate, steps) + 1;
    const { tensors, bytes } = this.#plan(steps, frames);
    kernels.begin(this.#threads, bytes);
    try {
      const run = new Run(
        kernels,
        this.#project(style.subarray(0, this.#shape.styleDim)),
        statistics,
        this.#layers.channels,
      );
      kernels.put(spectrum, tensors.spectrum.at, nFft + 2, frames);
      kernels.put(features, tensors.features.at, this.#layers.stages[0]?.inputs ?? 0, steps);
      let x: Tensor = tensors.features;
      for (const [i, stage] of this.#layers.stages.entries()) {
        const isLast = i === this.#layers.stages.length - 1;
        x = run.stage(stage, x, tensors.spectrum, tensors.stages[i] ?? [], isLast);
      }
      run.floats(this.#layers.spectrum, x, LAST_SLOPE, tensors.spectrum); // which nobody reads any more
      const audio = new Float32Array((frames - 1) * hop);
      kernels.wave(tensors.spectrum.at, frames, this.#basis, Int32Array.of(nFft / 2 + 1, nFft, hop), audio);
      const { first, last } = edgeFactors(nFft, hop);
      first.forEach((factor, n) => (audio[n] = (audio[n] ?? 0) * factor));
      const end = audio.length - last.length;
      last.forEach((factor, n) => (audio[end + n] = (audio[end + n] ?? 0) * factor));
      return { audio, measured: run.measured };
    } finally {
      kernels.end();
    }
  }

  dispose(): void {
    const { stages, style, spectrum } = this.#layers;
    const blocks = stages.flatMap((stage) => [stage.sourceBlock, ...stage.blocks]);
    const ids = [style, spectrum, ...stages.flatMap((stage) => [stage.upsample, stage.source])];
    for (const id of [...ids, ...blocks.flat(2).map((layer) => layer.id)]) this.#kernels.release(id);
  }

  /** The scales and biases of all layers for a style: of each layer, `[2, channels]`. */
  #project(style: Float32Array): Float32Array {
    const [input, output] = [0, 4 * style.length];
    const projected = new Float32Array(2 * this.#layers.channels);
    this.#kernels.put(style, input, style.length, 1);
    const at = Int32Array.of(input, FORM.floats, 1, output, FORM.floats);
    this.#kernels.convolveFloats(this.#layers.style, at, 1, null);
    this.#kernels.get(output, projected, projected.length);
    return projected;
  }

  /**
   * Where the tensors are. Those of a stage are the upsampled input, the residual, the sum (all float16) and codes. An
   * earlier stage, and the features, are where the last stage writes later.
   */
  #plan(steps: number, frames: number) {
    const { stages } = this.#layers;
    let end = 0;
    const take = (bytes: number): number => {
      const at = end;
      end += Math.ceil(bytes / 64) * 64;
      return at;
    };
    const spectrum: Tensor = { at: take(4 * frames * (this.#shape.nFft + 2)), form: FORM.floats, rows: frames };
    const shared = end;
    let rows = steps;
    const sizes = stages.map(({ rate, channels }) => {
      const flat = (rows + 1) * rate * channels;
      rows *= rate;
      return { flat, size: (rows + 1) * channels };
    });
    const last = sizes.at(-1) ?? { flat: 0, size: 0 };
    const codes = take(last.size);
    // The last stage's upsampling reads the sum of the one before, which is therefore where its codes are later.
    const x = take(2 * last.flat);
    const [residual, sum] = [take(2 * last.size), take(2 * last.size)];
    const own = stages.map((_, i): readonly number[] => {
      if (i === stages.length - 1) return [x, residual, sum, codes];
      const { flat = 0, size = 0 } = sizes[i] ?? {};
      const [a, b] = [residual, residual + Math.ceil((2 * flat) / 64) * 64];
      return [a, b, codes, b + Math.ceil((2 * size) / 64) * 64];
    });
    const features: Tensor = { at: sum, form: FORM.floats, rows: steps };
    const bytes = Math.max(
      end,
      shared + 4 * (2 * this.#layers.channels + 256),
      sum + 4 * steps * (stages[0]?.inputs ?? 0),
    );
    return { tensors: { spectrum, features, stages: own }, bytes };
  }
}

/** One use of the generator. */
class Run {
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
    for (let c = 0; c < channels; c++) {
      const at = first + c;
      const own = (summed.sums[c] ?? 0) / summed.rows;
      const ownVariance = Math.max(0, (summed.sums[channels + c] ?? 0) / summed.rows - own * own);
      this.measured[at] = own;
      this.measured[this.#channels + at] = ownVariance;
      const mean = this.#given?.[at] ?? own;
      const variance = this.#given?.[this.#channels + at] ?? ownVariance;
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

/** Packs all layers. */
async function pack(kernels: Kernels, file: WeightsFile): Promise<Layers> {
  const { layers, rates, kernels: widths, dilations, sourceDilations, styleDim, nFft } = file.shape;
  const firsts = new Map<string, number>();
  let channels = 0;
  for (const layer of layers) {
    firsts.set(layer, channels);
    channels += file.dims(`${layer}.weight`)[1] ?? 0;
  }
  const styled = async (layer: string, dilation: number): Promise<StyledLayer> => {
    const [outputs = 0, inputs = 0, taps = 0] = file.dims(`${layer}.weight`);
    const [zero = 0] = new Uint8Array(await file.bytes(`${layer}.zero`));
    const [scale, offset] = [await file.floats(`${layer}.scale`), await file.floats(`${layer}.offset`)];
    const codes = (await file.floats(`${layer}.input_scale`)).map((step) => 1 / step);
    const shape = Int32Array.of(outputs, inputs, taps, dilation, zero);
    const id = kernels.codeLayer(await file.bytes(`${layer}.weight`), shape, scale, offset, codes);
    return { id, channels: inputs, first: firsts.get(layer) ?? NaN };
  };
  const block = async (name: string, steps: readonly number[]): Promise<Block> => {
    const pairs = [];
    for (const [j, step] of steps.entries())
      pairs.push([await styled(`${name}.convs1.${j}`, step), await styled(`${name}.convs2.${j}`, 1)] as const);
    return pairs;
  };
  const floats = async (name: string, bias: Float32Array, stride: number, padding: number): Promise<LayerId> => {
    const [taps = 0, inputs = 0, outputs = 0] = file.dims(`${name}.weight`);
    const shape = Int32Array.of(outputs, inputs, taps, stride, padding);
    return kernels.floatLayer(await file.halves(`${name}.weight`), shape, bias);
  };

  const stages: Stage[] = [];
  for (const [i, rate] of rates.entries()) {
    const [taps = 0, inputs = 0, rows = 0] = file.dims(`ups.${i}.weight`);
    const outputs = rows / rate;
    const bias = await file.floats(`ups.${i}.bias`);
    const perRow = Float32Array.from({ length: rows }, (_, row) => bias[row % outputs] ?? 0);
    const stride = rates.slice(i + 1).reduce((product, each) => product * each, 1);
    const padding = stride === 1 ? 0 : Math.floor((stride + 1) / 2);
    const sourceBias = await file.floats(`noise_convs.${i}.bias`);
    const blocks = [];
    for (const j of widths.keys())
      blocks.push(await block(`decoder.generator.resblocks.${i * widths.length + j}`, dilations[j] ?? []));
    stages.push({
      ...{ rate, channels: outputs, inputs, blocks },
      // The transposed convolution's kernel is `taps` times the rate, and its padding (kernel - rate) / 2.
      cut: ((taps - 1) * rate) / 2,
      upsample: await floats(`ups.${i}`, perRow, 1, taps - 1),
      source: await floats(`noise_convs.${i}`, sourceBias, stride, padding),
      sourceBlock: await block(`decoder.generator.noise_res.${i}`, sourceDilations),
    });
  }
  const style = kernels.floatLayer(
    transposed(await file.halves('style.weight'), styleDim),
    Int32Array.of(2 * channels, styleDim, 1, 1, 0),
    await file.floats('style.bias'),
  );
  const width = file.dims('conv_post.weight')[0] ?? 1;
  const spectrum = await floats('conv_post', await file.floats('conv_post.bias'), 1, (width - 1) / 2);
  if (file.dims('conv_post.weight')[2] !== nFft + 2) throw new Error('its spectrum has another size');
  return { stages, style, spectrum, channels };
}

/** `[rows, columns]` → `[columns, rows]` */
function transposed(values: Uint16Array, columns: number): Uint16Array {
  const rows = values.length / columns;
  const result = new Uint16Array(values.length);
  for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) result[c * rows + r] = values[r * columns + c] ?? 0;
  return result;
}
