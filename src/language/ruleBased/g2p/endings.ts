/**
 * The stressed vowel letter of a word, counted from the end (0: the last), and the letter to replace it with; '' keeps
 * it.
 */
export interface StressedVowel {
  fromEnd: number;
  vowel: string;
}

/** Ending → position and quality of the stressed vowel, e.g. `ello` → `1ɛ`; `^` stands for the start of a word. */
export type Endings = ReadonlyMap<string, string>;

const VOWEL = /[aeiouáéíóúàèìòùâêôãõäëïöü]/u;

/** Marks the stressed vowel and its quality, by the longest ending in the table: anello → anˈɛllo. */
export function markStress(word: string, endings: Endings): string {
  const whole = `^${word}`;
  for (let at = 0; at < whole.length; at++) {
    const code = endings.get(whole.slice(at));
    if (code === undefined) continue;
    return placeStress(word, { fromEnd: Number(code.charAt(0)), vowel: code.slice(1) });
  }
  return placeStress(word, { fromEnd: 1, vowel: '' });
}

/** Puts the stress mark before a vowel letter; in a word with too few vowels, before the first. */
export function placeStress(word: string, { fromEnd, vowel }: StressedVowel): string {
  const letters = Array.from(word);
  let left = fromEnd;
  let found = -1;
  for (let i = letters.length - 1; i >= 0 && left >= 0; i--) {
    if (!VOWEL.test(letters[i] ?? '')) continue;
    found = i;
    left--;
  }
  if (found < 0) return word;
  return `${letters.slice(0, found).join('')}ˈ${vowel || (letters[found] ?? '')}${letters.slice(found + 1).join('')}`;
}
