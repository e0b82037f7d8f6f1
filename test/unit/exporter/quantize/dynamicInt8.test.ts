import assert from 'node:assert/strict';
import { GraphBuilder } from '../../../../src/exporter/graph/builder';
import type { Model } from '../../../../src/exporter/onnx/model';
import { toDynamicInt8 } from '../../../../src/exporter/quantize/dynamicInt8';
import { modelOf as modelOfGraph, run } from '../support/tinyModel';

const CHANNELS = 64;
const TIME = 100;

/** Reproducible pseudo-random numbers from -1 to 1. */
const given = (count: number, seed: number): Float32Array =>
  Float32Array.from({ length: count }, (_, i) => (Math.sin((i + 1) * 12.9898 + seed * 78.233) * 43758.5453) % 1);

/** A model that computes what `build` makes of the input `x`. */
function modelOf(dims: readonly number[], build: (b: GraphBuilder, x: string) => string): Model {
  const b = new GraphBuilder();
  const x = b.input({ name: 'x', type: 'float32', dims });
  b.output(build(b, x), { name: 'y', type: 'float32' });
  return modelOfGraph(b);
}

/** The signal-to-error ratio in dB. */
function ratio(found: Float32Array, expected: Float32Array): number {
  const power = (values: Float32Array): number => values.reduce((sum, value) => sum + value * value, 0);
  return 10 * Math.log10(power(expected) / power(expected.map((value, i) => value - (found[i] ?? NaN))));
}

const operationsOf = ({ graph }: Model): string[] => graph.nodes.map(({ op }) => op);
const typeOf = ({ graph }: Model, name: string): string | undefined =>
  graph.initializers.find((tensor) => tensor.name === name)?.type;

/** Weights of a convolution of width 3 whose output channels differ much in size. */
function unequalRows(inputs = CHANNELS, outputs = CHANNELS): Float32Array {
  return given(outputs * inputs * 3, 1).map((value, i) => value * 10 ** (Math.floor(i / (inputs * 3)) % 4));
}

function convolution(b: GraphBuilder, name: string, x: string, weight = unequalRows(), outputs = CHANNELS): string {
  const parameters = [
    b.weight(`${name}.weight`, weight, [outputs, weight.length / outputs / 3, 3]),
    b.weight(`${name}.bias`, given(outputs, 2), [outputs]),
  ];
  return b.op('Conv', [x, ...parameters], { kernel_shape: [3], pads: [1, 1] });
}

describe('dynamic INT8', () => {
  const dims = [1, CHANNELS, TIME];
  const x = given(CHANNELS * TIME, 3).map((value) => value + 0.5); // so that the zero point is off centre

  it('convolves in integers with equal accuracy in every output channel, and pads with zero', async () => {
    const model = modelOf(dims, (b, value) => convolution(b, 'layer', value));
    const smaller = toDynamicInt8(model);
    assert.ok(operationsOf(smaller).includes('ConvInteger') && !operationsOf(smaller).includes('Conv'));
    assert.equal(typeOf(smaller, 'layer.weight'), undefined);
    assert.equal(typeOf(smaller, 'layer.weight_quantized'), 'uint8');
    const [expected, found] = [await run(model, x, dims), await run(smaller, x, dims)];
    for (let c = 0; c < CHANNELS; c++) {
      const of = (y: Float32Array): Float32Array => y.subarray(c * TIME, (c + 1) * TIME);
      const decibels = ratio(of(found), of(expected));
      assert.ok(decibels > 30, `channel ${c}: ${decibels.toFixed(1)} dB`);
    }
  });

  it('equalizes input channels whose factors are folded into the weights', async () => {
    const factor = (channel: number): number => 20 ** (channel % 3);
    const weight = given(CHANNELS * CHANNELS * 3, 1).map((value, i) => value / factor(Math.floor(i / 3) % CHANNELS));
    const uneven = x.map((value, i) => value * factor(Math.floor(i / TIME)));
    const model = modelOf(dims, (b, value) => convolution(b, 'layer', value, weight));
    const decibels = ratio(await run(toDynamicInt8(model), uneven, dims), await run(model, uneven, dims));
    assert.ok(decibels > 18, `${decibels.toFixed(1)} dB`); // 2 dB otherwise
  });

  for (const [what, build] of [
    ['MatMul', (b, value) => b.op('MatMul', [value, b.weight('w', given(128 * 64, 1), [128, 64])])],
    ['Gemm', (b, value) => b.op('Gemm', [value, b.weight('w', given(128 * 64, 1), [128, 64]), bias(b)])],
    ['Gemm of a transposed weight', (b, value) => gemm(b, value)],
  ] as [string, (b: GraphBuilder, x: string) => string][]) {
    it(`multiplies in integers: ${what}`, async () => {
      const model = modelOf([4, 128], build);
      const smaller = toDynamicInt8(model);
      assert.ok(operationsOf(smaller).includes('MatMulInteger'));
      const rows = given(4 * 128, 4);
      const decibels = ratio(await run(smaller, rows, [4, 128]), await run(model, rows, [4, 128]));
      assert.ok(decibels > 35, `${decibels.toFixed(1)} dB`);
    });
  }

  it('computes durations and pitch in float32, from weights of at least binary16', () => {
    for (const [op, stored] of [
      ['Round', 'early.weight/half'],
      ['CumSum', 'early.weight'], // small, and leads to the pitch
    ] as const) {
      const smaller = toDynamicInt8(
        modelOf(dims, (b, value) => {
          const early = convolution(b, 'early', value);
          return convolution(b, 'late', b.op(op, op === 'Round' ? [early] : [early, b.integer(2)]));
        }),
      );
      assert.deepEqual(
        operationsOf(smaller).filter((name) => name.startsWith('Conv')),
        ['Conv', 'ConvInteger'],
      );
      assert.ok(typeOf(smaller, stored)?.startsWith('float'), stored);
    }
  });

  it('computes sensitive and narrow layers in float32, from weights stored as int8', async () => {
    const model = modelOf(dims, (b, value) => {
      const first = convolution(b, 'decoder.encode.conv1', value);
      const second = convolution(b, 'decoder.generator.resblocks.5.convs1.0', first);
      return convolution(b, 'conv_post', second, unequalRows(CHANNELS, 22), 22);
    });
    const smaller = toDynamicInt8(model);
    assert.equal(operationsOf(smaller).filter((op) => op === 'Conv').length, 3);
    assert.ok(!operationsOf(smaller).includes('DynamicQuantizeLinear'));
    assert.equal(typeOf(smaller, 'conv_post.weight/codes'), 'uint8');
    const decibels = ratio(await run(smaller, x, dims), await run(model, x, dims));
    assert.ok(decibels > 35, `${decibels.toFixed(1)} dB`);
  });

  it('stores weights without an integer operation as int8, and leaves small ones alone', async () => {
    const model = modelOf(dims, (b, value) => {
      const up = b.weight('ups.weight', given(CHANNELS * CHANNELS * 4, 1), [CHANNELS, CHANNELS, 4]);
      const wide = b.op('ConvTranspose', [value, up], { kernel_shape: [4], strides: [2] });
      const small = b.weight('small.weight', given(CHANNELS * 2, 1), [2, CHANNELS, 1]);
      return b.op('Conv', [wide, small], { kernel_shape: [1] });
    });
    const smaller = toDynamicInt8(model);
    assert.equal(typeOf(smaller, 'ups.weight/codes'), 'uint8');
    assert.equal(typeOf(smaller, 'small.weight'), 'float32');
    const decibels = ratio(await run(smaller, x, dims), await run(model, x, dims));
    assert.ok(decibels > 35, `${decibels.toFixed(1)} dB`);
  });
});

function bias(b: GraphBuilder): string {
  return b.weight('bias', given(64, 2), [64]);
}

function gemm(b: GraphBuilder, x: string): string {
  return b.op('Gemm', [x, b.weight('w', given(64 * 128, 1), [64, 128]), bias(b)], { transB: 1 });
}
