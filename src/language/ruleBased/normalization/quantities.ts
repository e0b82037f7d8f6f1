import type { Part } from './lexer';
import { readMoney, sayCounted } from './money';
import { nounAfter } from './nouns';
import { readNumber, verbalizeNumber } from './numberWords';
import { type Sentence, WORD_CHARACTER } from './sentence';
import { type FoundUnit, unitAt } from './units';
import { verbalizeDigitByDigit } from './verbalizationRules';
import { verbalizeLetters } from './words';

/** Characters after a number that are searched for what belongs to it. */
const NEAR = 24;

/** A commit hash: spelled. */
export function verbalizeHash({ text, at, end }: Part, sentence: Sentence): void {
  for (const [part] of text.matchAll(/\d+|[a-f]+/g)) {
    if (/\d/.test(part)) sentence.words(verbalizeDigitByDigit(sentence.rules, part), at, end);
    else verbalizeLetters(part, at, end, sentence);
  }
}

/** An ordinal: digits and a mark. @returns whether it is one */
export function verbalizeOrdinal({ text, at, end }: Part, sentence: Sentence): boolean {
  const { rules } = sentence;
  const mark = rules.ordinalMarks.exec(sentence.text.slice(end, end + NEAR))?.[0];
  if (mark === undefined || WORD_CHARACTER.test(sentence.before(at))) return false;
  const { whole, decimals, parts } = readNumber(rules, text);
  // "8,5°" and "-8°" are degrees.
  if (decimals !== '' || parts || whole.length > 12) return false;
  if (mark === '°' && (sentence.signEnd === at || isAngle(whole, sentence.text.slice(end + 1, end + NEAR))))
    return false;
  sentence.verbalizedTo = end + mark.length;
  sentence.words(rules.ordinal(String(Number(whole)), mark), at, sentence.verbalizedTo);
  return true;
}

/** "37°", "90°,": a degree sign that no noun follows. */
function isAngle(whole: string, after: string): boolean {
  return Number(whole) >= 30 && !/^\s\p{L}{4,}/u.test(after);
}

/** An amount of money, its currency before or after it. @returns whether it is one */
export function verbalizeMoney({ text, at, end }: Part, sentence: Sentence): boolean {
  const { rules, money } = sentence;
  sentence.money = undefined;
  if (!money && unitAt(rules, sentence.text, end)) return false;
  const amount = readMoney(readNumber(rules, text), end, money?.currency, sentence);
  if (!amount) return false;
  sentence.verbalizedTo = amount.end;
  sentence.words(amount.said, money?.at ?? at, amount.end);
  return true;
}

/** A number of seconds, minutes, hours or days. @returns whether it is one */
export function verbalizeDuration(part: Part, sentence: Sentence): boolean {
  const unit = unitAt(sentence.rules, sentence.text, part.end);
  return unit !== undefined && isTime(unit, sentence) && verbalizeMeasure(part, sentence);
}

/** A number and its unit. @returns whether it is one */
export function verbalizeMeasure({ text, at, end }: Part, sentence: Sentence): boolean {
  const { rules } = sentence;
  const unit = unitAt(rules, sentence.text, end);
  if (!unit) return false;
  sentence.verbalizedTo = end + unit.length;
  const number = readNumber(rules, text);
  const { whole, decimals, parts } = number;
  const noun = unit.name[rules.isSingular(whole, decimals) && !parts ? 0 : 1];
  const isNamed = decimals === '' && !parts && whole.length <= 15 && !/^00\d/.test(whole);
  // "doscientos kilómetros por hora": the number agrees with the first word.
  const said = isNamed
    ? sayCounted(whole, unit.name, rules)
    : `${verbalizeNumber(rules, number, noun.split(/[ -]/, 1)[0] ?? '')} ${noun}`;
  sentence.words(said, at, sentence.verbalizedTo);
  return true;
}

function isTime({ name }: FoundUnit, { rules }: Sentence): boolean {
  return ['ns', 'µs', 'ms', 's', 'min', 'h', 'd'].some((symbol) => rules.units[symbol]?.[0] === name[0]);
}

/** A version or an IP address. @returns whether it is one */
export function verbalizeVersion({ text, at, end }: Part, sentence: Sentence): boolean {
  const number = readNumber(sentence.rules, text);
  if (!number.parts) return false;
  sentence.words(verbalizeNumber(sentence.rules, number, ''), at, end);
  return true;
}

/** A number with decimals. @returns whether it is one */
export function verbalizeDecimal({ text, at, end }: Part, sentence: Sentence): boolean {
  const number = readNumber(sentence.rules, text);
  if (number.decimals === '') return false;
  sentence.words(verbalizeNumber(sentence.rules, number, ''), at, end);
  return true;
}

/** A whole number, which may agree with the noun after it. */
export function verbalizeCardinal({ text, at, end }: Part, sentence: Sentence): void {
  const { rules } = sentence;
  const noun = nounAfter(sentence.text.slice(end, end + NEAR));
  sentence.words(verbalizeNumber(rules, readNumber(rules, text), noun), at, end);
}
