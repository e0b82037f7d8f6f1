/** UniDic's cost matrix as scripts/lib/japaneseMatrix.mjs packs it. */
export interface PackedMatrix {
  rows: number;
  columns: number;
  /** The divisor of the costs. */
  step: number;
  /** For each row, the earlier row that it is encoded against. */
  parents: Uint16Array;
  /** One bit per cell, set if the difference from the previous cell is not that of the parent row. */
  changed: Uint8Array;
  /** The deviations of those cells. */
  changes: Int16Array;
}

/**
 * The cost of each context after each other one: `costs[row of the right word * columns + column of the left word]`.
 */
export function unpackMatrix({ rows, columns, step, parents, changed, changes }: PackedMatrix): Int16Array {
  const costs = new Int16Array(rows * columns);
  let next = 0;
  for (let row = 0; row < rows; row++) {
    const start = row * columns;
    const parentStart = (parents[row] ?? 0) * columns;
    let cost = 0;
    let parentBefore = 0;
    for (let column = 0; column < columns; column++) {
      const at = start + column;
      const parent = row === 0 ? 0 : (costs[parentStart + column] ?? 0);
      cost += parent - parentBefore;
      parentBefore = parent;
      if (((changed[at >>> 3] ?? 0) >>> (at & 7)) & 1) cost += (changes[next++] ?? 0) * step;
      costs[at] = cost;
    }
  }
  return costs;
}
