import type { WeightSource } from '../checkpoint/weights';
import type { GraphBuilder, Value } from '../graph/builder';
import type { Node } from '../onnx/model';

/** The scale and bias that a layer gets from the style, both `[channels]`. */
export interface Affine {
  scale: Value;
  bias: Value;
}

/** What gives a layer its scales and biases: `weight · style + bias`, 2 · channels rows, scales before biases. */
export interface Projection {
  /** `[2 · channels, styleDim]` */
  weight: Float32Array;
  bias: Float32Array;
}

interface Entry extends Projection {
  channels: number;
  affine: Affine;
}

/** Folded into a projection: a factor for each channel, such as the α of the following activation, and an offset. */
export interface Folded {
  alpha?: Float32Array | undefined;
  offsets?: Float32Array | undefined;
}

/**
 * The projection of the layer `name` (AdaIN: `(1+γ)·x̂ + β`), times a factor for each channel, plus an offset:
 * `α(1+γ)` and `αβ + offset`. The gain and offset of a trained InstanceNorm (`norm.weight`, `norm.bias`) are folded in
 * too.
 */
export async function projectionOf(
  weights: WeightSource,
  name: string,
  [channels, width]: readonly [channels: number, styleDim: number],
  { alpha, offsets }: Folded,
): Promise<Projection> {
  const fc = await weights.get(`${name}.fc.weight`);
  const fcBias = await weights.get(`${name}.fc.bias`);
  const own = async (part: string): Promise<Float32Array | undefined> =>
    weights.has(`${name}.norm.${part}`) ? (await weights.get(`${name}.norm.${part}`)).data : undefined;
  const [normWeight, normBias] = [await own('weight'), await own('bias')];
  const weight = new Float32Array(2 * channels * width);
  const bias = new Float32Array(2 * channels);
  for (let c = 0; c < channels; c++) {
    const a = alpha?.[c] ?? 1;
    const w = normWeight?.[c] ?? 1;
    const shift = normBias?.[c] ?? 0;
    const gamma = fc.data.subarray(c * width, (c + 1) * width);
    const beta = fc.data.subarray((channels + c) * width, (channels + c + 1) * width);
    for (let i = 0; i < width; i++) {
      weight[c * width + i] = a * w * (gamma[i] ?? 0);
      weight[(channels + c) * width + i] = a * ((beta[i] ?? 0) + shift * (gamma[i] ?? 0));
    }
    const scale = 1 + (fcBias.data[c] ?? 0);
    bias[c] = a * w * scale;
    bias[channels + c] = a * ((fcBias.data[channels + c] ?? 0) + shift * scale) + (offsets?.[c] ?? 0);
  }
  return { weight, bias };
}

/**
 * The projections of one half of the style. In the reference, each AdaIN and AdaLayerNorm has its own Linear layer.
 * They all depend on the style alone, so here they are one matrix product at the head of the graph.
 */
export class StyleBank {
  readonly #b: GraphBuilder;
  readonly #weights: WeightSource;
  readonly #name: string;
  readonly #from: number;
  readonly #styleDim: number;
  readonly #entries: Entry[] = [];

  /** @param from the index at which this half of the style begins */
  constructor(b: GraphBuilder, weights: WeightSource, name: string, from: number, styleDim: number) {
    this.#b = b;
    this.#weights = weights;
    this.#name = name;
    this.#from = from;
    this.#styleDim = styleDim;
  }

  /** The style itself, `[1, styleDim]`. */
  get style(): Value {
    return `style/${this.#name}`;
  }

  /** The scale and bias of the layer `name`, as `projectionOf`. */
  async affine(name: string, channels: number, alpha?: Float32Array, offsets?: Float32Array): Promise<Affine> {
    const projection = await projectionOf(this.#weights, name, [channels, this.#styleDim], { alpha, offsets });
    const affine = { scale: `style/${name}.scale`, bias: `style/${name}.bias` };
    this.#entries.push({ channels, ...projection, affine });
    return affine;
  }

  /** Adds the product at the head of the graph. @param refS the whole style, `[1, 2 · styleDim]` */
  finish(refS: Value): void {
    const b = this.#b;
    const width = this.#styleDim;
    const rows = this.#entries.reduce((sum, { channels }) => sum + 2 * channels, 0);
    const weight = new Float32Array(rows * width);
    const bias = new Float32Array(rows);
    let row = 0;
    for (const entry of this.#entries) {
      weight.set(entry.weight, row * width);
      bias.set(entry.bias, row);
      row += entry.bias.length;
    }
    const body = b.nodes.splice(0);
    b.rename(b.slice(refS, 1, this.#from, this.#from + width), this.style);
    const all = b.op(
      'Gemm',
      [
        this.style,
        b.weight(`style.${this.#name}.weight`, weight, [rows, width]),
        b.weight(`style.${this.#name}.bias`, bias, [rows]),
      ],
      { transB: 1 },
    );
    const sizes = this.#entries.flatMap(({ channels }) => [channels, channels]);
    const split: Node = {
      op: 'Split',
      domain: '',
      name: `style/${this.#name}/split`,
      inputs: [b.reshape(all, -1), b.ints(...sizes)],
      outputs: this.#entries.flatMap(({ affine }) => [affine.scale, affine.bias]),
      attributes: new Map([['axis', { kind: 'int', value: 0 }]]),
    };
    b.nodes.push(split, ...body);
  }
}
