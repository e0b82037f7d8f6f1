/** The smallest and largest numbers that each channel was seen to have. */
export interface Range {
  low: Float32Array;
  high: Float32Array;
}

/** What is known for computing convolutions in INT8: which, and what their channels hold. */
export interface Int8Plan {
  /** By layer and place: `….z` before Snake, `….in` before and `….out` behind a convolution. */
  ranges: ReadonlyMap<string, Range>;
  layers: ReadonlySet<string>;
}

export function rangeOf(plan: Int8Plan, name: string): Range {
  const range = plan.ranges.get(name);
  if (!range) throw new Error(`no range of ${name}`);
  return range;
}
