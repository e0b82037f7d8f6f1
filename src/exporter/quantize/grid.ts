/** Maps 8-bit codes to numbers: `(code - zero) · step`. */
export interface Grid {
  step: number;
  zero: number;
}

/** The number of 8-bit codes. */
const CODES = 256;
/** How far a number may be from the grid, in steps; float32 errs by less after a product or two. */
const TOLERANCE = 1e-3;

/**
 * Finds the grid of the 8-bit codes that numbers were decoded from: its step is their greatest common measure, by
 * Euclid's algorithm. With it, weights from an INT8 model become codes again without further rounding.
 * @returns undefined if the numbers are not on a grid of 256 values that includes zero
 */
export function gridOf(values: Float32Array): Grid | undefined {
  let [low, high] = [0, 0];
  for (const value of values) {
    if (value < low) low = value;
    else if (value > high) high = value;
  }
  const largest = Math.max(-low, high);
  if (largest === 0) return { step: 1, zero: 0 };
  const step = commonMeasure(values, largest, ((high - low) / (CODES - 1)) * (1 - TOLERANCE));
  if (step === undefined) return undefined;
  const zero = Math.round(-low / step);
  if (Math.round(high / step) + zero >= CODES) return undefined;
  for (const value of values) if (distance(value, step) > TOLERANCE * step) return undefined;
  return { step, zero };
}

/** The greatest common measure; undefined if it would be less than `finest`. */
function commonMeasure(values: Float32Array, largest: number, finest: number): number | undefined {
  let measure = largest;
  for (const value of values) {
    let rest = distance(value, measure);
    if (rest <= finest / 2) continue;
    while (rest > finest / 2) {
      [measure, rest] = [rest, distance(measure, rest)];
      if (measure < finest) return undefined;
    }
    measure = largest / Math.round(largest / measure); // keeps rounding errors of small remainders from growing
  }
  return measure;
}

/** The distance from a number to the nearest multiple of a step. */
function distance(value: number, step: number): number {
  return Math.abs(value - Math.round(value / step) * step);
}
