import type { CountedNoun } from './countedNoun';
import type { Part } from './lexer';
import { readNumber, verbalizeDigits, verbalizeNumber } from './numberWords';
import { nounAfter } from './nouns';
import { type Sentence, WORD_CHARACTER } from './sentence';
import { unitAt } from './units';

const VULGAR: Readonly<Record<string, string>> = {
  ...{ '¼': '1/4', '½': '1/2', '¾': '3/4', '⅐': '1/7', '⅑': '1/9', '⅒': '1/10', '⅓': '1/3', '⅔': '2/3', '⅕': '1/5' },
  ...{ '⅖': '2/5', '⅗': '3/5', '⅘': '4/5', '⅙': '1/6', '⅚': '5/6', '⅛': '1/8', '⅜': '3/8', '⅝': '5/8', '⅞': '7/8' },
  '↉': '0/3',
};
/** A denominator after a number. */
const BOTTOM = /^[/⁄∕](?<bottom>\d{1,3}(?:\.\d{3})+|\d{1,9})(?![\p{L}\p{N}/⁄∕]|[.,:-]\d)/u;
/** A fraction after a whole number: "1 1/2", "2½". */
const MIXED = /^(?:[\s-](?<top>\d{1,3})[/⁄∕](?<bottom>\d{1,4})(?![\p{L}\p{N}/⁄∕]|[.,:-]\d)|\s?(?<vulgar>[¼½¾⅐-⅞↉]))/u;
/** Characters after a number that are searched for a fraction. */
const NEAR = 24;
/** "2023/24" is no fraction. */
const NO_FRACTION = /^(?:19|20)\d\d\/(?:\d\d|(?:19|20)\d\d)$/;
/** Two numbers with a silent stroke. */
const APART = /^(?:24\/7|50\/50)$/;
/** A day and a month that make no fraction: "31/12", "14/07". */
const DAY_AND_MONTH = /^(?:(?:1[3-9]|2\d|3[01])\/(?:0?[1-9]|1[0-2])|0?[1-9]\/0[1-9]|0[1-9]\/1[0-2]|1[0-2]\/0[1-9])$/;

/** A number with a denominator or a fraction after it. @returns whether it is one */
export function verbalizeFraction({ text, at, end }: Part, sentence: Sentence): boolean {
  const rest = sentence.text.slice(end, end + NEAR);
  if (/[\p{L}/]/u.test(sentence.before(at)) || !/^\d{1,18}$/.test(text)) return false;
  const mixed = MIXED.exec(rest);
  if (mixed) {
    const { vulgar, top, bottom } = mixed.groups ?? {};
    const [part = '', whole = ''] = vulgar === undefined ? [top, bottom] : (VULGAR[vulgar] ?? '').split('/');
    sayFraction([text, part, whole], at, end + mixed[0].length, sentence);
    return true;
  }
  const bottom = BOTTOM.exec(rest);
  if (!bottom || NO_FRACTION.test(text + bottom[0]) || beforeMonth(end + bottom[0].length, sentence)) return false;
  const whole = (bottom.groups?.['bottom'] ?? '').replaceAll('.', '').replace(/^0+(?=\d)/, '');
  const to = end + bottom[0].length;
  const written = `${text}/${bottom.groups?.['bottom'] ?? ''}`;
  if (APART.test(written)) {
    sentence.verbalizedTo = to;
    sentence.words(
      `${verbalizeDigits(sentence.rules, text, '')} ${verbalizeDigits(sentence.rules, whole, '')}`,
      at,
      to,
    );
    return true;
  }
  if (sentence.rules.strokeDates === true && DAY_AND_MONTH.test(written) && !/^22\/7$/.test(written)) {
    sentence.verbalizedTo = to;
    sentence.words(sentence.rules.date(String(Number(text)), Number(whole), ''), at, to);
    return true;
  }
  sayFraction(['', String(Number(text)), whole], at, end + bottom[0].length, sentence);
  return true;
}

/** Whether a month follows, as in "17/18 juin". */
function beforeMonth(end: number, { text, rules }: Sentence): boolean {
  return rules.months.has(nounAfter(text.slice(end, end + NEAR)));
}

/** A fraction that is one character. */
export function verbalizeVulgar({ text, at, end }: Part, sentence: Sentence): void {
  const [top = '', bottom = ''] = (VULGAR[text] ?? '').split('/');
  if (WORD_CHARACTER.test(sentence.before(at))) sentence.space();
  sayFraction(['', top, bottom], at, end, sentence);
}

type Fraction = readonly [whole: string, top: string, bottom: string];

function sayFraction([whole, top, bottom]: Fraction, at: number, end: number, sentence: Sentence): void {
  const { rules } = sentence;
  const unit = unitAt(rules, sentence.text, end);
  const noun = unit?.name[0] ?? nounAfter(sentence.text.slice(end, end + 40));
  const to = end + (unit?.length ?? 0);
  sentence.verbalizedTo = to;
  if (whole === '') {
    const said = rules.fraction(top, bottom, noun);
    sentence.words(unit ? partOf(said, unit.name, top === '1' && bottom === '2', sentence) : said, at, to);
    return;
  }
  const { and } = rules.mixed;
  const counted = (counting: string): string =>
    verbalizeNumber(rules, readNumber(rules, whole), counting.split(/[ -]/, 1)[0] ?? '');
  // "un metro y medio", but "uno y tres quintos de metro"
  if (top === '1' && bottom === '2') {
    const said = rules.andHalf?.(whole);
    const name = unit?.name[rules.isSingular(whole, '5') || whole === '1' ? 0 : 1] ?? '';
    const plain = `${counted(unit ? name : '')} ${name} ${and} ${rules.mixed.half(noun)}`.replace("' ", "'");
    sentence.words(said === undefined ? plain : `${said} ${name}`, at, to);
    return;
  }
  const said = `${counted('')} ${and} ${rules.fraction(top, bottom, '')}`;
  sentence.words(unit ? partOf(said, unit.name, false, sentence) : said, at, to);
}

/** "medio metro", "tres cuartos de metro". */
function partOf(fraction: string, [one]: CountedNoun, isHalf: boolean, { rules }: Sentence): string {
  return isHalf ? `${fraction} ${one}` : `${fraction} ${rules.of(one)}`;
}
