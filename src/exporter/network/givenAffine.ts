import type { GraphBuilder, Value } from '../graph/builder';
import type { ElementType, Node } from '../onnx/model';
import type { ConvolutionWeights, TableIndex, U8Scale } from './int8';
import type { Affine } from './styles';

/** How the mean of a convolution's output follows from the mean of its input: `weight · x + bias`. */
export interface MeanResponse {
  /** `[outputs, inputs]` */
  weight: Float32Array;
  bias: Float32Array;
}

/** The response of a convolution, whose edges hardly count in a sentence; its output times a factor, plus an offset. */
export function meanResponse(
  { weight, bias, inputs, outputs, kernel }: ConvolutionWeights,
  factor: (output: number) => number = () => 1,
  offset: (output: number) => number = () => 0,
): MeanResponse {
  const sums = new Float32Array(outputs * inputs);
  for (let at = 0; at < sums.length; at++) {
    let sum = 0;
    for (let k = 0; k < kernel; k++) sum += weight[at * kernel + k] ?? 0;
    sums[at] = sum * factor(Math.floor(at / inputs));
  }
  return { weight: sums, bias: bias.map((value, o) => value * factor(o) + offset(o)) };
}

/** An AdaIN layer before Snake and a convolution, whose statistics are given. */
export interface GivenLayer {
  /** Its block, which of the two of a pair it is, and the number of the pair. */
  block: string;
  which: 1 | 2;
  pair: number;
  /** Snake's factor of each channel. */
  alpha: Float32Array;
  /** The convolution behind it, as far as the next normalization sees it. */
  next: MeanResponse;
  /** Where the result is the index of a table: its steps and offsets. */
  index?: TableIndex;
  /**
   * Where the input is codes: the quantization of Snake's output. A table of the results takes the place of scale and
   * bias.
   */
  table?: U8Scale;
}

/** The name of a layer in the checkpoint. */
export const adainName = ({ block, which, pair }: Pick<GivenLayer, 'block' | 'which' | 'pair'>): string =>
  `${block}.adain${which}.${pair}`;

/** The input with the scales of all layers without a table, then their biases. */
export const AFFINE = 'affine';
/** The input with the tables of the other layers, `[1, channels, CODES]`. */
export const TABLES = 'tables';
/** Entries of a table. */
export const CODES = 256;

/**
 * The AdaIN layers of a graph that sees only a window of the sentence. What they do is constant for the sentence and
 * an input of the graph.
 */
export class GivenAffines {
  readonly #layers: GivenLayer[] = [];
  readonly #b: GraphBuilder;

  constructor(b: GraphBuilder) {
    this.#b = b;
  }

  /** Layers without a table, then those with one. */
  get layers(): GivenLayer[] {
    return [...this.#layers.filter(({ table }) => !table), ...this.#layers.filter(({ table }) => table)];
  }

  /** The scale and bias of a layer, both `[channels]`. */
  affine(layer: GivenLayer): Affine {
    this.#layers.push(layer);
    return { scale: `given/${adainName(layer)}.scale`, bias: `given/${adainName(layer)}.bias` };
  }

  /** The table of a layer, `[1, channels, CODES]`. */
  table(layer: GivenLayer & { table: U8Scale }): Value {
    this.#layers.push(layer);
    return `given/${adainName(layer)}.table`;
  }

  /** Adds the inputs, and divides them at the head of the graph. */
  finish(): void {
    const b = this.#b;
    const plain = this.layers.filter(({ table }) => !table);
    const tables = this.layers.filter(({ table }) => table);
    const sizes = plain.map(({ alpha }) => alpha.length);
    const divide = (name: string, type: ElementType, dims: number[], axis: number, parts: number[], to: string[]) => {
      b.input({ name, type, dims, doc: 'Constant for a sentence.' });
      const split: Node = {
        op: 'Split',
        domain: '',
        name: `given/${name}/split`,
        inputs: [name, b.ints(...parts)],
        outputs: to,
        attributes: new Map([['axis', { kind: 'int', value: axis }]]),
      };
      b.nodes.unshift(split);
    };
    const parts = ['scale', 'bias'].flatMap((part) => plain.map((layer) => `given/${adainName(layer)}.${part}`));
    divide(AFFINE, 'float32', [2 * channelsOf(plain)], 0, [...sizes, ...sizes], parts);
    if (tables.length === 0) return;
    const names = tables.map((layer) => `given/${adainName(layer)}.table`);
    const rows = tables.map(({ alpha }) => alpha.length);
    divide(TABLES, 'uint8', [1, channelsOf(tables), CODES], 1, rows, names);
  }
}

/** The channels of all layers. */
export const channelsOf = (layers: readonly GivenLayer[]): number =>
  layers.reduce((sum, { alpha }) => sum + alpha.length, 0);
