import { isBetweenOperands, signWords } from './numberSigns';
import { cardinal, inPairs, ordinal } from './numbers';
import type { Match } from './sentence';
import { unitName } from './units';

const HALVES: ReadonlyMap<string, readonly [string, string]> = new Map([
  ['1', ['whole', 'wholes']],
  ['2', ['half', 'halves']],
  ['4', ['quarter', 'quarters']],
]);
const RATED = /^(?:rated|scored?|scores|rating|grade|graded)$/;
const BLOOD_PRESSURE = /\b(?:blood pressure|BP)\b.{0,12}$/i;
const USUAL = /^(?:[2-9]|10|12|16|20|32|64|100)$/;

/** "3/4", "-1/2", "1 1/2", "3/4th", "23/44 of it"; "24/7" and "step 3/15" with "slash". */
export function verbalizeFraction(found: Match): number {
  const { whole, top = '', bottom = '', suffix, unit } = found.groups;
  if (isBetweenOperands(found)) return 0;
  if (unit === 'mmHg' || BLOOD_PRESSURE.test(found.behind(30))) {
    const measured = unit === undefined ? '' : unitName(unit, false, false);
    return found.say(`${inPairs(top)} over ${inPairs(bottom)} ${measured ?? ''}`.trim());
  }
  if (RATED.test(found.lastWord) || /^\s(?:stars?|points)\b/.test(found.ahead(7)))
    return found.say(`${cardinal(top)} out of ${cardinal(bottom)}`);
  if (/^\s?=/.test(found.ahead(2))) return found.say(`${cardinal(top)} divided by ${cardinal(bottom)}`);
  const name = unit === undefined ? undefined : unitName(unit, whole === undefined, false);
  const isSure = suffix !== undefined || whole !== undefined || name !== undefined || /^ of\b/.test(found.ahead(4));
  return found.say([signWords(found) + fraction(top, bottom, whole, isSure), name].filter(Boolean).join(' '));
}

/** "½", "2½", "¹⁄₃", "1⁄2", with the unit that follows. */
export function verbalizeVulgar(found: Match): number {
  const { whole, vulgar = '', unit } = found.groups;
  const [top = '', bottom = ''] = vulgar.normalize('NFKC').split('⁄');
  // Unicode has a character for 0/3 and one for the numerator one.
  const part = top === '0' ? `zero ${ordinal(bottom)}s` : fraction(top, bottom, whole, true);
  const name = unit === undefined ? undefined : unitName(unit, whole === undefined, true);
  if (unit !== undefined && name === undefined) return 0;
  return found.say(signWords(found) + part + (name === undefined ? '' : ` ${name}`));
}

/** @param isSure whether unusual denominators are fractions, too */
function fraction(top: string, bottom: string, whole: string | undefined, isSure: boolean): string {
  const isProper = Number(top) > 0 && Number(top) < Number(bottom);
  if (top === bottom || Number(top) + Number(bottom) === 100) return `${cardinal(top)} ${cardinal(bottom)}`; // "a 50/50 split", "60/40"
  const isImproper = Number(top) > Number(bottom) && /^[2348]$/.test(bottom);
  if (!isImproper && (!isProper || !(isSure || USUAL.test(bottom))))
    return `${whole === undefined ? '' : `${cardinal(whole)} `}${cardinal(top)} slash ${cardinal(bottom)}`;
  const [one, more] = HALVES.get(bottom) ?? [ordinal(bottom), `${ordinal(bottom)}s`];
  const part = `${cardinal(top)} ${top === '1' ? one : more}`;
  if (whole === undefined) return part;
  return `${cardinal(whole)} and ${top === '1' && /^[^aeiou]/.test(one) ? `a ${one}` : part}`;
}
