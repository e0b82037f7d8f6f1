import type { SourceRange } from '../../../common/range';
import { EMOJI_SOURCE } from '../../emoji';

/** A sentence in plain characters; it maps each of its UTF-16 units to the original. */
export class FoldedText {
  readonly text: string;
  readonly #starts: readonly number[];
  readonly #ends: readonly number[];

  constructor(text: string, starts: readonly number[], ends: readonly number[]) {
    this.text = text;
    this.#starts = starts;
    this.#ends = ends;
  }

  /** The original range of the units from `start` to `end`. */
  sourceRange(start: number, end: number): SourceRange {
    const from = this.#starts[start] ?? this.#ends.at(-1) ?? 0;
    return { start: from, end: Math.max(from, this.#ends[Math.max(start, end - 1)] ?? from) };
  }
}

/** An emoji, or a character with up to four combining or half-width marks. */
const CLUSTER = new RegExp(`(?<emoji>${EMOJI_SOURCE})|[^][\\p{M}\\uff9e\\uff9f]{0,4}`, 'gu');
/** Characters that sound different from their plain form. */
const KEPT = /^[…‥²³™®©]/u;
const INVISIBLE = /^[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]/u;
/** The full-size forms of the small katakana from U+31F0 on, which Ainu uses. */
const SMALL_KATAKANA = 'クシストヌハヒフヘホムラリルレロ';

/**
 * Converts full-width Latin letters, half-width kana, circled numbers and the like to plain characters (NFKC). Linear
 * time.
 */
export function fold(sentence: string): FoldedText {
  const parts: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  for (const { 0: cluster, index, groups } of sentence.matchAll(CLUSTER)) {
    // Emoji of one UTF-16 unit (㊗) have a plain form.
    const plain = groups?.['emoji'] !== undefined && cluster.length > 1 ? cluster : plainForm(cluster);
    parts.push(plain);
    const same = plain.length === cluster.length;
    for (let i = 0; i < plain.length; i++) {
      starts.push(same ? index + i : index);
      ends.push(same ? index + i + 1 : index + cluster.length);
    }
  }
  return new FoldedText(parts.join(''), starts, ends);
}

function plainForm(cluster: string): string {
  if (INVISIBLE.test(cluster)) return '';
  if (KEPT.test(cluster)) return cluster;
  const small = cluster.charCodeAt(0) - 0x31f0;
  if (small >= 0 && small < SMALL_KATAKANA.length) return SMALL_KATAKANA.charAt(small);
  return cluster.normalize('NFKC').replace(/[\u3099\u309a]/g, '');
}
