import type { Part } from './lexer';
import { verbalizeDigits, verbalizeNumber } from './numberWords';
import { type Sentence, WORD_CHARACTER } from './sentence';
import { findUnit } from './units';
import { verbalizeDigitByDigit } from './verbalizationRules';
import { verbalizeLetters } from './words';

/** Follows a time of day and is not said again. */
const AFTER_TIME = /^\s?(?:h|hs|hrs|बजे)(?![\p{L}\p{M}])\.?/u;
/** A unit or a currency after a number; the l of "En 2020 l'entreprise" is neither. */
const UNIT = /^(?<space>\s?)(?<symbol>%|°[CF]|[$€£¥₹]|[\p{L}µ°Ω]+[²³]?(?:\/\p{L}+[²³]?)?)(?![\p{L}\p{N}]|['’]\p{L})/u;
/** Characters after a number that are searched for a unit. */
const NEAR = 24;

/** A commit hash: spelled. */
export function verbalizeHash({ text, at, end }: Part, sentence: Sentence): void {
  for (const [part] of text.matchAll(/\d+|[a-f]+/g)) {
    if (/\d/.test(part)) sentence.words(verbalizeDigitByDigit(sentence.rules, part), at, end);
    else verbalizeLetters(part, at, end, sentence);
  }
}

/** A numeric date, day first or year first; an impossible date is read as numbers. */
export function verbalizeDate({ text, at, end }: Part, sentence: Sentence): void {
  const { rules } = sentence;
  const parts = text.split(/[/.-]/);
  const [day = '', month = '', year = ''] = parts[0]?.length === 4 ? parts.toReversed() : parts;
  if (Number(day) >= 1 && Number(day) <= 31 && Number(month) >= 1 && Number(month) <= 12) {
    sentence.words(rules.date(String(Number(day)), Number(month), year), at, end);
    return;
  }
  for (const { 0: digits, index } of text.matchAll(/\d+/g)) {
    sentence.words(verbalizeDigits(rules, digits, ''), at + index, at + index + digits.length);
  }
}

/** A time of day: "10:30", "10h30". */
export function verbalizeTime({ text, at, end }: Part, sentence: Sentence): void {
  const [hours = '', minutes = ''] = text.split(/\s?[:h]\s?/);
  const to = end + (AFTER_TIME.exec(sentence.text.slice(end, end + 8))?.[0].length ?? 0);
  sentence.words(sentence.rules.time(String(Number(hours)), minutes), at, to);
  sentence.verbalizedTo = to;
}

/** A number and what belongs to it: an ordinal suffix, a denominator, a unit, a currency before or after it. */
export function verbalizeQuantity(part: Part, sentence: Sentence): void {
  const { money } = sentence;
  sentence.money = undefined;
  const rest = sentence.text.slice(part.end, part.end + NEAR);
  if (!verbalizeOrdinal(part, rest, sentence) && !verbalizeFraction(part, rest, sentence))
    verbalizeCounted(part, rest, money, sentence);
}

function verbalizeOrdinal({ text, at, end }: Part, rest: string, sentence: Sentence): boolean {
  const mark = sentence.rules.ordinalMarks.exec(rest)?.[0];
  if (mark === undefined || !/^\d{1,3}$/.test(text) || WORD_CHARACTER.test(sentence.before(at))) return false;
  sentence.verbalizedTo = end + mark.length;
  sentence.words(sentence.rules.ordinal(String(Number(text)), mark), at, sentence.verbalizedTo);
  return true;
}

function verbalizeFraction({ text, at, end }: Part, rest: string, sentence: Sentence): boolean {
  const { fractions } = sentence.rules;
  const bottom = /^\/\d(?![\p{L}\p{N}/]|[.,]\d)/u.exec(rest)?.[0];
  if (bottom === undefined || /[\p{L}/]/u.test(sentence.before(at))) return false;
  if (!Object.hasOwn(fractions, text + bottom)) return false;
  sentence.verbalizedTo = end + bottom.length;
  sentence.words(fractions[text + bottom] ?? '', at, sentence.verbalizedTo);
  return true;
}

function verbalizeCounted({ text, at, end }: Part, rest: string, money: Sentence['money'], sentence: Sentence): void {
  const { rules } = sentence;
  const after = UNIT.exec(rest);
  const { space = '', symbol = '' } = after?.groups ?? {};
  const currency = money === undefined && Object.hasOwn(rules.money, symbol) ? rules.money[symbol] : undefined;
  const unit = findUnit(rules.units, symbol, space === '') ?? currency;
  const counted = money?.name ?? unit;
  const noun = counted ? counted[Number(text) === 1 ? 0 : 1] : (/^\s(\p{L}[\p{L}\p{M}]*)/u.exec(rest)?.[1] ?? '');
  // "doscientos kilómetros por hora": the number agrees with the first word.
  const value = verbalizeNumber(rules, text, noun.split(/[ -]/, 1)[0] ?? '');
  const to = unit && after ? end + after[0].length : end;
  sentence.words(counted ? `${value} ${noun}`.replace("' ", "'") : value, money?.at ?? at, to);
  // The unit and the space before it are verbalized.
  sentence.verbalizedTo = to;
}
