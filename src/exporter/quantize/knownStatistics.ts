import measured from '../../../models/kokoro-v1.0.int8.statistics.json';
import type { StatisticsFit } from '../network/statistics';
import { bytesOf } from '../onnx/model';
import { fromHalf, toHalf } from './half';

/** Rows of numbers as signed bytes in base64, with the step of each column. */
interface Packed {
  steps: readonly number[];
  codes: string;
}

/** The fit for a published file, made once by `scripts/train/statistics.mts`. */
export interface MeasuredStatistics {
  /** The SHA-256 of the file. */
  sha256: string;
  rank: number;
  /** As binary16 in base64. */
  factors: string;
  factorBias: readonly number[];
  inputs: Record<string, { base: Packed; slopes: Packed }>;
  /** In deviations. */
  meanCorrection: Packed;
  base: Packed;
  slopes: Packed;
}

const LARGEST = 127;

/** The fit for the published INT8 model; undefined for any other file. */
export function knownStatistics(sha256: string): StatisticsFit | undefined {
  const known: MeasuredStatistics = measured;
  return sha256 === known.sha256 ? decodeStatistics(known) : undefined;
}

/** Encodes a fit in the form that `knownStatistics` reads. */
export function encodeStatistics(sha256: string, fit: StatisticsFit): MeasuredStatistics {
  const { rank } = fit;
  const inputs = [...fit.inputs].map(
    ([name, { base, slopes }]) => [name, { base: pack(base, 1), slopes: pack(slopes, rank) }] as const,
  );
  return {
    sha256,
    rank,
    factors: Buffer.from(bytesOf(toHalf(fit.factors))).toString('base64'),
    factorBias: Array.from(fit.factorBias),
    inputs: Object.fromEntries(inputs),
    meanCorrection: pack(
      fit.meanCorrection.map((value, i) => value / Math.exp(fit.base[i] ?? 0)),
      1,
    ),
    base: pack(fit.base, 1),
    slopes: pack(fit.slopes, rank),
  };
}

export function decodeStatistics(known: MeasuredStatistics): StatisticsFit {
  const { rank } = known;
  const base = unpack(known.base);
  const halves = new Uint8Array(Buffer.from(known.factors, 'base64'));
  const inputs = Object.entries(known.inputs).map(
    ([name, input]) => [name, { base: unpack(input.base), slopes: unpack(input.slopes) }] as const,
  );
  return {
    rank,
    factors: fromHalf(new Uint16Array(halves.buffer)),
    factorBias: Float32Array.from(known.factorBias),
    inputs: new Map(inputs),
    meanCorrection: unpack(known.meanCorrection).map((value, i) => value * Math.exp(base[i] ?? 0)),
    base,
    slopes: unpack(known.slopes),
  };
}

function pack(values: Float32Array, columns: number): Packed {
  const largest = new Float32Array(columns);
  for (const [i, value] of values.entries())
    largest[i % columns] = Math.max(largest[i % columns] ?? 0, Math.abs(value));
  const steps = Array.from(largest, (value) => Number((value / LARGEST || 1).toPrecision(6)));
  const codes = Int8Array.from(values, (value, i) => Math.round(value / (steps[i % columns] ?? 1)));
  return { steps, codes: Buffer.from(bytesOf(codes)).toString('base64') };
}

function unpack({ steps, codes }: Packed): Float32Array {
  const bytes = new Int8Array(Buffer.from(codes, 'base64'));
  return Float32Array.from(bytes, (code, i) => code * (steps[i % steps.length] ?? 1));
}
