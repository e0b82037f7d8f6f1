// What the steps of `npm run eval:timing` tell each other.
import { readFileSync } from 'node:fs';
import type { LanguageCode } from '../../../src/language/language';
import type { TimedWord } from '../../../src/speech/sinks/timedWords';

/** A text that was read into a WAV file. */
export interface Recording {
  language: LanguageCode;
  voice: string;
  text: string;
  wav: string;
  /** Its length, s. */
  seconds: number;
  words: TimedWord[];
}

/** One voice for each language. */
export const VOICES: readonly (readonly [LanguageCode, string])[] = [
  ['en-us', 'af_heart'],
  ['en-gb', 'bf_emma'],
  ['es', 'ef_dora'],
  ['fr', 'ff_siwis'],
  ['hi', 'hf_alpha'],
  ['it', 'if_sara'],
  ['pt-br', 'pf_dora'],
  ['zh', 'zf_xiaobei'],
  ['ja', 'jf_alpha'],
];

/** Sentences of a language's golden corpus that have no numbers and fit one or two utterances. */
export function sentencesOf(golden: string, count: number): string[] {
  const texts = [...golden.matchAll(/^text: (.*)$/gm)].map(([, text = '']) => text);
  return texts.filter((text) => text.length > 12 && text.length < 100 && !/\p{N}|https?:/u.test(text)).slice(0, count);
}

/** A row of a table: how many errors (s), then the median, the 95th percentile and the signed median in ms. */
export function row(what: string, errors: readonly number[]): string {
  const absolute = errors.map(Math.abs);
  const figures = [percentile(absolute, 0.5), percentile(absolute, 0.95), percentile(errors, 0.5)];
  return `| ${[what, errors.length, ...figures.map((seconds) => (1000 * seconds).toFixed(0))].join(' | ')} |`;
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}

/** The samples of a WAV file that the product wrote. */
export function samplesOf(wav: string): Float32Array {
  const bytes = readFileSync(wav).subarray(44);
  return Float32Array.from({ length: bytes.length / 2 }, (_, i) => bytes.readInt16LE(2 * i) / 32768);
}
