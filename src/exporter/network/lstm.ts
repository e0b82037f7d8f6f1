import type { Value } from '../graph/builder';
import type { Context } from './context';

/** For each gate in ONNX's order (i, o, f, c), its index in PyTorch's (i, f, g, o). */
const GATES = [0, 3, 1, 2];

/**
 * A bidirectional LSTM over one utterance.
 * @param x `[T, 1, inputs]`
 * @param style `[1, styleDim]`, if the reference appends the style to every step: as it is constant, its contribution
 *   to the gates is folded into the bias
 * @returns `[T, 1, 2 · hidden]`, forward and backward
 */
export async function biLstm(ctx: Context, name: string, x: Value, style?: Value): Promise<Value> {
  const { b, weights, config } = ctx;
  const hidden = config.hiddenDim / 2;
  const directions = ['', '_reverse'];
  const read = async (part: string): Promise<Float32Array[]> =>
    Promise.all(directions.map(async (suffix) => (await weights.get(`${name}.${part}_l0${suffix}`)).data));
  const inputWeights = await read('weight_ih');
  const rows = 4 * hidden;
  const columns = (inputWeights[0]?.length ?? 0) / rows;
  const styled = style === undefined ? 0 : config.styleDim;
  const inputs = columns - styled;

  const gates = (data: readonly Float32Array[], width: number, from: number, to: number): Float32Array => {
    const result = new Float32Array(data.length * rows * (to - from));
    let at = 0;
    for (const direction of data) {
      for (const gate of GATES) {
        for (let row = gate * hidden; row < (gate + 1) * hidden; row++) {
          result.set(direction.subarray(row * width + from, row * width + to), at);
          at += to - from;
        }
      }
    }
    return result;
  };
  const w = b.weight(`${name}.W`, gates(inputWeights, columns, 0, inputs), [2, rows, inputs]);
  const r = b.weight(`${name}.R`, gates(await read('weight_hh'), hidden, 0, hidden), [2, rows, hidden]);
  const [biasIn, biasHidden] = [gates(await read('bias_ih'), 1, 0, 1), gates(await read('bias_hh'), 1, 0, 1)];
  const joined = new Float32Array(4 * rows);
  for (const direction of [0, 1]) {
    joined.set(biasIn.subarray(direction * rows, (direction + 1) * rows), 2 * direction * rows);
    joined.set(biasHidden.subarray(direction * rows, (direction + 1) * rows), (2 * direction + 1) * rows);
  }
  let bias = b.weight(`${name}.B`, joined, [2, 2 * rows]);
  if (style !== undefined) {
    // Added to the half of the bias that belongs to the input: [2, rows] → [2, 2 · rows].
    const matrix = b.weight(`${name}.style.weight`, gates(inputWeights, columns, inputs, columns), [2 * rows, styled]);
    const added = b.reshape(b.op('Gemm', [style, matrix], { transB: 1 }), 2, rows);
    bias = b.op('Add', [bias, b.op('Pad', [added, b.ints(0, 0, 0, rows)], { mode: 'constant' })]);
  }
  const y = b.op('LSTM', [x, w, r, bias], { direction: 'bidirectional', hidden_size: hidden }); // [T, 2, 1, hidden]
  return b.reshape(b.op('Transpose', [y], { perm: [0, 2, 1, 3] }), 0, 0, 2 * hidden);
}
