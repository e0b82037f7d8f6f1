/** What scripts/lib/japaneseMatrix.mjs makes of UniDic's matrix. */
export interface PackedMatrix {
  rows: number;
  columns: number;
  /** What the costs were divided by. */
  step: number;
  /** Of each row the earlier one that it is told by. */
  parents: Uint16Array;
  /** A bit for each cell, set where the step from the cell before it is not the same as in the parent. */
  changed: Uint8Array;
  /** By how much, of those cells. */
  changes: Int16Array;
}

/** What each context costs after each other: `costs[row of the right word * columns + column of the left word]`. */
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
