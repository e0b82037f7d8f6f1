import type { Part } from './lexer';
import { verbalizeDigits } from './numberWords';
import { type Sentence } from './sentence';
import { verbalizeDigitByDigit } from './verbalizationRules';

/** Two numbers with a hyphen, which may be a range of years or pages instead. */
const TWO_NUMBERS = /^(\d{3,5})-(\d{4})$/;
const YEAR = /^(?:1\d{3}|20\d\d)$/;
/** Characters before a number that are searched for "tel." and the like. */
const NEAR = 24;

/** A telephone number: digit by digit (or in pairs, where that is usual), with a pause between its groups. */
export function verbalizeTelephone({ text, at, end }: Part, sentence: Sentence): void {
  const { rules } = sentence;
  const [, from = '', to = ''] = TWO_NUMBERS.exec(text) ?? [];
  if (
    from !== '' &&
    isRange(from, to) &&
    !rules.beforeTelephone.test(sentence.text.slice(Math.max(0, at - NEAR), at))
  ) {
    const number = (digits: string, before: string, after: string): string =>
      rules.year?.(digits, before, after) ?? verbalizeDigits(rules, digits, '');
    sentence.words(number(from, '', `-${to}`), at, at + from.length);
    sentence.words(rules.to, at + from.length, at + from.length + 1);
    sentence.words(number(to, `${from}-`, ''), at + from.length + 1, end);
    return;
  }
  let last = at;
  for (const { 0: digits, index } of text.matchAll(/\+|\d+/g)) {
    if (index > last - at && last > at && text[last - at - 1] !== '+') sentence.mark(',', last, at + index);
    last = at + index + digits.length;
    sentence.words(digits === '+' ? rules.plus : verbalizeGroup(digits, sentence), at + index, last);
  }
}

function isRange(from: string, to: string): boolean {
  if (YEAR.test(from) && YEAR.test(to)) return true;
  return Number(from) < Number(to) && from.endsWith('0') && to.endsWith('0');
}

function verbalizeGroup(digits: string, { rules }: Sentence): string {
  const inPairs = rules.telephoneInPairs === true && digits.length === 2;
  return inPairs ? verbalizeDigits(rules, digits, '') : verbalizeDigitByDigit(rules, digits);
}

/** A number after "tel." and the like, or one that is a telephone number by its form. @returns whether it is one */
export function verbalizeTelephoneDigits(part: Part, sentence: Sentence): boolean {
  const { rules, text } = sentence;
  const before = text.slice(Math.max(0, part.at - NEAR), part.at);
  // All groups of a telephone number count: "1374 309988".
  const group = /[\d\s-]{0,24}$/.exec(before)?.[0] ?? '';
  const whole = /^[\d\s-]*/.exec(text.slice(part.at, part.at + NEAR))?.[0] ?? '';
  const isLong = `${group}${whole}`.replace(/\D/g, '').length > 5;
  const isNamed = isLong && rules.beforeTelephone.test(before.slice(0, before.length - group.trimStart().length));
  return (isNamed || rules.isTelephone?.(part.text) === true) && verbalizeEachDigit(part, sentence);
}

/** A postal code, a pin or another code: "CP 28013". @returns whether it is one */
export function verbalizeCode(part: Part, sentence: Sentence): boolean {
  const before = sentence.text.slice(Math.max(0, part.at - NEAR), part.at);
  const { rules } = sentence;
  const isCode =
    /^\d{3,}$/.test(part.text) && (rules.beforeCode.test(before) || rules.isPostalCode?.(part.text, before) === true);
  return isCode && verbalizeEachDigit(part, sentence);
}

function verbalizeEachDigit({ text, at, end }: Part, sentence: Sentence): boolean {
  const digits = text.replace(/[\s\u2009]/gu, '');
  if (!/^\d{2,}$/.test(digits)) return false;
  sentence.words(verbalizeDigitByDigit(sentence.rules, digits), at, end);
  return true;
}
