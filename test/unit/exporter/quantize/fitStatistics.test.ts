import assert from 'node:assert/strict';
import type { GivenLayer } from '../../../../src/exporter/network/givenAffine';
import { fitStatistics, type Sample } from '../../../../src/exporter/quantize/fitStatistics';
import { decodeStatistics, encodeStatistics } from '../../../../src/exporter/quantize/knownStatistics';

const CHANNELS = 3;
const STYLE = 4;
/** Channels of the generator's input, curves, and style. */
const SIZE = 6 + 7 + STYLE;

const layer = (block: string, which: 1 | 2): GivenLayer => ({
  block,
  which,
  pair: 0,
  alpha: new Float32Array(CHANNELS).fill(1),
  next: { weight: new Float32Array(CHANNELS ** 2), bias: new Float32Array(CHANNELS) },
});
const BRANCH = 'decoder.generator.noise_res.0';
const TRUNK = 'decoder.generator.resblocks.';
/** A source branch and two blocks of a stage, which get the same. */
const LAYERS = [BRANCH, `${TRUNK}0`, `${TRUNK}1`].flatMap((block) => [layer(block, 1), layer(block, 2)]);
const COUNT = LAYERS.length * CHANNELS;

/** Pseudo-random numbers from -1 to 1 that depend on their indices alone. */
const number = (i: number, j: number): number => Math.sin(12.9898 * i + 78.233 * j + i * j) ** 3;

/** An utterance whose statistics follow from two hidden factors, which its descriptor tells. */
function sample(i: number): Sample {
  const hidden = [number(i, 1), number(i, 2)];
  const of = (row: number): number => (hidden[0] ?? 0) * number(row, 3) + (hidden[1] ?? 0) * number(row, 4);
  const descriptor = Float32Array.from({ length: SIZE }, (_, k) => 5 * number(k, 5) + of(100 + k));
  const relativeMeans = Float32Array.from({ length: COUNT }, (_, k) => number(i, 6 + k));
  const means = relativeMeans.map((value, k) => {
    const position = Math.floor(k / CHANNELS);
    const input = position < 2 ? 200 : 300; // the branch, the stage
    const own = 0.01 * k; // what the style does not tell
    return value + own + (position % 2 === 0 ? of(input + (k % CHANNELS)) : 0);
  });
  return {
    descriptor,
    relativeMeans,
    means,
    logDeviations: Float32Array.from({ length: COUNT }, (_, k) => of(400 + k) - 1),
  };
}

describe('fitting statistics', () => {
  const samples = Array.from({ length: 40 }, (_, i) => sample(i));
  const fit = fitStatistics(samples, LAYERS, 2, STYLE, 2);

  const predict = ({ descriptor }: Sample, { factors, factorBias, rank, base, slopes }: typeof fit): number[] => {
    const values = Array.from(factorBias, (bias, r) =>
      descriptor.reduce((sum, value, i) => sum + value * (factors[r * SIZE + i] ?? 0), bias),
    );
    return Array.from(base, (value, k) =>
      values.reduce((sum, factor, r) => sum + factor * (slopes[k * rank + r] ?? 0), value),
    );
  };
  const worst = (one: Sample, by: typeof fit): number =>
    Math.max(...predict(one, by).map((value, k) => Math.abs(value - (one.logDeviations[k] ?? 0))));

  it('predicts utterances that it was not fitted to', () => {
    const others = Array.from({ length: 10 }, (_, i) => sample(100 + i));
    const error = Math.max(...others.map((one) => worst(one, fit)));
    const spread = Math.max(
      ...others.map(({ logDeviations }) => Math.max(...logDeviations.map((value) => Math.abs(value + 1)))),
    );
    assert.ok(error < 0.1 * spread, `${error} of ${spread}`);
  });

  it('has the means of each distinct input once', () => {
    assert.deepEqual([...fit.inputs.keys()], [BRANCH, 'stage.0']);
  });

  it('survives being stored in bytes', () => {
    const stored = decodeStatistics(encodeStatistics('', fit));
    const [one] = samples;
    assert.ok(one);
    assert.ok(worst(one, stored) < worst(one, fit) + 0.05);
    const { meanCorrection } = fit;
    const largest = Math.max(...meanCorrection.map(Math.abs));
    meanCorrection.forEach((value, i) =>
      assert.ok(Math.abs(value - (stored.meanCorrection[i] ?? NaN)) <= 0.02 * largest),
    );
  });
});
