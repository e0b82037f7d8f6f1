const LETTERS = 'αβγδεζηθικλμνξοπρστυφχψω';

/** The name of a Greek letter; undefined for anything else. @param names of the 24 letters, separated by spaces */
export function greekLetter(letter: string, names: string): string | undefined {
  const index = LETTERS.indexOf(letter.toLowerCase().replace('ς', 'σ'));
  return index < 0 ? undefined : names.split(' ')[index];
}
