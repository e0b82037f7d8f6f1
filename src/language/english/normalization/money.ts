import { signWords } from './numberSigns';
import { CURRENCIES, type Currency } from './currencies';
import { cardinal, decimal } from './numbers';
import type { Match } from './sentence';
import { perName, unitName } from './units';

const SCALES: ReadonlyMap<string, string> = new Map([
  ['k', 'thousand'],
  ['K', 'thousand'],
  ['M', 'million'],
  ['m', 'million'],
  ['mn', 'million'],
  ['mil', 'million'],
  ['mio', 'million'],
  ['cr', 'crore'],
  ['crores', 'crore'],
  ['lakhs', 'lakh'],
  ['B', 'billion'],
  ['b', 'billion'],
  ['bn', 'billion'],
  ['T', 'trillion'],
  ['tn', 'trillion'],
]);

/** "$3.50", "$1.5M", "a $10 plan", "$5/mo", "5 €", "USD 20". */
export function verbalizeMoney(found: Match): number {
  const { sign, minus = sign, amount = '', scale } = found.groups;
  const words = moneyWords(amount, scale, currencyOf(found), isAdjective(found));
  return found.say(`${minus === undefined || minus === '+' ? '' : 'minus '}${words}${rateWords(found)}`);
}

/** "5,50 €", "1.234,50 €": as countries of the euro write it. */
export function verbalizeContinentalMoney(found: Match): number {
  const amount = (found.groups['amount'] ?? '').replaceAll('.', '').replace(',', '.');
  return found.say(signWords(found) + moneyWords(amount, undefined, currencyOf(found), false));
}

/** "50¢". */
export function verbalizeCents(found: Match): number {
  const { amount = '' } = found.groups;
  return found.say(`${decimal(amount)} ${amount === '1' ? 'cent' : 'cents'}`);
}

/** "$5–$10", "$1-2 million", "$5.50-$7.25". */
export function verbalizeMoneyRange(found: Match): number {
  const { amount = '', scale, amount2 = '', scale2 } = found.groups;
  const currency = currencyOf(found);
  const second = moneyWords(amount2, scale2, currency, false);
  const hasCents = /\.(?!0+$)/.test(amount) && scale === undefined;
  const first = hasCents
    ? moneyWords(amount, undefined, currency, false)
    : [decimal(amount.replace(/\.0+$/, '')), scaleName(scale)].filter(Boolean).join(' ');
  return found.say(`${first} to ${second}${rateWords(found)}`);
}

/** "/mo", "/lb". */
function rateWords({ groups: { per } }: Match): string {
  return per === undefined ? '' : ` per ${perName(per) ?? unitName(per, true, false) ?? per}`;
}

function currencyOf({ groups }: Match): Currency {
  const found = CURRENCIES.get((groups['currency'] ?? '').trim());
  if (found === undefined) throw new RangeError('The pattern of money knows a currency that the table lacks.');
  return found;
}

function scaleName(scale: string | undefined): string {
  return scale === undefined ? '' : (SCALES.get(scale) ?? scale);
}

function moneyWords(amount: string, scale: string | undefined, currency: Currency, isAdjective: boolean): string {
  const { one, more, cent, cents } = currency;
  if (scale !== undefined) return `${decimal(amount)} ${scaleName(scale)} ${isAdjective ? one : more}`;
  const [whole = '', written] = amount.replaceAll(',', '').split('.');
  // "$20.5" and "$20.500" are fifty cents, too; "$3.459" is a price of fuel.
  const fraction = cents === '' ? written : written?.replace(/(?<=^\d\d)0+$/, '').padEnd(2, '0');
  if (fraction?.length === 2 && (cents !== '' || fraction === '00')) {
    const small = Number(fraction) === 0 ? '' : `${cardinal(fraction)} ${Number(fraction) === 1 ? cent : cents}`;
    const large = Number(whole) === 0 && small !== '' ? '' : `${cardinal(whole)} ${whole === '1' ? one : more}`;
    return [large, small].filter(Boolean).join(' and ');
  }
  return `${decimal(amount)} ${amount === '1' || isAdjective ? one : more}`;
}

/** "A ten dollar plan": an amount that modifies a noun takes the singular. */
function isAdjective(found: Match): boolean {
  if (
    /^\s(?:bills?|notes?|coins?|fees?|fines?|plans?|deals?|che(?:ck|que)s?|gift|coupons?|vouchers?)\b/.test(
      found.ahead(10),
    )
  )
    return true;
  return (
    /(?:^|\s)(?:an?|the|this|that|each|every|our|your|their|per)\s+$/i.test(found.behind(8)) &&
    /^\s+(?!per\b|an?\b|each\b|and\b|or\b|to\b|for\b|in\b|off\b|is\b|was\b|at\b|on\b|with\b)\p{Ll}/u.test(
      found.ahead(12),
    )
  );
}
