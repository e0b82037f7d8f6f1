import type { GraphBuilder, Value } from '../graph/builder';
import type { ValueInfo } from '../onnx/model';
import type { Affine } from './styles';

/** The input with the number of frames that an utterance has. */
export const FRAMES: ValueInfo = {
  name: 'frames',
  type: 'float32',
  dims: [1],
  doc: 'Frames of the utterance; all further ones of the inputs are zero.',
};

/**
 * A network for tensors of a fixed length, of which an utterance fills the first part. The rest is kept at zero, as
 * convolutions see beyond the end of a shorter tensor, and normalizations leave it out: the sound is the same.
 */
export class FixedLength {
  readonly #b: GraphBuilder;
  readonly #frames: number;
  readonly #rates = new Map<string, { mask: Value; share: Value }>();

  /** @param frames how many frames fit */
  constructor(b: GraphBuilder, frames: number) {
    this.#b = b;
    this.#frames = frames;
    b.input(FRAMES);
  }

  /** `x` with zeros beyond the utterance. */
  masked(x: Value): Value {
    return this.#b.op('Mul', [x, this.#at(x).mask]);
  }

  /** InstanceNorm1d over the utterance alone, `[1, C, T] → [1, C, T]`. */
  instanceNorm(x: Value, { scale, bias }: Affine): Value {
    const b = this.#b;
    const { mask, share } = this.#at(x);
    const mean = (value: Value): Value => b.op('Div', [b.op('ReduceMean', [value], { axes: [2] }), share]);
    const centred = this.masked(b.op('Sub', [x, mean(this.masked(x))]));
    const variance = mean(b.op('Mul', [centred, centred]));
    const deviation = b.op('Sqrt', [b.op('Add', [variance, b.scalar(1e-5)])]);
    const column = (value: Value): Value => b.reshape(value, 1, -1, 1);
    const scaled = b.op('Mul', [centred, b.op('Div', [column(scale), deviation])]);
    return b.op('Add', [scaled, b.op('Mul', [column(bias), mask])]);
  }

  /**
   * For the rate of a value: ones for the utterance and zeros beyond it, `[1, 1, T]`, and the share of the length that
   * the utterance fills. The name of its axis says the rate: `frames*2*10*6+1`.
   */
  #at(x: Value): { mask: Value; share: Value } {
    const b = this.#b;
    const axis = b.lengthOf(x);
    const known = this.#rates.get(axis);
    if (known) return known;
    const found = /^frames((?:\*\d+)*)(?:\+(\d+))?$/.exec(axis);
    if (!found) throw new Error(`${x} has no length in frames, but ${axis}`);
    const [, factors = '', more = '0'] = found;
    const rate = factors.split('*').reduce((product, factor) => product * Number(factor || 1), 1);
    const size = this.#frames * rate + Number(more);
    const numbers = b.weight(
      `numbers/${size}`,
      Float32Array.from({ length: size }, (_, i) => i),
      [1, 1, size],
    );
    const filled = b.op('Add', [b.op('Mul', [FRAMES.name, b.scalar(rate)]), b.scalar(Number(more))]);
    const mask = b.op('Clip', [b.op('Sub', [filled, numbers]), b.scalar(0), b.scalar(1)]);
    b.shape(mask, [1, 1, axis]);
    const share = b.op('Mul', [filled, b.scalar(1 / size)]);
    this.#rates.set(axis, { mask, share });
    return { mask, share };
  }
}
