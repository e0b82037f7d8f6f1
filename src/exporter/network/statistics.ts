import { TWO_GRAPHS } from '../../kokoro/twoGraphs';
import { float, type GraphBuilder, type Value } from '../graph/builder';
import type { Node } from '../onnx/model';
import type { Affine } from './styles';

/** Under the root of a normalization (kokoro/istftnet.py). */
const EPSILON = 1e-5;

/**
 * Normalizations whose statistics are those of the input, as InstanceNormalization's, or given: a part of an utterance
 * sounds as in the whole if it is normalized as the whole.
 */
export class Normalizer {
  readonly #b: GraphBuilder;
  readonly #layers: { name: string; channels: number; mean: Value; variance: Value }[] = [];

  constructor(b: GraphBuilder) {
    this.#b = b;
  }

  /** The channels of all layers so far. */
  get channels(): number {
    return this.#layers.reduce((sum, { channels }) => sum + channels, 0);
  }

  /** Normalizes a value `[1, channels, T]`. */
  normalize(name: string, x: Value, { scale, bias }: Affine, channels: number): Value {
    const b = this.#b;
    const over = (value: Value): Value => b.op('ReduceMean', [value], { axes: [0, 2], keepdims: 0 });
    const mean = over(x);
    const difference = b.op('Sub', [over(b.op('Mul', [x, x])), b.op('Mul', [mean, mean])]);
    const variance = b.op('Max', [difference, b.scalar(0)]); // rounding can make that of a constant negative
    this.#layers.push({ name, channels, mean, variance });
    const used = (given: Value, own: Value): Value => b.op('Where', [TWO_GRAPHS.given, given, own]);
    const y = b.op(
      'BatchNormalization',
      [x, scale, bias, used(`given/${name}.mean`, mean), used(`given/${name}.variance`, variance)],
      { epsilon: float(EPSILON) },
    );
    return b.shape(y, [1, channels, b.lengthOf(x)]);
  }

  /** Adds the inputs, which are divided at the head of the graph, and the output. */
  finish(): void {
    const b = this.#b;
    const { statistics, given, measured } = TWO_GRAPHS;
    const sizes = this.#layers.map(({ channels }) => channels);
    const dims = [2 * this.channels];
    b.input({ name: statistics, type: 'float32', dims, doc: 'Means, then variances, of all normalized channels.' });
    b.input({ name: given, type: 'bool', dims: [1], doc: 'Whether the given statistics are used.' });
    const split: Node = {
      op: 'Split',
      domain: '',
      name: 'given/split',
      inputs: [statistics, b.ints(...sizes, ...sizes)],
      outputs: ['mean', 'variance'].flatMap((part) => this.#layers.map(({ name }) => `given/${name}.${part}`)),
      attributes: new Map([['axis', { kind: 'int', value: 0 }]]),
    };
    b.nodes.unshift(split);
    const all = b.concat(
      (['mean', 'variance'] as const).flatMap((part) => this.#layers.map((layer) => layer[part])),
      0,
    );
    b.output(all, { name: measured, type: 'float32', dims, doc: 'The statistics of what was seen.' });
  }
}
