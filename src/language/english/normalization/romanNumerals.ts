import { cardinal, ordinal } from './numbers';
import type { Match } from './sentence';

/** Nouns that Roman numerals number, and names of monarchs and popes. */
const COUNTED =
  /^(?:chapter|part|section|volume|book|act|scene|phase|type|class|level|tier|stage|appendix|article|title|war|table|figure|version|grade|category)$/;
const REGNAL =
  /^(?:henry|louis|george|elizabeth|charles|edward|richard|william|james|john|paul|pius|benedict|philip|frederick|catherine|peter|alexander|napoleon|leo)$/;

/** Whether letters after `lastWord` are a numeral: "Chapter IV", "Henry VIII", "phase ii". */
function isRomanNumeral(text: string, lastWord: string): boolean {
  if (/^(?:i{2,3}|i?[vx]|[vx]i{1,3})$/.test(text)) return text.length > 1 && COUNTED.test(lastWord);
  if (valueOf(text) === undefined || (text === 'I' && !COUNTED.test(lastWord))) return false;
  return COUNTED.test(lastWord) || (text.length > 1 && REGNAL.test(lastWord));
}

/** "IV" → "four", and "the eighth" after a king's name. @returns 0 when the letters are no numeral here */
export function verbalizeRoman(found: Match): number {
  const { text, lastWord } = found;
  if (!isRomanNumeral(text, lastWord)) return 0;
  const digits = String(valueOf(text.toUpperCase()) ?? 0);
  return found.say(REGNAL.test(lastWord) ? `the ${ordinal(digits)}` : cardinal(digits));
}

/** "XIV" → 14; undefined for anything but a well-formed Roman numeral. */
function valueOf(text: string): number | undefined {
  if (!/^(?=[IVXLC])C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/.test(text)) return undefined;
  const values: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50, C: 100 };
  const numbers = Array.from(text, (letter) => values[letter] ?? 0);
  return numbers.reduce((sum, value, i) => sum + (value < (numbers[i + 1] ?? 0) ? -value : value), 0);
}
