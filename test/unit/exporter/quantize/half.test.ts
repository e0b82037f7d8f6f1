import assert from 'node:assert/strict';
import { toHalf } from '../../../../src/exporter/quantize/half';

describe('toHalf', () => {
  const bits = (...values: number[]): number[] => [...toHalf(Float32Array.from(values))];

  it('rounds to the nearest binary16, ties to even', () => {
    assert.deepEqual(bits(0, -0, 1, -2, 65504), [0, 0x8000, 0x3c00, 0xc000, 0x7bff]);
    assert.deepEqual(bits(1 + 2 ** -11, 1 + 3 * 2 ** -11), [0x3c00, 0x3c02]);
    assert.deepEqual(bits(1 + 2 ** -11 + 2 ** -20), [0x3c01]);
  });

  it('keeps subnormal numbers', () => {
    assert.deepEqual(bits(2 ** -14, 2 ** -15, 2 ** -24, 2 ** -25, 3 * 2 ** -25), [0x400, 0x200, 1, 0, 2]);
  });
});
