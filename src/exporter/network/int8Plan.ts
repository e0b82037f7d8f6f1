/** The smallest and largest value of each channel during calibration. */
export interface Range {
  low: Float32Array;
  high: Float32Array;
}

/** Which convolutions are computed in INT8, and the ranges of their channels. */
export interface Int8Plan {
  /** By layer and position: `….z` before Snake, `….in` before a convolution, `….out` after it. */
  ranges: ReadonlyMap<string, Range>;
  layers: ReadonlySet<string>;
}

/** @throws Error if the plan has no such range */
export function rangeOf(plan: Int8Plan, name: string): Range {
  const range = plan.ranges.get(name);
  if (!range) throw new Error(`no range of ${name}`);
  return range;
}
