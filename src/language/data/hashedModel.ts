import { decodeUtf8 } from './utf8';

/** FNV-1a over a string's UTF-16 units. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash ^ (hash >>> 15);
}

/** The known features: a check value per bucket, 0 for an empty one. An unknown feature hardly ever matches. */
export class FeatureTable {
  readonly checks: Uint16Array;

  /** @param checks one per bucket; their number is a power of two */
  constructor(checks: Uint16Array) {
    this.checks = checks;
  }

  /** The bucket of a feature, or −1 when it is not in the table. */
  find(feature: string): number {
    const hash = hashOf(feature);
    const bucket = hash & (this.checks.length - 1);
    return this.checks[bucket] === checkOf(hash) ? bucket : -1;
  }

  /** Adds a feature. @returns false when its bucket is taken */
  add(feature: string): boolean {
    const hash = hashOf(feature);
    const bucket = hash & (this.checks.length - 1);
    if (this.checks[bucket] !== 0) return false;
    this.checks[bucket] = checkOf(hash);
    return true;
  }
}

function checkOf(hash: number): number {
  return ((hash >>> 15) % 0xffff) + 1;
}

/**
 * A linear classifier with hashed features (Weinberger et al. 2009): each bucket has a row of int8 weights, one per
 * class.
 */
export class HashedModel<H extends { classes: number; buckets: number }> {
  readonly header: H;
  readonly #table: FeatureTable;
  readonly #weights: Int8Array;

  constructor(header: H, table: FeatureTable, weights: Int8Array) {
    this.header = header;
    this.#table = table;
    this.#weights = weights;
  }

  /** Parses a file of scripts/train/linear.mts: a line of JSON, the check values, the weights. */
  static parse<H extends { classes: number; buckets: number }>(bytes: Uint8Array<ArrayBuffer>): HashedModel<H> {
    const end = bytes.indexOf(10) + 1;
    const header = JSON.parse(decodeUtf8(bytes, 0, end)) as H;
    const middle = end + header.buckets * Uint16Array.BYTES_PER_ELEMENT;
    const checks = new Uint16Array(bytes.slice(end, middle).buffer); // copied for alignment
    const weights = new Int8Array(bytes.buffer, bytes.byteOffset + middle, bytes.length - middle);
    return new HashedModel(header, new FeatureTable(checks), weights);
  }

  /** Adds the weights of the features to `scores`, which has one element per class. */
  score(features: readonly string[], scores: Int32Array): void {
    const { classes } = this.header;
    const weights = this.#weights;
    for (const feature of features) {
      const bucket = this.#table.find(feature);
      if (bucket < 0) continue;
      const row = bucket * classes;
      for (let i = 0; i < classes; i++) scores[i] = (scores[i] ?? 0) + (weights[row + i] ?? 0);
    }
  }
}
