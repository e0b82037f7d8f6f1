import assert from 'node:assert/strict';
import { type PackedMatrix, unpackMatrix } from '../../../../src/language/japanese/g2p/matrix';

/** The build script is JavaScript without types. */
interface Builder {
  compactMatrix: (matrix: {
    size: number;
    values: Int16Array;
  }) => PackedMatrix & { rowOf: Uint16Array; columnOf: Uint16Array };
}
const BUILDER = new URL('../../../../scripts/lib/japaneseMatrix.mjs', import.meta.url).href;

describe('the cost matrix', () => {
  it('is unpacked as it was, rounded to its step, with equal rows and columns stored once', async () => {
    const { compactMatrix } = (await import(BUILDER)) as Builder;
    const size = 40;
    const values = new Int16Array(size * size);
    for (let row = 0; row < size; row++) {
      for (let column = 0; column < size; column++) {
        values[row * size + column] = ((row % 30) * (row % 30) * 7 - (column % 25) * 311) % 9000;
      }
    }
    const packed = compactMatrix({ size, values });
    assert.ok(packed.rows <= 30 && packed.columns <= 25);
    const costs = unpackMatrix(packed);
    for (let row = 0; row < size; row++) {
      for (let column = 0; column < size; column++) {
        const at = (packed.rowOf[row] ?? 0) * packed.columns + (packed.columnOf[column] ?? 0);
        const off = Math.abs((costs[at] ?? NaN) - (values[row * size + column] ?? NaN));
        assert.ok(off <= packed.step / 2, `${row} ${column}: off by ${off}`);
      }
    }
  });
});
