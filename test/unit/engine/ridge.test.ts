import assert from 'node:assert/strict';
import { ridgeWeights } from '../../../src/engine/ridge';

describe('ridgeWeights', () => {
  const known = [0, 1, 2, 3, 4].map((value) => Float32Array.of(value, 7));
  const outputs = known.map(([value = 0]) => 10 * value + 1);
  const predict = (value: number): number =>
    ridgeWeights(known, Float32Array.of(value, 7)).reduce((sum, weight, i) => sum + weight * (outputs[i] ?? 0), 0);

  it('predicts what depends on features, drawn a little to the mean', () => {
    assert.ok(Math.abs(predict(2) - 21) < 1e-6);
    assert.ok(predict(4) > 38 && predict(4) < 41, `${predict(4)}`);
    assert.ok(predict(0) > 1 && predict(0) < 4, `${predict(0)}`);
  });

  it('does not go astray far from what it knows, and adds up to 1', () => {
    assert.equal(predict(1000), predict(100));
    const weights = ridgeWeights(known, Float32Array.of(9, -5));
    assert.ok(Math.abs(weights.reduce((sum, weight) => sum + weight, 0) - 1) < 1e-9);
    assert.deepEqual(ridgeWeights([Float32Array.of(1)], Float32Array.of(5)), [1]);
  });
});
