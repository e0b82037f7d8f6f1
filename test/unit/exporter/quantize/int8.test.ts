import assert from 'node:assert/strict';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { GraphBuilder, MICROSOFT } from '../../../../src/exporter/graph/builder';
import type { Context } from '../../../../src/exporter/kokoro/context';
import { convolutionByU8, matrixProductU8, u8ScaleOf } from '../../../../src/exporter/kokoro/int8';
import { quantize } from '../../../../src/exporter/kokoro/int8Blocks';
import { lookUp, snakeTable } from '../../../../src/exporter/kokoro/int8Snake';
import { encodeModel } from '../../../../src/exporter/onnx/write';

const TIME = 200;
/** Numbers that look random and are always the same, from -1 to 1. */
const given = (count: number, seed: number): Float32Array =>
  Float32Array.from({ length: count }, (_, i) => ((Math.sin((i + 1) * 12.9898 + seed * 78.233) * 43758.5453) % 1) * 1);

/** Runs what `build` makes of the input `x`, `[1, channels, TIME]`. */
async function run(channels: number, x: Float32Array, build: (ctx: Context, x: string) => string): Promise<Tensor> {
  const b = new GraphBuilder();
  const input = b.input({ name: 'x', type: 'float32', dims: [1, channels, 'time'] });
  const ctx = { b } as Context; // nothing else is looked at
  b.output(build(ctx, input), { name: 'y', type: 'float32', dims: [1, 'channels', 'time'] });
  const model = {
    irVersion: 8,
    opsets: new Map([
      ['', 17],
      [MICROSOFT, 1],
    ]),
    producer: 'test',
    producerVersion: '',
    metadata: new Map<string, string>(),
    graph: b.graph('test', ''),
  };
  const session = await InferenceSession.create(Buffer.concat(encodeModel(model).parts), { logSeverityLevel: 3 });
  const { y } = await session.run({ x: new Tensor('float32', x, [1, channels, x.length / channels]) });
  assert.ok(y);
  return y;
}

describe('INT8', () => {
  it('convolves like float32, however different the channels are, and does not overflow at full scale', async () => {
    const [inputs, outputs, kernel] = [32, 16, 3];
    const weight = given(outputs * inputs * kernel, 1);
    weight.fill(1, 0, inputs * kernel); // with inputs at their limits, what 16-bit sums of 8-bit weights could not hold
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
    const y = await run(inputs, x, (ctx, value) => convolutionByU8(ctx, 'layer', value, conv, plan));
    const found = y.data as Float32Array;
    let [error, power] = [0, 0];
    for (const [i, value] of expected.entries()) {
      error += (value - (found[i] ?? 0)) ** 2;
      power += value ** 2;
    }
    const decibels = 10 * Math.log10(power / error);
    assert.ok(decibels > 35, `${decibels.toFixed(1)} dB`);
  });

  for (const step of [1, 7]) {
    it(`normalizes and looks Snake up as precisely as u8 allows, by each ${step}. step`, async () => {
      const [channels, time] = [4, 7000];
      const size = [1, 5, 20, 0.1];
      const centre = [0, -2, 10, 0];
      const [slope, shift] = [Float32Array.of(1, 2, -1, 0.5), Float32Array.of(0, 1, -1, 0)];
      const x = Float32Array.from(given(channels * time, 5), (value, i) => {
        const c = Math.floor(i / time);
        return value * (size[c] ?? 0) + (centre[c] ?? 0);
      });
      const range = {
        low: Float32Array.from(size, (value, c) => (centre[c] ?? 0) - value),
        high: Float32Array.from(size, (value, c) => (centre[c] ?? 0) + value),
      };
      const to = u8ScaleOf({ low: Float32Array.of(-3, -4, -4, -3), high: Float32Array.of(4, 6, 4, 3) });
      const y = await run(channels, x, (ctx, value) => {
        const { b } = ctx;
        const turned = (of: string): string => b.op('Transpose', [of], { perm: [0, 2, 1] });
        const parts = { values: [turned(value)], sizes: b.ints(time), names: ['time'], step: b.ints(step) };
        const { codes, moments } = quantize(ctx, 'layer', parts, range);
        const affine = { scale: b.weight('slope', slope, [channels]), bias: b.weight('shift', shift, [channels]) };
        const table = snakeTable(ctx, 'layer', moments, codes.scales, affine, to);
        return turned(b.op('Cast', lookUp(ctx, codes, table), { to: 1 }));
      });
      for (let c = 0; c < channels; c++) {
        const row = x.subarray(c * time, (c + 1) * time);
        const mean = row.reduce((sum, value) => sum + value, 0) / time;
        const variance = row.reduce((sum, value) => sum + (value - mean) ** 2, 0) / time;
        const factor = (slope[c] ?? 0) / Math.sqrt(variance + 1e-5);
        const expected = row.map((value) => {
          const z = (value - mean) * factor + (shift[c] ?? 0);
          return z + Math.sin(z) ** 2;
        });
        let [error, power] = [0, 0];
        for (const [i, value] of expected.entries()) {
          const code = Number(y.data[c * time + i]) - to.zeroPoint;
          error += (value - code * (to.scales[c] ?? 1)) ** 2;
          power += value ** 2;
        }
        const decibels = 10 * Math.log10(power / error);
        assert.ok(decibels > (step === 1 ? 37 : 30), `channel ${c}: ${decibels.toFixed(1)} dB`);
      }
    });
  }

  it('multiplies matrices like float32, of rows of several steps', async () => {
    const [inputs, taps, columns] = [8, 2, 6];
    const matrix = given(taps * inputs * columns, 7);
    const bias = given(columns, 8);
    const x = given(taps * inputs * TIME, 9).map((value, i) => value * 10 ** ((Math.floor(i / TIME) % inputs) % 3));
    const high = Float32Array.from({ length: inputs }, (_, c) => 10 ** (c % 3));
    const found: Tensor[] = [];
    for (const from of [undefined, u8ScaleOf({ low: high.map((value) => -value), high })]) {
      found.push(
        await run(taps * inputs, x, (ctx, value) => {
          const { b } = ctx;
          const product = matrixProductU8(ctx, 'layer', { from, matrix, bias, inputs, taps });
          const steps = b.reshape(b.op('Transpose', [value], { perm: [0, 2, 1] }), 1, -1, inputs);
          return product.of(b.reshape(product.enter(steps), 1, -1, taps * inputs));
        }),
      );
    }
    const [exact, rounded] = found.map(({ data }) => data as Float32Array);
    assert.ok(exact && rounded);
    const row = (t: number): number => {
      let sum = bias[1] ?? 0;
      for (let i = 0; i < taps * inputs; i++) sum += (x[i * TIME + t] ?? 0) * (matrix[i * columns + 1] ?? 0);
      return sum;
    };
    assert.ok(Math.abs((exact[3 * columns + 1] ?? 0) - row(3)) < 1e-3);
    const error = exact.reduce((sum, value, i) => sum + (value - (rounded[i] ?? 0)) ** 2, 0);
    const power = exact.reduce((sum, value) => sum + value ** 2, 0);
    assert.ok(10 * Math.log10(power / error) > 35);
  });
});
