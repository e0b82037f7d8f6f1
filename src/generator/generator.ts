import type { Disposable } from '../common/disposable';
import type { GeneratorShape } from '../kokoro/generatorFile';
import { edgeFactors, inverseBasis } from '../kokoro/inverseStft';
import type { MeasuredSound } from '../kokoro/twoGraphs';
import { FORM, type Kernels, type Tensor } from './kernels';
import { type Layers, pack } from './layers';
import { Run } from './run';
import { WeightsFile } from './weightsFile';

/** The factor of negative numbers before the spectrum. */
const LAST_SLOPE = 0.01;

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
  readonly #edges: ReturnType<typeof edgeFactors>;

  private constructor(kernels: Kernels, threads: number, shape: GeneratorShape, layers: Layers) {
    this.#kernels = kernels;
    this.#threads = threads;
    this.#shape = shape;
    this.#layers = layers;
    this.#basis = inverseBasis(shape.nFft, shape.hop);
    this.#edges = edgeFactors(shape.nFft, shape.hop);
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
      const { first, last } = this.#edges;
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
