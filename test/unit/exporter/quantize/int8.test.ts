import assert from 'node:assert/strict';
import { GraphBuilder } from '../../../../src/exporter/graph/builder';
import type { Context } from '../../../../src/exporter/network/context';
import {
  convolutionByU8,
  lookUp,
  snakeRange,
  snakeTable,
  tableIndexOf,
  u8ScaleOf,
} from '../../../../src/exporter/network/int8';
import { modelOf, run } from '../support/tinyModel';

const TIME = 200;
/** Reproducible pseudo-random numbers from -1 to 1. */
const given = (count: number, seed: number): Float32Array =>
  Float32Array.from({ length: count }, (_, i) => ((Math.sin((i + 1) * 12.9898 + seed * 78.233) * 43758.5453) % 1) * 1);

/** Runs what `build` makes of the input `x`, `[1, channels, TIME]`. */
function runBuilt(
  channels: number,
  x: Float32Array,
  build: (ctx: Context, x: string) => string,
): Promise<Float32Array> {
  const b = new GraphBuilder();
  const input = b.input({ name: 'x', type: 'float32', dims: [1, channels, 'time'] });
  const ctx = { b } as Context; // nothing else is used
  b.output(build(ctx, input), { name: 'y', type: 'float32', dims: [1, 'channels', 'time'] });
  return run(modelOf(b), x, [1, channels, x.length / channels]);
}

describe('INT8', () => {
  it('convolves like float32 with very different channels, and does not overflow at full scale', async () => {
    const [inputs, outputs, kernel] = [32, 16, 3];
    const weight = given(outputs * inputs * kernel, 1);
    weight.fill(1, 0, inputs * kernel); // with inputs at their limits, 16-bit sums would overflow with 8-bit weights
    const bias = given(outputs, 2).map((value) => 50 * value);
    const x = given(inputs * TIME, 3);
    const size = (channel: number): number => 10 ** (channel % 4);
    for (let i = 0; i < x.length; i++) x[i] = (x[i] ?? 0) * size(Math.floor(i / TIME));
    for (let c = 0; c < inputs; c++) x.fill(size(c), c * TIME, c * TIME + 20);
    const expected = new Float32Array(outputs * TIME);
    for (let o = 0; o < outputs; o++) {
      for (let t = 0; t < TIME; t++) {
        let sum = bias[o] ?? 0;
        for (let i = 0; i < inputs; i++) {
          for (let k = 0; k < kernel; k++) {
            const at = t + k - 1;
            if (at >= 0 && at < TIME) sum += (weight[(o * inputs + i) * kernel + k] ?? 0) * (x[i * TIME + at] ?? 0);
          }
        }
        expected[o * TIME + t] = sum;
      }
    }
    const rangeOf = (values: Float32Array, channels: number) => {
      const rows = Array.from({ length: channels }, (_, c) => values.subarray(c * TIME, (c + 1) * TIME));
      return {
        low: Float32Array.from(rows, (row) => Math.min(...row)),
        high: Float32Array.from(rows, (row) => Math.max(...row)),
      };
    };
    const ranges = new Map([
      ['layer.in', rangeOf(x, inputs)],
      ['layer.out', rangeOf(expected, outputs)],
    ]);
    const conv = { weight, bias, inputs, outputs, kernel, stride: 1, dilation: 1, padding: 1 };
    const plan = { ranges, layers: new Set(['layer']) };
    const found = await runBuilt(inputs, x, (ctx, value) => convolutionByU8(ctx, 'layer', value, conv, plan));
    let [error, power] = [0, 0];
    for (const [i, value] of expected.entries()) {
      error += (value - (found[i] ?? 0)) ** 2;
      power += value ** 2;
    }
    const decibels = 10 * Math.log10(power / error);
    assert.ok(decibels > 35, `${decibels.toFixed(1)} dB`);
  });

  it('looks up Snake as precisely as u8 allows, and stays inside the table', async () => {
    const channels = 4;
    const range = { low: Float32Array.of(-1, -5, -20, 0), high: Float32Array.of(1, 3, 20, 0.5) };
    const x = given(channels * TIME, 5);
    for (let i = 0; i < x.length; i++) {
      const c = Math.floor(i / TIME);
      const [low = 0, high = 0] = [range.low[c], range.high[c]];
      x[i] = low + ((x[i] ?? 0) + 1) * 0.5 * (high - low);
    }
    x[0] = -1e6; // outside the calibrated range
    x[1] = 1e6;
    const index = tableIndexOf(range);
    const to = u8ScaleOf(snakeRange(range));
    const codes = await runBuilt(channels, x, (ctx, value) => {
      const { b } = ctx;
      const column = (name: string, values: Float32Array): string => b.weight(name, values, [channels, 1]);
      const scaled = b.op('Div', [value, column('steps', index.steps)]);
      const indices = b.op('Add', [scaled, column('offsets', index.offsets)]);
      return b.op('Cast', [lookUp(ctx, indices, snakeTable(ctx, 'layer', index, to))], { to: 1 });
    });
    for (let i = 2; i < x.length; i++) {
      const c = Math.floor(i / TIME);
      const scale = to.scales[c] ?? 1;
      const found = ((codes[i] ?? 0) - to.zeroPoint) * scale;
      const z = x[i] ?? 0;
      const tolerance = 0.51 * scale + 2 * (index.steps[c] ?? 0) * 0.51;
      assert.ok(Math.abs(found - (z + Math.sin(z) ** 2)) <= tolerance, `channel ${c}, z ${z}`);
    }
    assert.deepEqual([(codes[0] ?? 0) < to.zeroPoint, (codes[1] ?? 0) > to.zeroPoint], [true, true]);
  });
});
