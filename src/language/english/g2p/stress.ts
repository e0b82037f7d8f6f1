/** misaki's stress marks. */
export const PRIMARY = 'ˈ';
export const SECONDARY = 'ˌ';
export const VOWELS: ReadonlySet<string> = new Set('AIOQWYaiuæɑɒɔəɛɜɪʊʌᵻ');
const LONG: ReadonlySet<string> = new Set('AIOQWYʤʧ');

/**
 * −2: none; −1: at most secondary; −0.5 and 0: primary becomes secondary; 0.5 and 1: some; 2: primary; undefined:
 * unchanged.
 */
export type Stress = -2 | -1 | -0.5 | 0 | 0.5 | 1 | 2 | undefined;

/** Changes the stress of a word: misaki's `apply_stress` (misaki/en.py, 0.9.4). */
export function applyStress(phonemes: string, stress: Stress): string {
  if (stress === undefined) return phonemes;
  const hasPrimary = phonemes.includes(PRIMARY);
  const hasSecondary = phonemes.includes(SECONDARY);
  if (stress < -1) return phonemes.replace(/[ˈˌ]/g, '');
  if (stress === -1 || (stress <= 0 && hasPrimary))
    return phonemes.replaceAll(SECONDARY, '').replaceAll(PRIMARY, SECONDARY);
  if (stress >= 0 && stress <= 1 && !hasPrimary && !hasSecondary) return mark(phonemes, SECONDARY);
  if (stress >= 1 && !hasPrimary && hasSecondary) return phonemes.replaceAll(SECONDARY, PRIMARY);
  if (stress > 1 && !hasPrimary && !hasSecondary) return mark(phonemes, PRIMARY);
  return phonemes;
}

/** Puts a stress mark before the first vowel, if there is one. */
function mark(phonemes: string, stress: string): string {
  const symbols = Array.from(phonemes);
  const vowel = symbols.findIndex((symbol) => VOWELS.has(symbol));
  return vowel < 0 ? phonemes : [...symbols.slice(0, vowel), stress, ...symbols.slice(vowel)].join('');
}

/** The weight of a word in a compound: long vowels and affricates count twice. */
export function stressWeight(phonemes: string): number {
  return Array.from(phonemes).reduce((sum, symbol) => sum + (LONG.has(symbol) ? 2 : 1), 0);
}
