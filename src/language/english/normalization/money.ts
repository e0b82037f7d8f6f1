import { cardinal, decimal } from './numbers';
import type { Match } from './sentence';
import { perName, unitName } from './units';

const MONEY: ReadonlyMap<string, readonly [one: string, more: string, cents: string]> = new Map([
  ['$', ['dollar', 'dollars', 'cents']],
  ['€', ['euro', 'euros', 'cents']],
  ['£', ['pound', 'pounds', 'pence']],
  ['¥', ['yen', 'yen', '']],
  ['₹', ['rupee', 'rupees', 'paise']],
]);
const SCALES: ReadonlyMap<string, string> = new Map([
  ['k', 'thousand'],
  ['K', 'thousand'],
  ['M', 'million'],
  ['B', 'billion'],
  ['bn', 'billion'],
  ['T', 'trillion'],
]);

/** "$3.50", "$1.5M", "a $10 plan", "$5/mo". */
export function verbalizeMoney(found: Match): string {
  const { per } = found.groups;
  const rate = per === undefined ? '' : ` per ${perName(per) ?? unitName(per, true, false) ?? per}`;
  return verbalizeAmount(found) + rate;
}

/** The first half of "$5–$10" or "$1M–$2M". */
export function verbalizeMoneyRange({ groups }: Match): string {
  const { amount = '', scale = '' } = groups;
  return `${decimal(amount)} ${SCALES.get(scale) ?? scale} to`.replace('  ', ' ');
}

function verbalizeAmount(found: Match): string {
  const { sign, currency = '$', amount = '', scale } = found.groups;
  const [one, more, cents] = MONEY.get(currency) ?? ['', '', ''];
  const minus = sign === undefined ? '' : 'minus ';
  if (scale !== undefined) return `${minus}${decimal(amount)} ${SCALES.get(scale) ?? scale} ${more}`;
  const [whole = '', fraction] = amount.replaceAll(',', '').split('.');
  if (fraction?.length === 2 && cents !== '') {
    const small =
      Number(fraction) === 0 ? '' : `${cardinal(fraction)} ${Number(fraction) === 1 ? cents.replace(/s$/, '') : cents}`;
    const large = Number(whole) === 0 && small !== '' ? '' : `${cardinal(whole)} ${whole === '1' ? one : more}`;
    return `${minus}${[large, small].filter(Boolean).join(' and ')}`;
  }
  return `${minus}${decimal(amount)} ${amount === '1' || isAdjective(found) ? one : more}`;
}

/** "A ten dollar plan": an amount that modifies a noun takes the singular. */
function isAdjective(found: Match): boolean {
  return (
    /(?:^|\s)(?:an?|the|this|that|each|every|our|your|their|per)\s+$/i.test(found.behind(8)) &&
    /^\s+(?!per\b|an?\b|each\b|and\b|or\b|to\b|for\b|in\b|off\b|is\b|was\b|at\b|on\b|with\b)\p{Ll}/u.test(
      found.ahead(12),
    )
  );
}
