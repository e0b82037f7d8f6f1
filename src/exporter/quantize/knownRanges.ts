import measured from '../../../models/kokoro-v1.0.int8.ranges.json';
import type { Range } from '../network/int8Plan';
import { bytesOf } from '../onnx/model';
import { fromHalf, toHalf } from './half';

/** The ranges of a published file, measured once by `scripts/train/ranges.mts`. */
export interface MeasuredRanges {
  /** The SHA-256 of the file. */
  sha256: string;
  /** By name: the minima and then the maxima of the channels, as binary16 in base64. */
  ranges: Record<string, string>;
}

/** The ranges of the published INT8 model, which need no calibration; undefined for any other file. */
export function knownRanges(sha256: string): ReadonlyMap<string, Range> | undefined {
  const known: MeasuredRanges = measured;
  if (sha256 !== known.sha256) return undefined;
  return new Map(Object.entries(known.ranges).map(([name, text]) => [name, decode(text)]));
}

/** Encodes ranges in the form that `knownRanges` reads. */
export function encodeRanges(sha256: string, ranges: ReadonlyMap<string, Range>): MeasuredRanges {
  const encoded = [...ranges].map(([name, { low, high }]): [string, string] => {
    const both = Float32Array.from([...low, ...high]);
    return [name, Buffer.from(bytesOf(toHalf(both))).toString('base64')];
  });
  return { sha256, ranges: Object.fromEntries(encoded) };
}

function decode(text: string): Range {
  const bytes = new Uint8Array(Buffer.from(text, 'base64'));
  const both = fromHalf(new Uint16Array(bytes.buffer));
  return { low: both.slice(0, both.length / 2), high: both.slice(both.length / 2) };
}
