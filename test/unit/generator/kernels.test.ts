import assert from 'node:assert/strict';
import { fromHalf, toHalf } from '../../../src/exporter/quantize/half';
import { FORM, type Kernels, loadKernels, type LayerId } from '../../../src/generator/kernels';
import { inverseBasis } from '../../../src/kokoro/inverseStft';

const ADD_AT = 1 << 16;
const OUT_AT = 1 << 17;
const WORKSPACE = 1 << 18;

/** Numbers from -1 to 1 that are the same in each run. */
function random(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0) / 2 ** 31;
}

const filled = (length: number, next: () => number): number[] => Array.from({ length }, next);
/** Numbers that float16 holds exactly, and whose products and sums float32 does. */
const sixteenths = (next: () => number) => (): number => Math.round(16 * next()) / 16;
const floatsOf = (bytes: ArrayBufferLike): Float32Array => new Float32Array(bytes);

const loaded = loadKernels();

it('has kernels for this machine', () => assert.ok(loaded));

if (loaded) for (const [index, set] of loaded.sets.entries()) describeKernels(loaded, index, set);

function describeKernels(kernels: Kernels, index: number, set: string): void {
  describe(`the generator's kernels, ${set}`, () => {
    const made: LayerId[] = [];
    const keep = (id: LayerId): LayerId => {
      made.push(id);
      return id;
    };
    beforeEach(() => {
      kernels.use(index);
      kernels.begin(1, WORKSPACE);
    });
    afterEach(() => {
      kernels.end();
      for (const id of made.splice(0)) kernels.release(id);
      kernels.use(0);
    });

    const putBytes = (at: number, bytes: Uint8Array): void => {
      const whole = new Uint8Array(Math.ceil(bytes.length / 4) * 4);
      whole.set(bytes);
      kernels.put(floatsOf(whole.buffer), at, 1, whole.length / 4);
    };
    const putHalves = (at: number, values: readonly number[]): void =>
      putBytes(at, new Uint8Array(toHalf(Float32Array.from(values)).buffer));
    const getBytes = (at: number, count: number): Uint8Array => {
      const floats = new Float32Array(Math.ceil(count / 4));
      kernels.get(at, floats, floats.length);
      return new Uint8Array(floats.buffer, 0, count);
    };
    const getHalves = (at: number, count: number): Float32Array =>
      fromHalf(new Uint16Array(getBytes(at, 2 * count).slice().buffer));

    /** A layer that takes whole half turns, for which Snake adds nothing, so that all of its sums are integers. */
    const integerLayer = (shape: { inputs: number; outputs: number; taps: number; dilation: number; zero: number }) => {
      const { inputs, outputs, taps, dilation, zero } = shape;
      const next = random(taps);
      const weights = Int8Array.from({ length: outputs * inputs * taps }, () => Math.round(63 * next()));
      const scale = new Float32Array(outputs).fill(2 ** -10);
      const offset = Float32Array.from({ length: outputs }, (_, o) => 128.25 + (o % 3));
      const codes = new Float32Array(inputs).fill(1 / Math.PI);
      const id = keep(
        kernels.codeLayer(weights, Int32Array.of(outputs, inputs, taps, dilation, zero), scale, offset, codes),
      );
      /** The output before it is rounded, of codes `[rows, inputs]`. */
      const expected = (input: Uint8Array, row: number, output: number): number => {
        let sum = 0;
        for (let t = 0; t < taps; t++) {
          const from = row + (t - (taps - 1) / 2) * dilation;
          if (from < 0 || from * inputs >= input.length) continue;
          for (let c = 0; c < inputs; c++) {
            const code = Math.min(255, (input[from * inputs + c] ?? 0) + zero);
            sum += (weights[(output * inputs + c) * taps + t] ?? 0) * (code - zero);
          }
        }
        return sum * 2 ** -10 + (offset[output] ?? 0);
      };
      return { id, expected };
    };
    const one = (count: number): Float32Array => new Float32Array(count).fill(1);
    const none = (count: number): Float32Array => new Float32Array(count);

    for (const [taps, dilation, rows] of [
      [3, 1, 1],
      [7, 3, 29],
      [11, 5, 100],
    ] as const)
      it(`convolves codes exactly: ${taps} taps, dilation ${dilation}, ${rows} rows`, () => {
        const [inputs, outputs, zero] = [32, 128, 17];
        const { id, expected } = integerLayer({ inputs, outputs, taps, dilation, zero });
        const next = random(1);
        const input = Uint8Array.from({ length: rows * inputs }, () => 128 + 127 * next());
        putBytes(0, input);
        const sums = new Float64Array(2 * outputs);
        const at = Int32Array.of(0, FORM.codes, rows, OUT_AT, FORM.codes, 0, 0);
        kernels.convolveCodes(id, at, one(inputs), none(inputs), sums);
        const output = getBytes(OUT_AT, rows * outputs);
        const [sum, squares] = [new Float64Array(outputs), new Float64Array(outputs)];
        for (let row = 0; row < rows; row++)
          for (let o = 0; o < outputs; o++) {
            const code = Math.floor(Math.min(255, Math.max(0, expected(input, row, o))) + 0.5);
            assert.equal(output[row * outputs + o], Math.min(255, code), `row ${row}, output ${o}`);
            sum[o] = (sum[o] ?? 0) + code;
            squares[o] = (squares[o] ?? 0) + code * code;
          }
        assert.deepEqual([...sums], [...sum, ...squares]);
      });

    it('adds the output of a convolution to other tensors', () => {
      const [inputs, outputs, rows] = [32, 64, 13];
      const { id, expected } = integerLayer({ inputs, outputs, taps: 3, dilation: 1, zero: 0 });
      const input = Uint8Array.from({ length: rows * inputs }, (_, i) => i % 7);
      const next = sixteenths(random(2));
      const [more, before] = [filled(rows * outputs, next), filled(rows * outputs, next)];
      putBytes(0, input);
      putHalves(ADD_AT, more);
      putHalves(OUT_AT, before);
      const at = Int32Array.of(0, FORM.codes, rows, OUT_AT, FORM.halves, ADD_AT, 1);
      kernels.convolveCodes(id, at, one(inputs), none(inputs), null);
      const whole = Float32Array.from(
        { length: rows * outputs },
        (_, i) => expected(input, Math.floor(i / outputs), i % outputs) + (more[i] ?? 0) + (before[i] ?? 0),
      );
      assert.deepEqual(getHalves(OUT_AT, rows * outputs), fromHalf(toHalf(whole)));
    });

    it('computes Snake of floats', () => {
      const [channels, rows] = [64, 40];
      const weights = new Int8Array(channels * channels);
      for (let c = 0; c < channels; c++) weights[c * channels + c] = 1;
      const [zero, perUnit, scale, bias] = [40, 12, 1.7, -0.3];
      const id = keep(
        kernels.codeLayer(
          weights,
          Int32Array.of(channels, channels, 1, 1, zero),
          one(channels),
          none(channels),
          new Float32Array(channels).fill(perUnit),
        ),
      );
      const values = filled(channels * rows, random(3)).map((x) => 6 * x);
      putHalves(0, values);
      putHalves(
        ADD_AT,
        filled(channels * rows, () => 0),
      );
      const at = Int32Array.of(0, FORM.halves, rows, OUT_AT, FORM.halves, ADD_AT, 0);
      const turns = (x: number): Float32Array => new Float32Array(channels).fill(x / Math.PI);
      kernels.convolveCodes(id, at, turns(scale), turns(bias), null);
      const codes = getHalves(OUT_AT, values.length);
      const stored = fromHalf(toHalf(Float32Array.from(values)));
      for (const [i, x] of stored.entries()) {
        const z = x * scale + bias;
        const exact = Math.min(255, Math.max(0, perUnit * (z + Math.sin(z) ** 2) + zero)) - zero;
        assert.ok(Math.abs((codes[i] ?? 0) - exact) <= 0.501, `${x}: ${codes[i]} for ${exact}`);
      }
    });

    it('convolves floats exactly, with a stride and a number of outputs that fills no vectors', () => {
      const [inputs, outputs, taps, stride, padding, rows] = [22, 22, 12, 6, 3, 61];
      const next = sixteenths(random(4));
      const weights = filled(taps * inputs * outputs, next);
      const bias = filled(outputs, next);
      const values = filled(inputs * rows, next);
      const shape = Int32Array.of(outputs, inputs, taps, stride, padding);
      const id = keep(kernels.floatLayer(toHalf(Float32Array.from(weights)), shape, Float32Array.from(bias)));
      // channels first
      kernels.put(
        Float32Array.from(values, (_, i) => values[(i % rows) * inputs + Math.floor(i / rows)] ?? 0),
        0,
        inputs,
        rows,
      );
      const sums = new Float64Array(2 * outputs);
      kernels.convolveFloats(id, Int32Array.of(0, FORM.floats, rows, OUT_AT, FORM.floats), 0.5, sums);
      const after = Math.floor((rows + 2 * padding - taps) / stride) + 1;
      const output = new Float32Array(after * outputs);
      kernels.get(OUT_AT, output, output.length);
      const totals = new Float64Array(outputs);
      for (let row = 0; row < after; row++)
        for (let o = 0; o < outputs; o++) {
          let sum = bias[o] ?? 0;
          for (let t = 0; t < taps; t++)
            for (let c = 0; c < inputs; c++) {
              const from = row * stride + t - padding;
              const x = from < 0 || from >= rows ? 0 : (values[from * inputs + c] ?? 0);
              sum += (x < 0 ? 0.5 * x : x) * (weights[(t * inputs + c) * outputs + o] ?? 0);
            }
          assert.equal(output[row * outputs + o], sum, `row ${row}, output ${o}`);
          totals[o] = (totals[o] ?? 0) + sum;
        }
      assert.deepEqual([...sums.subarray(0, outputs)], [...totals]);
    });

    it('transforms overlapping frames back', () => {
      const [size, hop, frames] = [20, 5, 33];
      const bins = size / 2 + 1;
      const spectrum = filled(frames * 2 * bins, random(5));
      putBytes(0, new Uint8Array(Float32Array.from(spectrum).buffer));
      const basis = inverseBasis(size, hop);
      const out = new Float32Array((frames - 1) * hop);
      kernels.wave(0, frames, basis, Int32Array.of(bins, size, hop), out);
      const expected = new Float64Array(out.length + size);
      for (let f = 0; f < frames; f++)
        for (let n = 0; n < size; n++)
          for (let k = 0; k < bins; k++) {
            const magnitude = Math.exp(spectrum[f * 2 * bins + k] ?? 0);
            const phase = Math.sin(spectrum[f * 2 * bins + bins + k] ?? 0);
            const [real, imaginary] = [magnitude * Math.cos(phase), magnitude * Math.sin(phase)];
            const y = real * (basis[k * size + n] ?? 0) + imaginary * (basis[(bins + k) * size + n] ?? 0);
            expected[f * hop + n] = (expected[f * hop + n] ?? 0) + y;
          }
      for (const [i, y] of out.entries()) assert.ok(Math.abs(y - (expected[i + size / 2] ?? 0)) < 1e-5, `${i}`);
    });

    it('computes the same on several threads', () => {
      const [inputs, outputs, rows] = [16, 64, 900];
      const { id } = integerLayer({ inputs, outputs, taps: 7, dilation: 3, zero: 100 });
      const run = (threads: number): [Uint8Array, Float64Array] => {
        kernels.begin(threads, WORKSPACE);
        const next = random(6);
        putBytes(
          0,
          Uint8Array.from({ length: rows * inputs }, () => 128 + 127 * next()),
        );
        const sums = new Float64Array(2 * outputs);
        const at = Int32Array.of(0, FORM.codes, rows, OUT_AT, FORM.codes, 0, 0);
        kernels.convolveCodes(id, at, one(inputs), none(inputs), sums);
        return [getBytes(OUT_AT, rows * outputs).slice(), sums];
      };
      const alone = run(1);
      for (const threads of [2, 3, 100]) assert.deepEqual(run(threads), alone);
    });

    it('refuses tensors and layers of other sizes', () => {
      const { id } = integerLayer({ inputs: 16, outputs: 64, taps: 3, dilation: 1, zero: 0 });
      const run = (rows: number, outAt: number, inputs = 16): void =>
        kernels.convolveCodes(
          id,
          Int32Array.of(0, FORM.codes, rows, outAt, FORM.codes, 0, 0),
          one(inputs),
          none(inputs),
          null,
        );
      assert.throws(() => run(10, WORKSPACE - 639), /outside of the workspace/);
      assert.throws(() => run(10, -1), /outside of the workspace/);
      assert.throws(() => run(10, 0, 17), /another type or length/);
      assert.throws(() => kernels.convolveFloats(id, new Int32Array(5), 1, null), /no such layer/);
      assert.throws(() => keep(kernels.floatLayer(new Uint16Array(3), Int32Array.of(2, 2, 1, 1, 0), one(2))), /length/);
      kernels.end();
      assert.throws(() => run(10, 0), /outside of the workspace/);
    });
  });
}
