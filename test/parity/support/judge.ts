import { levelDifference, logMelDistance, octaveBands } from '../../../src/exporter/quality';
import type { Distance } from './model';
import type { Spoken } from './reference';

/** How an utterance of a model compares with the reference's. */
export interface Judged {
  tokens: number;
  /** The number of tokens with the same duration as in the reference. */
  equal: number;
  /** The largest sample; NaN if any sample is NaN. */
  peak: number;
  /** By how many dB it is louder, also if the lengths differ. */
  level: number;
  /** If all durations are equal: the log-mel distance, and by how many dB each octave is louder. */
  sound?: Distance & { octaves: number[] };
}

export function judge(
  { waveform, duration }: { waveform: Float32Array; duration: number[] },
  expected: Spoken,
): Judged {
  const equal = duration.filter((frames, i) => frames === expected.duration[i]).length;
  const judged = {
    tokens: duration.length,
    equal,
    peak: waveform.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0),
    level: levelDifference(waveform, expected.waveform),
  };
  if (equal < duration.length) return judged;
  const [a, b] = [waveform, expected.waveform];
  return { ...judged, sound: { logMel: logMelDistance(a, b), octaves: octaveBands(a, b), samples: a.length } };
}

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);
export const mean = (numbers: readonly number[]): number => sum(numbers) / numbers.length;
