import { cardinal, ordinal, year } from './numbers';
import type { Match } from './sentence';

/** Nouns that Roman numerals number. */
const COUNTED =
  /^(?:chapter|part|section|volume|vol|book|act|scene|phase|type|class|level|tier|stage|appendix|article|title|war|table|figure|version|grade|category|bowl|mark|episode|season|amendment|symphony|sonata|concerto|canto|psalm|stratum|group|division|unit|region|zone|schedule|annex|lesson|step|question)$/;
/** Names of monarchs and popes. */
const REGNAL =
  /^(?:henry|louis|george|elizabeth|charles|edward|richard|william|james|john|paul|pius|benedict|philip|frederick|catherine|peter|alexander|napoleon|leo|mary|anne|nicholas|ivan|otto|harold|ferdinand|francis|joseph|gregory|clement|innocent|urban|boniface|sixtus|rames(?:s?es)|ptolemy|darius|xerxes|theodosius|robert|david|victor|emmanuel|wilhelm|friedrich|christian|carl|gustav|haakon|olav|baldwin|andrew|pedro|juan|felipe|alfonso|alphonse|carlos|sigismund|constantine|leopold|maximilian|rudolf|basil|edmund|stephen|isabella|margaret|umberto|alfred|julius|celestine|urban|adrian|martin|cleopatra|mehmed|selim|murad|suleiman|jr)$/;
/** Before the first name of a monarch or pope. */
const RULER =
  /\b(?:King|Queen|Pope|Emperor|Empress|Tsar|Czar|Kaiser|Sultan|Prince|Princess|Duke|Pharaoh)\s\p{Lu}\p{L}{1,20}\s$/u;
const CENTURY = /^(?:th|st|nd|rd)?\s[Cc]entur(?:y|ies)\b/;
/** After "Francis I": not the pronoun. */
const FIRST_FOLLOWS = /^I(?:['’]s\b|\s(?:of|died|ruled|reigned|became|succeeded)\b|--|[,.;:)—–]|$)/;
/** Numerals that are no common acronyms, after a capitalized name: "Rocky IV", "World War II". */
const UNAMBIGUOUS = /^(?:I{2,3}|IV|VI{1,3}|IX|XI{1,3}|XIV|XVI{0,3}|XIX|XX[IVX]+|[LX]{1,4}(?:IX|IV|V?I{1,3}))$/;

/** "IV" → "four", and "the eighth" after a king's name. @returns 0 when the letters are no numeral here */
export function verbalizeRoman(found: Match): number {
  const { numeral: text = '', possessive } = found.groups;
  const value = valueOf(text.toUpperCase());
  if (value === undefined || !isNumeral(text, found, value)) return 0;
  const digits = String(value);
  if (CENTURY.test(found.ahead(14))) return found.say(ordinal(digits));
  const counted = COUNTED.test(found.lastWord);
  if (!counted && (REGNAL.test(found.lastWord) || RULER.test(found.behind(40))))
    return found.say(`the ${ordinal(digits)}${possessive === undefined ? '' : "'s"}`);
  return found.say(value > 1000 ? year(digits) : cardinal(digits));
}

/** Whether the letters are a numeral: "Chapter IV", "Henry VIII", "phase ii", "the XIX century", "MMXXIV". */
function isNumeral(text: string, found: Match, value: number): boolean {
  const { lastWord } = found;
  if (COUNTED.test(lastWord)) return text === text.toUpperCase() || /^(?:i{2,3}|i?[vx]|[vx]i{1,3})$/.test(text);
  if (text !== text.toUpperCase()) return false;
  if (REGNAL.test(lastWord) || RULER.test(found.behind(40)))
    return text.length > 1 || /^[VX]$/.test(text) || (text === 'I' && FIRST_FOLLOWS.test(found.text + found.ahead(9)));
  if (text.length > 1 && CENTURY.test(found.ahead(14))) return true;
  if (/^MC?M|^MM/.test(text) && text.length > 3 && value > 1500 && value < 2100) return true;
  return (
    UNAMBIGUOUS.test(text) &&
    (found.sentence.text.length === text.length || /\p{Lu}\p{Ll}{2,20}\s$/u.test(found.behind(24)))
  );
}

/** "XIV" → 14; undefined for anything but a well-formed Roman numeral. */
function valueOf(text: string): number | undefined {
  if (!/^(?=[IVXLCDM])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/.test(text)) return undefined;
  const values: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50, C: 100, D: 500, M: 1000 };
  const numbers = Array.from(text, (letter) => values[letter] ?? 0);
  return numbers.reduce((sum, value, i) => sum + (value < (numbers[i + 1] ?? 0) ? -value : value), 0);
}
