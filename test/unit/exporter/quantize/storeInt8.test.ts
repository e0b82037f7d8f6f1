import assert from 'node:assert/strict';
import { GraphBuilder } from '../../../../src/exporter/graph/builder';
import type { Model } from '../../../../src/exporter/onnx/model';
import { gridOf } from '../../../../src/exporter/quantize/grid';
import { storeInt8 } from '../../../../src/exporter/quantize/storeInt8';
import { given } from '../parity/numbers';
import { modelOf, run } from '../support/tinyModel';

const ROWS = 64;
const COLUMNS = 96;
const DIMS = [ROWS, COLUMNS];

/** Codes from 0 to 255, most of them near the middle, like those of weights. */
const codes = (count: number, seed: string): number[] =>
  Array.from(given(seed, count), (value) => Math.min(255, Math.max(0, Math.round(128 + 40 * value))));

/** A model that adds a weight to its input. */
function adding(weight: Float32Array, dims: readonly number[], opset = 17): Model {
  const b = new GraphBuilder();
  const x = b.input({ name: 'x', type: 'float32', dims: [1] });
  b.output(b.op('Add', [b.weight('w', weight, dims), x]), { name: 'y', type: 'float32' });
  return modelOf(b, opset);
}

/** The weight that the model computes at run time. */
const weightOf = (model: Model): Promise<Float32Array> => run(model, new Float32Array(1), [1]);

const typesOf = (model: Model): string[] => model.graph.initializers.map(({ name, type }) => `${name} ${type}`);

function assertEqual(found: Float32Array, expected: Float32Array): void {
  const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  for (const [i, value] of expected.entries()) {
    assert.ok(Math.abs(value - (found[i] ?? NaN)) <= largest * 2 ** -22, `${i}: ${found[i]} instead of ${value}`);
  }
}

describe('gridOf', () => {
  const onGrid = (zero: number, step: number, ...without: number[]): Float32Array =>
    Float32Array.from(
      codes(2000, 'grid').filter((code) => !without.includes(code)),
      (code) => (code - zero) * step,
    );

  it('finds the step and zero of codes, whatever their scale', () => {
    for (const [zero, step, factor] of [
      [128, 0.0123, 1],
      [117, 3e-5, Math.SQRT1_2],
      [0, 2.5, 1 / 3],
      [255, 0.1, 7],
    ] as const) {
      const values = onGrid(zero, step).map((value) => value * factor);
      const grid = gridOf(values);
      assert.ok(grid);
      assert.ok(Math.abs(grid.step / (step * factor) - 1) < 1e-6, `step ${grid.step}`);
      for (const value of values) {
        const code = Math.round(value / grid.step) + grid.zero;
        assert.ok(code >= 0 && code <= 255, `code ${code}`);
      }
    }
  });

  it('does not need two neighbouring codes', () => {
    const values = Float32Array.from([-6, 9, 21, 0, 15, -33, 10], (code) => code * 0.07);
    assert.ok(Math.abs((gridOf(values)?.step ?? 0) - 0.07) < 1e-6);
    assert.deepEqual(gridOf(new Float32Array(10)), { step: 1, zero: 0 });
  });

  it('finds no grid where there is none', () => {
    assert.equal(gridOf(given('anything', 5000)), undefined);
    assert.equal(gridOf(onGrid(128, 0.01).map((value) => value + 0.004)), undefined); // a grid without zero
    const wide = Float32Array.from({ length: 300 }, (_, i) => (i - 150) * 0.1);
    assert.equal(gridOf(wide), undefined);
    const oneOff = onGrid(128, 0.01);
    oneOff[1000] = (oneOff[1000] ?? 0) + 0.0003;
    assert.equal(gridOf(oneOff), undefined);
  });
});

describe('storeInt8', () => {
  const never = (): number => 0;

  it('recovers the codes of weights with one grid, or one for each row, direction or projection', async () => {
    const each = (groupOf: (i: number) => number): Float32Array =>
      Float32Array.from(codes(ROWS * COLUMNS, 'weights'), (code, i) => (code - 120) * 0.01 * (1 + groupOf(i)));
    const part = COLUMNS / 3;
    for (const [name, weight, dims] of [
      ['one', each(() => 0), DIMS],
      ['rows', each((i) => Math.floor(i / COLUMNS)), DIMS],
      ['directions', each((i) => Math.floor(i / (ROWS * COLUMNS * 0.5))), [2, ROWS / 2, COLUMNS]],
      ['query, key and value', each((i) => Math.floor((i % COLUMNS) / part)), DIMS],
    ] as const) {
      const stored = storeInt8(adding(weight, dims), never);
      assert.ok(typesOf(stored).includes('w/codes uint8'), name);
      assert.ok(!typesOf(stored).includes('w float32'), name);
      assertEqual(await weightOf(stored), weight);
    }
  });

  it('converts a weight once for all nodes that read it', async () => {
    const weight = Float32Array.from(codes(ROWS * COLUMNS, 'weights'), (code) => (code - 120) * 0.01);
    const b = new GraphBuilder();
    const x = b.input({ name: 'x', type: 'float32', dims: [1] });
    const w = b.weight('w', weight, DIMS);
    b.output(b.op('Add', [b.op('Add', [w, x]), w]), { name: 'y', type: 'float32' });
    const stored = storeInt8(modelOf(b, 21), never);
    assert.equal(stored.graph.nodes.filter(({ op }) => op === 'DequantizeLinear').length, 1);
    assertEqual(
      await weightOf(stored),
      weight.map((value) => 2 * value),
    );
  });

  it('rounds other weights if allowed, each row by itself', async () => {
    const weight = given('weight', ROWS * COLUMNS).map((value, i) => value * 10 ** (Math.floor(i / COLUMNS) % 4));
    assert.deepEqual(typesOf(storeInt8(adding(weight, DIMS), never)), ['w float32']);
    const found = await weightOf(storeInt8(adding(weight, DIMS), () => 1));
    for (let row = 0; row < ROWS; row++) {
      const values = weight.subarray(row * COLUMNS, (row + 1) * COLUMNS);
      const half = Math.max(...values.map(Math.abs)) / 127 / 2;
      for (const [i, value] of values.entries()) {
        assert.ok(Math.abs(value - (found[row * COLUMNS + i] ?? NaN)) <= half * 1.001, `row ${row}`);
      }
    }
  });

  it('leaves small weights, short rows and older opsets alone', () => {
    const weight = given('weight', ROWS * COLUMNS);
    for (const model of [
      adding(weight.slice(0, 1000), [1000]),
      adding(weight, [ROWS * COLUMNS]), // a bias
      adding(weight, DIMS, 12),
    ]) {
      assert.deepEqual(typesOf(storeInt8(model, () => 1)), ['w float32']);
    }
  });
});
