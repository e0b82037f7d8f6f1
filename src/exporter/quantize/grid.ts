/** Codes of eight bits stand for `(code - zero) · step`. */
export interface Grid {
  step: number;
  zero: number;
}

const PLACES = 256;
/** How far a number may be from its place, in steps: float32 leaves less after a product or two. */
const TOLERANCE = 1e-3;

/**
 * The grid of eight-bit codes that numbers were made from, if they were: its step is their greatest common measure, found by Euclid's
 * algorithm. Weights that come out of an INT8 model go back to codes by it without being rounded once more.
 * @returns nothing for numbers that are on no grid of 256 places, one of which is zero
 */
export function gridOf(values: Float32Array): Grid | undefined {
  let [low, high] = [0, 0];
  for (const value of values) {
    if (value < low) low = value;
    else if (value > high) high = value;
  }
  const largest = Math.max(-low, high);
  if (largest === 0) return { step: 1, zero: 0 };
  const step = commonMeasure(values, largest, ((high - low) / (PLACES - 1)) * (1 - TOLERANCE));
  if (step === undefined) return undefined;
  const zero = Math.round(-low / step);
  if (Math.round(high / step) + zero >= PLACES) return undefined;
  for (const value of values) if (distance(value, step) > TOLERANCE * step) return undefined;
  return { step, zero };
}

/** The greatest common measure; nothing when it would be less than `finest`. */
function commonMeasure(values: Float32Array, largest: number, finest: number): number | undefined {
  let measure = largest;
  for (const value of values) {
    let rest = distance(value, measure);
    if (rest <= finest / 2) continue;
    while (rest > finest / 2) {
      [measure, rest] = [rest, distance(measure, rest)];
      if (measure < finest) return undefined;
    }
    measure = largest / Math.round(largest / measure); // or the rounding of small remainders would grow
  }
  return measure;
}

/** How far a number is from the nearest multiple of a step. */
function distance(value: number, step: number): number {
  return Math.abs(value - Math.round(value / step) * step);
}
