import type { Grid } from './grid';

/** The code of zero, and the largest distance from it, for symmetric rounding. */
export const MIDDLE = 128;
const LARGEST = 127;

/** The shape of a weight as `[outer, groups, inner]`; the numbers of each group share a scale. */
export type View = readonly [outer: number, groups: number, inner: number];

/** Numbers as 8-bit codes, with a scale and a zero point for each group. */
export interface Codes {
  view: View;
  codes: Uint8Array;
  scales: Float32Array;
  zeros: Uint8Array;
}

/** Yields the numbers of each group, always in the same array. */
export function* groupsOf(values: Float32Array, [outer, groups, inner]: View): Generator<Float32Array, void, void> {
  const group = new Float32Array(outer * inner);
  for (let g = 0; g < groups; g++) {
    for (let i = 0; i < group.length; i++)
      group[i] = values[(Math.floor(i / inner) * groups + g) * inner + (i % inner)] ?? 0;
    yield group;
  }
}

/** Encodes the numbers of each group on its grid. */
export function encode(values: Float32Array, view: View, grids: readonly Grid[]): Codes {
  const [, groups, inner] = view;
  const scales = Float32Array.from(grids, ({ step }) => step);
  const zeros = Uint8Array.from(grids, ({ zero }) => zero);
  const codes = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const g = Math.floor(i / inner) % groups;
    codes[i] = Math.round((values[i] ?? 0) / (scales[g] ?? 1)) + (zeros[g] ?? 0);
  }
  return { view, codes, scales, zeros };
}

/** Quantizes each group symmetrically, with the finest scale that fits its largest number. */
export function rounded(values: Float32Array, view: View): Codes {
  const grids = Array.from(groupsOf(values, view), (group) => {
    const largest = group.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    return { step: largest / LARGEST || 1, zero: MIDDLE };
  });
  return encode(values, view, grids);
}
