/** Endings of inflected words: misaki's `stem_s`, `stem_ed`, `stem_ing`. */
export type Ending = 's' | 'ed' | 'ing';

/** Vowels after which an American t becomes a flap before a vowel. */
const FLAPS = new Set('AIOWYiuæɑəɛɪɹʊʌ');

/** Whether a word can consist of a stem and this ending. */
export function isEnding(word: string, ending: Ending): boolean {
  if (ending === 's') return word.length >= 3 && word.endsWith('s');
  if (ending === 'ed') return word.length >= 4 && word.endsWith('d');
  return word.length >= 5 && word.endsWith('ing');
}

/** Possible stems of a word, the likeliest first. */
export function stemsOf(word: string, ending: Ending): string[] {
  const stems: string[] = [];
  const long = word.length > 4;
  if (ending === 's') {
    if (!word.endsWith('ss')) stems.push(word.slice(0, -1));
    if (word.endsWith("'s") || (long && word.endsWith('es') && !word.endsWith('ies'))) stems.push(word.slice(0, -2));
    if (long && word.endsWith('ies')) stems.push(`${word.slice(0, -3)}y`);
  } else if (ending === 'ed') {
    if (!word.endsWith('dd')) stems.push(word.slice(0, -1));
    if (long && word.endsWith('ed') && !word.endsWith('eed')) stems.push(word.slice(0, -2));
  } else {
    if (word.length > 5) stems.push(word.slice(0, -3));
    stems.push(`${word.slice(0, -3)}e`);
    if (word.length > 5 && /([bcdgklmnprstvxz])\1ing$|cking$/.test(word)) stems.push(word.slice(0, -4));
  }
  return stems;
}

/** The verb of a past tense that misaki's rules do not cover: "specified", "planned". */
export function verbOf(past: string): string | undefined {
  if (past.endsWith('ied')) return `${past.slice(0, -3)}y`;
  return /([bcdgklmnprstvxz])\1ed$/.test(past) ? past.slice(0, -3) : undefined;
}

/**
 * The phonemes of a stem with an ending.
 * @param stem its phonemes
 * @param spelled its letters
 */
export function inflected(stem: string, spelled: string, ending: Ending, british: boolean): string {
  const last = stem.at(-1) ?? '';
  const flap = !british && last === 't' && FLAPS.has(stem.at(-2) ?? '');
  const weak = british ? 'ɪ' : 'ᵻ';
  if (ending === 's') {
    if ('ptkfθ'.includes(last)) return `${stem}s`;
    return 'szʃʒʧʤ'.includes(last) ? `${stem}${weak}z` : `${stem}z`;
  }
  if (ending === 'ed') {
    if ('pkfθʃsʧ'.includes(last)) return `${stem}t`;
    if (last === 'd') return `${stem}${weak}d`;
    if (last !== 't') return `${stem}d`;
    if (british || stem.length < 2) return `${stem}ɪd`;
    return flap ? `${stem.slice(0, -1)}ɾᵻd` : `${stem}ᵻd`;
  }
  // British English pronounces a final r before a vowel: "storing".
  if (british && (last === 'ə' || last === 'ː') && /re?$/.test(spelled)) return `${stem}ɹɪŋ`;
  return flap ? `${stem.slice(0, -1)}ɾɪŋ` : `${stem}ɪŋ`;
}
