import type { GraphBuilder } from '../graph/builder';
import type { Node } from '../onnx/model';
import type { Affine } from './styles';

/** An AdaIN layer whose statistics are given. */
export interface GivenLayer {
  /** The layer, as in the checkpoint. */
  name: string;
  channels: number;
  /** Factor and offset of its output, for each channel. */
  alpha?: Float32Array;
  offsets?: Float32Array;
  /** How the values at hand become those that the statistics are of: `x · scale + offset`. */
  input?: { scale: Float32Array; offset: Float32Array };
}

/** The input with the scales of all layers, then their biases. */
export const AFFINE = 'affine';

/**
 * The AdaIN layers of a graph that sees only a window of the sentence. Their scales and biases, in which the
 * statistics of the whole sentence are included, are one input of the graph.
 */
export class GivenAffines {
  readonly layers: GivenLayer[] = [];
  readonly #b: GraphBuilder;

  constructor(b: GraphBuilder) {
    this.#b = b;
  }

  /** The scale and bias of a layer, both `[channels]`. */
  affine(layer: GivenLayer): Affine {
    this.layers.push(layer);
    return { scale: `given/${layer.name}.scale`, bias: `given/${layer.name}.bias` };
  }

  /** Adds the input, and divides it at the head of the graph. */
  finish(): void {
    const b = this.#b;
    const sizes = this.layers.map(({ channels }) => channels);
    const count = sizes.reduce((sum, size) => sum + size, 0);
    const all = b.input({
      name: AFFINE,
      type: 'float32',
      dims: [2 * count],
      doc: 'Scales, then biases, of the channels of all normalizations.',
    });
    const split: Node = {
      op: 'Split',
      domain: '',
      name: 'given/split',
      inputs: [all, b.ints(...sizes, ...sizes)],
      outputs: ['scale', 'bias'].flatMap((part) => this.layers.map(({ name }) => `given/${name}.${part}`)),
      attributes: new Map([['axis', { kind: 'int', value: 0 }]]),
    };
    b.nodes.unshift(split);
  }
}
