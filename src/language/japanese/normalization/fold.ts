import { EMOJI_SOURCE } from '../../emoji';
import { type FoldedText, foldWith } from '../../foldedText';

/** An emoji, or a character with up to four combining or half-width marks. */
const CLUSTER = new RegExp(`(?<emoji>${EMOJI_SOURCE})|[^][\\p{M}\\uff9e\\uff9f]{0,4}`, 'gu');
/** Characters that sound different from their plain form. */
const KEPT = /^[…‥²³™®©½⅓⅔¼¾⅕-⅞]/u;
const INVISIBLE = /^[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]/u;
/** The full-size forms of the small katakana from U+31F0 on, which Ainu uses. */
const SMALL_KATAKANA = 'クシストヌハヒフヘホムラリルレロ';

/**
 * Converts full-width Latin letters, half-width kana, circled and Roman numerals and the like to plain characters
 * (NFKC). Linear time.
 */
export function fold(sentence: string): FoldedText {
  // Emoji of one UTF-16 unit (㊗) have a plain form.
  return foldWith(sentence, CLUSTER, ({ 0: cluster, groups }) =>
    groups?.['emoji'] !== undefined && cluster.length > 1 ? cluster : plainForm(cluster),
  );
}

function plainForm(cluster: string): string {
  if (INVISIBLE.test(cluster)) return '';
  if (KEPT.test(cluster)) return cluster;
  const roman = (cluster.charCodeAt(0) - 0x2160) % 16;
  if (/^[Ⅰ-Ⅻⅰ-ⅻ]$/.test(cluster)) return String(roman + 1);
  const small = cluster.charCodeAt(0) - 0x31f0;
  if (small >= 0 && small < SMALL_KATAKANA.length) return SMALL_KATAKANA.charAt(small);
  return cluster.normalize('NFKC').replace(/[\u3099\u309a]/g, '');
}
