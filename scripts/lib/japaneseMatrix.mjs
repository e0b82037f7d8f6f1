// UniDic's matrix (5981 × 5981 costs) in a form that compresses: rows and columns that are alike are kept once, costs are
// rounded, and each row is told by its difference from an earlier one that it resembles.
import { createHash } from 'node:crypto';

/** Costs are 700 per natural logarithm, so that this loses 2 %: of 28,628 sentences, three are read otherwise than by MeCab. */
const STEP = 32;
/** Rows are compared at every so many columns, and with so many before them. */
const SAMPLE = 7;
const BEHIND = 1500;

/**
 * @param matrix { size, values } of MeCab
 * @returns `rowOf` and `columnOf`: class by id; `step`; and what `encode` gives
 */
export function compactMatrix({ size, values }) {
  const rounded = Int16Array.from(values, (value) => Math.round(value / STEP));
  const transposed = new Int16Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) transposed[column * size + row] = rounded[row * size + column];
  }
  const rows = classes(rounded, size);
  const columns = classes(transposed, size);
  const kept = new Int16Array(rows.members.length * columns.members.length);
  let at = 0;
  for (const row of rows.members) {
    for (const column of columns.members) kept[at++] = rounded[row * size + column];
  }
  return {
    rowOf: rows.classOf,
    columnOf: columns.classOf,
    rows: rows.members.length,
    columns: columns.members.length,
    step: STEP,
    ...encode(kept, rows.members.length, columns.members.length),
  };
}

/** Which rows are alike: of each its class, and of each class the first member. */
function classes(values, size) {
  const seen = new Map();
  const members = [];
  const classOf = Uint16Array.from({ length: size }, (_, row) => {
    const bytes = new Uint8Array(values.buffer, 2 * row * size, 2 * size);
    const key = createHash('sha1').update(bytes).digest('latin1');
    if (!seen.has(key)) {
      seen.set(key, members.length);
      members.push(row);
    }
    return seen.get(key);
  });
  return { classOf, members };
}

/**
 * Slopes are the steps from column to column. `parents`: of each row the earlier row that it is told by (0 for the first);
 * `changed`: a bit for each cell, set where the slope is not the parent's; `changes`: by how much, of those cells.
 */
function encode(values, rows, columns) {
  const slopes = Int16Array.from(values, (value, i) => value - (i % columns === 0 ? 0 : values[i - 1]));
  const parents = new Uint16Array(rows);
  const changed = new Uint8Array(Math.ceil((rows * columns) / 8));
  const changes = [];
  for (let row = 0; row < rows; row++) {
    const parent = row === 0 ? -1 : resembling(slopes, row, columns);
    parents[row] = Math.max(0, parent);
    for (let column = 0; column < columns; column++) {
      const at = row * columns + column;
      const change = slopes[at] - (parent < 0 ? 0 : slopes[parent * columns + column]);
      if (change === 0) continue;
      changed[at >>> 3] |= 1 << (at & 7);
      changes.push(change);
    }
  }
  return { parents, changed, changes: Int16Array.from(changes) };
}

function resembling(slopes, row, columns) {
  let best = row - 1;
  let most = -1;
  for (let other = row - 1; other >= Math.max(0, row - BEHIND); other--) {
    let same = 0;
    for (let column = 0; column < columns; column += SAMPLE) {
      if (slopes[row * columns + column] === slopes[other * columns + column]) same++;
    }
    if (same > most) [best, most] = [other, same];
  }
  return best;
}
