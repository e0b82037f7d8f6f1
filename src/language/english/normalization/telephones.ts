import { cardinal, spellDigits } from './numbers';
import type { Match } from './sentence';

const EXTENSION = '(?:,?\\s?(?:x|ext\\.?|extension)\\s?(?<extension>\\d{1,6}))?(?!\\d)';

/** Telephone numbers and others that are read digit by digit. */
export const TELEPHONE_PATTERNS: readonly RegExp[] = [
  '\\d{3}-\\d{4}(?![\\d-])',
  '\\+\\d{10,15}(?!\\d)',
  `(?:\\+?\\d{1,3}[ .-]?)?(?:\\(\\d{2,4}\\)[\\s-]?|\\d{3}[ .-])\\d{3}[ .-]\\d{4}(?!-\\d)${EXTENSION}`,
  `\\(0\\d{1,4}\\)\\s?\\d{3,4}[ -]\\d{3,4}${EXTENSION}`,
  `0\\d{1,4}-\\d{3,4}-\\d{3,4}(?!-)${EXTENSION}`,
  '0[1-9](?:[ .]\\d\\d){4}(?!\\d)',
  `\\+\\d{1,3}(?:[ .-]?\\(\\d{1,4}\\))?(?:[ .-]\\d{1,5}){2,5}${EXTENSION}`,
  `0\\d{2,4} \\d{3,4} \\d{3,4}${EXTENSION}`,
  // Social security numbers, ISBNs, card numbers.
  '\\d{3}-\\d{2}-\\d{4}(?![\\d-])',
  '\\d{1,5}(?:-\\d{1,7}){3,5}(?:-[\\dX])?(?![\\w-])',
  '\\d{4}(?:[ -]\\d{4}){3}(?![\\d-])',
  // After "call".
  '(?<called>\\d{3}|\\d{7,11})(?![\\w-]|[.,:]\\d)',
].map((source) => new RegExp(source, 'uy'));
/** The beginning of "1-800-FLOWERS". */
export const TOLL_FREE_PATTERN = /(?:1-)?8(?:00|[2-8]{2})-(?=[A-Z])/uy;

const CALLED =
  /\b(?:call(?:s|ed|ing)?|dial(?:s|ed|ing)?|phone|tel|telephone|text|fax|hotline)[:.]?\s(?:us at\s|me at\s|at\s|is\s)?$/i;

/** A telephone number, with a pause before its extension. @returns 0 for a number that nobody calls */
export function verbalizeTelephone(found: Match): number {
  const { called, extension } = found.groups;
  if (called !== undefined && !CALLED.test(found.behind(30))) return 0;
  const number = extension === undefined ? found.text : found.text.slice(0, found.text.search(/,?\s?(?:x|e)/));
  const plus = found.text.startsWith('+') ? 'plus ' : '';
  const rest = extension === undefined ? '' : ` extension ${spellDigits(extension)}`;
  return found.say(`${plus}${spellDigits(number.replace(/\D/g, ''))}${number.endsWith('X') ? ' X' : ''}${rest}`);
}

/** "1-800-FLOWERS": the letters are a word. */
export function verbalizeTollFree(found: Match): number {
  const [code = '', one] = found.text.split('-').filter(Boolean).reverse();
  const said = code === '800' ? 'eight hundred' : cardinal(code);
  return found.say(one === undefined ? said : `one ${said}`);
}
