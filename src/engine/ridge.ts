/** How strongly a prediction is drawn to the mean. */
const RIDGE = 0.2;
/** A feature further from the mean than this many standard deviations counts as so far. */
const FARTHEST = 4;

/**
 * The weights of known cases with which the mean of their outputs predicts that of another: ridge regression in its dual
 * form. Each feature is standardized over the known cases. The weights add up to 1.
 * @param known features of each case
 */
export function ridgeWeights(known: readonly Float32Array[], wanted: Float32Array): number[] {
  const count = known.length;
  const standardized = standardizer(known);
  const [rows, row] = [known.map(standardized), standardized(wanted)];
  const system = rows.map((a, i) => [...rows.map((b, j) => dot(a, b) + (i === j ? RIDGE : 0)), dot(a, row)]);
  const weights = solve(system);
  const rest = 1 - weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight + rest / count);
}

function standardizer(known: readonly Float32Array[]): (features: Float32Array) => Float64Array {
  const count = known.length;
  const size = known[0]?.length ?? 0;
  const [means, deviations] = [new Float64Array(size), new Float64Array(size)];
  for (const features of known) for (let j = 0; j < size; j++) means[j] = (means[j] ?? 0) + (features[j] ?? 0) / count;
  for (const features of known)
    for (let j = 0; j < size; j++)
      deviations[j] = (deviations[j] ?? 0) + ((features[j] ?? 0) - (means[j] ?? 0)) ** 2 / count;
  return (features) =>
    means.map((mean, j) => {
      const deviation = Math.sqrt(deviations[j] ?? 0) + 1e-6;
      return Math.max(-FARTHEST, Math.min(FARTHEST, ((features[j] ?? 0) - mean) / deviation));
    });
}

/** The mean product of features. */
function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += (a[j] ?? 0) * (b[j] ?? 0);
  return sum / a.length;
}

/** Solves equations whose right-hand sides are the last column, by Gauss–Jordan; the matrix is positive definite. */
function solve(system: readonly number[][]): number[] {
  for (const [i, pivot] of system.entries()) {
    for (const [r, other] of system.entries()) {
      if (r === i) continue;
      const factor = (other[i] ?? 0) / (pivot[i] ?? 1);
      for (let c = i; c < other.length; c++) other[c] = (other[c] ?? 0) - factor * (pivot[c] ?? 0);
    }
  }
  return system.map((equation, i) => (equation.at(-1) ?? 0) / (equation[i] ?? 1));
}
