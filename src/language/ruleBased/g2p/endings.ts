/** Which vowel letter of a word is stressed, counted from the end (0: the last), and the letter to write there. */
export interface StressedVowel {
  fromEnd: number;
  vowel: string;
}

/** Ending → place and quality of the stressed vowel, e.g. `ello` → `1ɛ`; `^` stands for the beginning of a word. */
export type Endings = ReadonlyMap<string, string>;

const VOWEL = /[aeiouáéíóúàèìòùâêôãõäëïöü]/u;

/** Writes the stress mark and the vowel's quality into a word, by its longest ending in the table: anello → anˈɛllo. */
export function markStress(word: string, endings: Endings): string {
  const whole = `^${word}`;
  for (let at = 0; at < whole.length; at++) {
    const code = endings.get(whole.slice(at));
    if (code === undefined) continue;
    return placeStress(word, { fromEnd: Number(code.charAt(0)), vowel: code.slice(1) });
  }
  return placeStress(word, { fromEnd: 1, vowel: '' });
}

/** Puts the stress mark before a vowel letter, or before the first one of a word with fewer of them. */
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
