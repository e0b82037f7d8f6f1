import { type Currency, currencyAt } from './currencies';
import { verbalizeNumber, type WrittenNumber } from './numberWords';
import type { Sentence } from './sentence';
import { verbalizeDigitByDigit, type VerbalizationRules } from './verbalizationRules';

/** "de" or "d'" between a scale word and a currency. */
const OF = /^(?:\s?d['’]|\sd[ei]\s)/u;
/** A space between a number and a currency. */
const SPACE = /^[\s\u2009]?/u;

/** The currency after a number or a scale word. */
export interface CurrencyAfter {
  currency: Currency;
  length: number;
}

/** An amount of money in words. */
export interface Amount {
  said: string;
  /** Where the text ends that it was read from. */
  end: number;
}

/**
 * Reads a number as an amount of money if a currency is before it (`before`) or after it, also after a scale word:
 * "€2 millones", "5 M€", "2,5 milhões de US$".
 */
export function readMoney(
  number: WrittenNumber,
  end: number,
  before: Currency | undefined,
  sentence: Sentence,
): Amount | undefined {
  const { rules, text } = sentence;
  const rest = text.slice(end, end + 40);
  const scale = rules.scale.exec(rest)?.[0] ?? '';
  if (scale !== '') {
    const after = before ? undefined : currencyAfter(rest.slice(scale.length), rules);
    const currency = before ?? after?.currency;
    if (!currency) return undefined;
    const name = currency.name[1];
    const counted = rules.scaleWithoutOf.test(scale.trim()) ? name : rules.of(name);
    const said = `${verbalizeNumber(rules, number, scale.trim())} ${scale.trim()} ${counted}`;
    return { said, end: end + scale.length + (after?.length ?? 0) };
  }
  const letters = scaleLetters(rest, before !== undefined, rules);
  if (letters) {
    const currency = before ?? letters.currency;
    const [one = '', many = one] = letters.scale.split('/');
    const name = rules.isSingular(number.whole, number.decimals) ? one : many;
    const counted = rules.scaleWithoutOf.test(name) ? currency?.name[1] : rules.of(currency?.name[1] ?? '');
    const said = `${verbalizeNumber(rules, number, name)} ${name} ${counted ?? ''}`;
    return { said, end: end + letters.length };
  }
  if (before) return { said: sayAmount(number, before, rules), end };
  const after = currencyAfter(rest, rules);
  return after && { said: sayAmount(number, after.currency, rules), end: end + after.length };
}

function currencyAfter(rest: string, rules: VerbalizationRules): CurrencyAfter | undefined {
  const gap = (OF.exec(rest) ?? SPACE.exec(rest))?.[0].length ?? 0;
  const found = currencyAt(rules.money, rest.slice(gap));
  return found && { currency: found.currency, length: gap + found.length };
}

/** A letter for a power of ten beside a currency: "$5M", "10 M€", "3 Mds €". */
function scaleLetters(
  rest: string,
  isMoney: boolean,
  rules: VerbalizationRules,
): { scale: string; currency: Currency | undefined; length: number } | undefined {
  const [whole = '', letters = ''] = /^\s?(\p{L}{1,3}?)(?=\s?\p{Sc}|(?![\p{L}\p{M}\p{N}]))/u.exec(rest) ?? [];
  const scale = Object.hasOwn(rules.moneyScales, letters) ? rules.moneyScales[letters] : undefined;
  if (scale === undefined) return undefined;
  const after = isMoney ? undefined : currencyAfter(rest.slice(whole.length), rules);
  if (!isMoney && !after) return undefined;
  return { scale, currency: after?.currency, length: whole.length + (after?.length ?? 0) };
}

/** "cinco euros con cincuenta céntimos", "un millón de euros". */
function sayAmount(number: WrittenNumber, { name, cent }: Currency, rules: VerbalizationRules): string {
  const { whole, decimals } = number;
  const noun = name[rules.isSingular(whole, decimals) ? 0 : 1];
  if (cent && decimals.length === 2 && !number.parts) {
    const cents = decimals === '00' ? '' : sayCounted(decimals.replace(/^0/u, ''), cent, rules);
    if (/^0*$/u.test(whole) && cents !== '') return cents;
    const amount = sayCounted(whole, name, rules);
    return cents === '' ? amount : `${amount} ${rules.andCents} ${cents}`;
  }
  if (decimals !== '') return `${verbalizeNumber(rules, number, '')} ${noun}`;
  return sayCounted(whole, name, rules);
}

/** A whole number and what it counts, which follows round millions with "de". */
export function sayCounted(whole: string, name: readonly [string, string], rules: VerbalizationRules): string {
  const value = whole.replace(/^0+(?=\d)/u, '');
  if (value.length > 24) return verbalizeDigitByDigit(rules, value);
  const noun = name[rules.isSingular(value, '') ? 0 : 1];
  const said = rules.cardinal(value, noun.split(/[ -]/, 1)[0] ?? '');
  return `${said} ${/^[1-9]\d*0{6}$/u.test(value) ? rules.of(noun) : noun}`.replace("' ", "'");
}
