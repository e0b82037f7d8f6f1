import { currencyAt, findCurrency } from './currencies';
import type { Part } from './lexer';
import { type Sentence, WORD_CHARACTER } from './sentence';

/** A currency sign before an amount, which is said after it, or alone. @returns whether it is one */
export function verbalizeCurrencySign({ text, at, end }: Part, sentence: Sentence): boolean {
  if (!/^\p{Sc}$/u.test(text)) return false;
  const { rules } = sentence;
  const prefix = /(?<!\p{L})\p{L}{1,3}$/u.exec(sentence.text.slice(Math.max(0, at - 4), at))?.[0] ?? '';
  const whole = findCurrency(rules.money, prefix + text);
  const currency = whole ?? findCurrency(rules.money, text);
  if (!currency) return false;
  const start = whole ? at - prefix.length : at;
  if (/^\s?\d/.test(sentence.text.slice(end, end + 2))) sentence.money = { at: start, currency };
  else if (WORD_CHARACTER.test(sentence.after(end))) return false;
  else sentence.words(currency.name[1], start, end);
  return true;
}

/** Whether the letters at `at` belong to a currency sign after them: "US$". */
export function isCurrencyPrefix(letters: string, end: number, { text, rules }: Sentence): boolean {
  const sign = /^\p{Sc}/u.exec(text.slice(end, end + 1))?.[0];
  return sign !== undefined && currencyAt(rules.money, letters + sign) !== undefined;
}

/** A currency code before an amount, which is said after it: "USD 5", "Rs. 500". @returns whether it is one */
export function verbalizeCurrencyCode({ text, at, end }: Part, sentence: Sentence): boolean {
  if (text.length > 4 || isCurrencyPrefix(text, end, sentence)) return text.length <= 4;
  const gap = /^\.?[\s\u00a0]?(?=\d)/u.exec(sentence.text.slice(end, end + 3))?.[0];
  const currency = gap === undefined ? undefined : findCurrency(sentence.rules.money, text);
  if (!currency) return false;
  sentence.money = { at, currency };
  sentence.verbalizedTo = end + (gap?.length ?? 0);
  return true;
}
