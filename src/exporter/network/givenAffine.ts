import type { GraphBuilder, Value } from '../graph/builder';
import type { ElementType, Node } from '../onnx/model';
import type { U8Scale } from './int8';
import type { Affine } from './styles';

/** An AdaIN layer whose statistics are given. */
export interface GivenLayer {
  /** The layer, as in the checkpoint. */
  name: string;
  channels: number;
  /** Factor and offset of its output, for each channel. */
  alpha?: Float32Array;
  offsets?: Float32Array;
  /** The quantization of the following Snake, where the input is codes: a table of the results takes the place of scale and bias. */
  table?: U8Scale;
}

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
    return { scale: `given/${layer.name}.scale`, bias: `given/${layer.name}.bias` };
  }

  /** The table of a layer, `[1, channels, CODES]`. */
  table(layer: GivenLayer & { table: U8Scale }): Value {
    this.#layers.push(layer);
    return `given/${layer.name}.table`;
  }

  /** Adds the inputs, and divides them at the head of the graph. */
  finish(): void {
    const b = this.#b;
    const plain = this.layers.filter(({ table }) => !table);
    const tables = this.layers.filter(({ table }) => table);
    const sizes = plain.map(({ channels }) => channels);
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
    const parts = ['scale', 'bias'].flatMap((part) => plain.map(({ name }) => `given/${name}.${part}`));
    divide(AFFINE, 'float32', [2 * channelsOf(plain)], 0, [...sizes, ...sizes], parts);
    if (tables.length === 0) return;
    const names = tables.map(({ name }) => `given/${name}.table`);
    const rows = tables.map(({ channels }) => channels);
    divide(TABLES, 'uint8', [1, channelsOf(tables), CODES], 1, rows, names);
  }
}

/** The channels of all layers. */
export const channelsOf = (layers: readonly GivenLayer[]): number =>
  layers.reduce((sum, { channels }) => sum + channels, 0);
