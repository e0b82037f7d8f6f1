// Shared by the trainers of hashed linear classifiers: the file that HashedModel reads, and reproducible randomness.
import { writeFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';
import { FeatureTable } from '../../src/language/data/hashedModel';

/** For each feature, one weight per class. */
export type Weights = ReadonlyMap<string, ArrayLike<number>>;

export interface Form {
  classes: number;
  /** A power of two, a few times the number of features. */
  buckets: number;
  /** The maximum number of features; those with the greatest weights are kept. */
  features: number;
}

/** Writes a model that HashedModel reads, with weights scaled to int8. @returns its size in bytes */
export function writeModel(
  path: string,
  header: object,
  { classes, buckets, features }: Form,
  weights: Weights,
): number {
  const size = (row: ArrayLike<number>): number => Math.max(...Array.from(row, Math.abs));
  const strongest = [...weights].sort((a, b) => size(b[1]) - size(a[1])).slice(0, features);
  const greatest = size(strongest[Math.floor(strongest.length / 1000)]?.[1] ?? [1]);
  const table = new FeatureTable(new Uint16Array(buckets));
  const packed = new Int8Array(classes * buckets);
  for (const [feature, row] of strongest) {
    const scaled = Array.from(row, (weight) => Math.max(-127, Math.min(127, Math.round((127 * weight) / greatest))));
    if (scaled.some((weight) => weight !== 0) && table.add(feature)) packed.set(scaled, table.find(feature) * classes);
  }
  const line = JSON.stringify({ ...header, classes, buckets });
  const plain = Buffer.concat([Buffer.from(`${line}\n`), Buffer.from(table.checks.buffer), Buffer.from(packed.buffer)]);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 };
  const file = brotliCompressSync(plain, { params });
  writeFileSync(path, file);
  return file.length;
}

/** A generator of numbers from 0 to 1 (mulberry32); equal seeds give equal sequences. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The items in random order (Fisher-Yates). */
export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const order = [...items];
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}
