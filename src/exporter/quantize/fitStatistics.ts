import { channelsOf, type GivenLayer } from '../network/givenAffine';
import { inputOf, type StatisticsFit } from '../network/statistics';

/** What is measured of an utterance; means and log deviations are `[N]`, in the order of the layers. */
export interface Sample {
  descriptor: Float32Array;
  /** The means that follow from the style, without those of what the blocks get. */
  relativeMeans: Float32Array;
  means: Float32Array;
  logDeviations: Float32Array;
}

/** How strongly predictions are drawn to the mean of the samples. */
const RIDGE = 0.3;
/** The numbers of curves and the style count more than one of the 1,024 channels of the generator's input. */
const WEIGHTS = { channel: 1 / 23, curve: 0.4, style: 0.2 };
const CURVES = 7;

/** The channels of each distinct input of blocks, as positions in the order of the layers. */
function inputsOf(layers: readonly GivenLayer[], blocks: number): Map<string, { from: number; size: number }> {
  const found = new Map<string, { from: number; size: number }>();
  let from = 0;
  for (const { block, which, pair, alpha } of layers) {
    const name = inputOf(block, blocks);
    if (which === 1 && pair === 0 && !found.has(name)) found.set(name, { from, size: alpha.length });
    from += alpha.length;
  }
  return found;
}

/**
 * Fits the prediction of statistics to utterances: ridge regression in its dual form, of which only the `rank`
 * strongest directions are kept.
 * @param blocks residual blocks of a stage
 */
export function fitStatistics(
  samples: readonly Sample[],
  layers: readonly GivenLayer[],
  blocks: number,
  styleSize: number,
  rank: number,
): StatisticsFit {
  const count = channelsOf(layers);
  const inputs = inputsOf(layers, blocks);
  const deviation = averageOf(samples.map((sample) => sample.logDeviations)).map(Math.exp);
  const targets = samples.map(({ means, logDeviations }) => {
    const parts = [...inputs.values()].flatMap(({ from, size }) =>
      Array.from(means.subarray(from, from + size), (value, c) => value / (deviation[from + c] ?? 1)),
    );
    return Float64Array.from([...parts, ...logDeviations]);
  });
  const { base, slopes, factors, factorBias, used } = reducedRidge(
    samples.map(({ descriptor }) => descriptor),
    targets,
    weightsOf(samples[0]?.descriptor.length ?? 0, styleSize),
    rank,
  );
  const fitted = new Map<string, { base: Float32Array; slopes: Float32Array }>();
  let row = 0;
  for (const [name, { from, size }] of inputs) {
    const scale = (c: number): number => deviation[from + c] ?? 1;
    fitted.set(name, {
      base: base.slice(row, row + size).map((value, c) => value * scale(c)),
      slopes: slopes.slice(row * used, (row + size) * used).map((value, i) => value * scale(Math.floor(i / used))),
    });
    row += size;
  }
  return {
    factors,
    factorBias,
    rank: used,
    inputs: fitted,
    meanCorrection: correctionOf(samples, layers, inputs, blocks),
    base: base.slice(row, row + count),
    slopes: slopes.slice(row * used),
  };
}

function weightsOf(size: number, styleSize: number): Float64Array {
  const channels = size - styleSize - CURVES;
  return Float64Array.from({ length: size }, (_, i) => {
    if (i < channels) return WEIGHTS.channel;
    return i < size - styleSize ? WEIGHTS.curve : WEIGHTS.style;
  });
}

/** The mean by which the means differ from what the style and the means of the inputs say. */
function correctionOf(
  samples: readonly Sample[],
  layers: readonly GivenLayer[],
  inputs: ReadonlyMap<string, { from: number }>,
  blocks: number,
): Float32Array {
  const differences = samples.map(({ means, relativeMeans }) => {
    const all = means.map((value, i) => value - (relativeMeans[i] ?? 0));
    let at = 0;
    for (const { block, which, alpha } of layers) {
      const from = inputs.get(inputOf(block, blocks))?.from ?? 0;
      if (which === 1) for (let c = 0; c < alpha.length; c++) all[at + c] = (all[at + c] ?? 0) - (means[from + c] ?? 0);
      at += alpha.length;
    }
    return all;
  });
  return averageOf(differences);
}

function averageOf(rows: readonly ArrayLike<number>[]): Float32Array {
  const sum = new Float64Array(rows[0]?.length ?? 0);
  for (const row of rows) for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + (row[i] ?? 0);
  return Float32Array.from(sum, (value) => value / rows.length);
}

/** `y ≈ base + slopes · (factors · x + factorBias)`, with weighted, standardized x. */
function reducedRidge(
  xs: readonly Float32Array[],
  ys: readonly Float64Array[],
  weights: Float64Array,
  rank: number,
): { base: Float32Array; slopes: Float32Array; factors: Float32Array; factorBias: Float32Array; used: number } {
  const [n, width, height] = [xs.length, weights.length, ys[0]?.length ?? 0];
  const centre = averageOf(xs);
  const spread = averageOf(xs.map((x) => x.map((value, i) => (value - (centre[i] ?? 0)) ** 2))).map(Math.sqrt);
  const gain = weights.map((weight, i) => weight / ((spread[i] ?? 0) + 1e-6));
  const a = xs.map((x) => Float64Array.from(x, (value, i) => (value - (centre[i] ?? 0)) * (gain[i] ?? 0)));
  const base = averageOf(ys);
  const y = ys.map((one) => one.map((value, i) => value - (base[i] ?? 0)));
  const products = a.map((row) => Float64Array.from(a, (other) => dot(row, other)));
  const ridged = products.map((row, i) => row.map((value, j) => (i === j ? value + RIDGE : value)));
  const dual = solve(ridged, y); // [n, height]
  const fitted = products.map((row) => combine(row, dual));
  const gram = fitted.map((row) => Float64Array.from(fitted, (other) => dot(row, other)));
  const used = Math.min(rank, n);
  const slopes = new Float32Array(height * used);
  const factors = new Float32Array(used * width);
  const factorBias = new Float32Array(used);
  for (const [r, { value, vector }] of strongest(gram, used).entries()) {
    const direction = combine(
      vector.map((part) => part / Math.sqrt(value)),
      fitted,
    ); // a unit vector of the outputs
    for (let i = 0; i < height; i++) slopes[i * used + r] = direction[i] ?? 0;
    const along = Float64Array.from(dual, (row) => dot(row, direction));
    const factor = combine(along, a);
    let bias = 0;
    for (let i = 0; i < width; i++) {
      const value = (factor[i] ?? 0) * (gain[i] ?? 0);
      factors[r * width + i] = value;
      bias -= value * (centre[i] ?? 0);
    }
    factorBias[r] = bias;
  }
  return { base, slopes, factors, factorBias, used };
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

/** The sum of rows, each times a factor. */
function combine(factors: Float64Array, rows: readonly Float64Array[]): Float64Array {
  const sum = new Float64Array(rows[0]?.length ?? 0);
  for (const [r, row] of rows.entries()) {
    const factor = factors[r] ?? 0;
    for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + factor * (row[i] ?? 0);
  }
  return sum;
}

/** Solves `matrix · x = rows` for a symmetric positive matrix, by Cholesky's decomposition. */
function solve(matrix: readonly Float64Array[], rows: readonly Float64Array[]): Float64Array[] {
  const lower: Float64Array[] = [];
  const at = (i: number, j: number): number => lower[i]?.[j] ?? 0;
  for (const [i, row] of matrix.entries()) {
    lower.push(new Float64Array(matrix.length));
    for (let j = 0; j <= i; j++) {
      let sum = row[j] ?? 0;
      for (let k = 0; k < j; k++) sum -= at(i, k) * at(j, k);
      const line = lower[i];
      if (line) line[j] = i === j ? Math.sqrt(sum) : sum / at(j, j);
    }
  }
  const x = rows.map((row) => row.slice());
  const reduce = (i: number, others: number[], factor: (k: number) => number): void => {
    const target = x[i];
    if (!target) return;
    for (const k of others) {
      const other = x[k];
      for (let c = 0; c < target.length; c++) target[c] = (target[c] ?? 0) - factor(k) * (other?.[c] ?? 0);
    }
    for (let c = 0; c < target.length; c++) target[c] = (target[c] ?? 0) / at(i, i);
  };
  const indices = Array.from(x.keys());
  for (const i of indices) reduce(i, indices.slice(0, i), (k) => at(i, k));
  for (const i of indices.toReversed()) reduce(i, indices.slice(i + 1), (k) => at(k, i));
  return x;
}

/** The largest eigenvalues of a symmetric positive matrix, with unit eigenvectors, by power iteration. */
function strongest(matrix: readonly Float64Array[], count: number): { value: number; vector: Float64Array }[] {
  const ITERATIONS = 200;
  const rest = matrix.map((row) => row.slice());
  const found: { value: number; vector: Float64Array }[] = [];
  for (let r = 0; r < count; r++) {
    let vector = Float64Array.from(rest, (_, i) => Math.cos(i * (r + 1)) + 0.1);
    let value = 0;
    for (let turn = 0; turn < ITERATIONS; turn++) {
      const next = Float64Array.from(rest, (row) => dot(row, vector));
      value = Math.sqrt(dot(next, next));
      if (value < 1e-12) return found;
      vector = next.map((part) => part / value);
    }
    found.push({ value, vector });
    for (const [i, row] of rest.entries())
      for (let j = 0; j < row.length; j++) row[j] = (row[j] ?? 0) - value * (vector[i] ?? 0) * (vector[j] ?? 0);
  }
  return found;
}
