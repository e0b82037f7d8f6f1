const DIGITS = ['ゼロ', 'いち', 'に', 'さん', 'よん', 'ご', 'ろく', 'なな', 'はち', 'きゅう'];
const HUNDREDS = [
  '',
  'ひゃく',
  'にひゃく',
  'さんびゃく',
  'よんひゃく',
  'ごひゃく',
  'ろっぴゃく',
  'ななひゃく',
  'はっぴゃく',
  'きゅうひゃく',
];
const THOUSANDS = [
  '',
  'せん',
  'にせん',
  'さんぜん',
  'よんせん',
  'ごせん',
  'ろくせん',
  'ななせん',
  'はっせん',
  'きゅうせん',
];
const MYRIADS = ['', 'まん', 'おく', 'ちょう', 'けい'];
/** Longer numbers are read digit by digit. */
const LONGEST = 20;

/** "2024" → "にせん にじゅうよん", with spaces between words; digit by digit if the number begins with a zero or is too long. */
export function cardinal(digits: string): string {
  if (/^0+$/.test(digits)) return digits.length === 1 ? 'ゼロ' : digitByDigit(digits);
  if (digits.startsWith('0') || digits.length > LONGEST) return digitByDigit(digits);
  const parts: string[] = [];
  const groups = Math.ceil(digits.length / 4);
  for (let i = groups - 1; i >= 0; i--) {
    const group = digits.slice(Math.max(0, digits.length - 4 * i - 4), digits.length - 4 * i);
    const said = ofGroup(Number(group), i > 0);
    if (said !== '') parts.push(i === 0 ? said : beforeMyriad(said, MYRIADS[i] ?? ''));
  }
  return parts.join(' ');
}

/** A number below ten thousand. @param large whether it multiplies まん or more, where 1000 is いっせん */
function ofGroup(number: number, large: boolean): string {
  const thousands = Math.floor(number / 1000);
  const hundreds = Math.floor(number / 100) % 10;
  const tens = Math.floor(number / 10) % 10;
  const ones = number % 10;
  const small =
    (tens === 0 ? '' : (tens === 1 ? '' : (DIGITS[tens] ?? '')) + 'じゅう') + (ones === 0 ? '' : (DIGITS[ones] ?? ''));
  return [large && thousands === 1 ? 'いっせん' : THOUSANDS[thousands], HUNDREDS[hundreds], small]
    .filter(Boolean)
    .join(' ');
}

function beforeMyriad(said: string, myriad: string): string {
  if (myriad === 'ちょう') return shortened(said, /いち$|はち$|じゅう$/) + myriad;
  if (myriad === 'けい') return shortened(said, /いち$|ろく$|はち$|じゅう$|ひゃく$/) + myriad;
  return said + myriad;
}

/** Replaces the last kana by っ, which doubles the next sound: いち → いっ. @param endings where that happens */
export function shortened(said: string, endings: RegExp): string {
  const match = endings.exec(said);
  if (match === null) return said;
  return `${said.slice(0, -1)}っ`;
}

/** "2024" → "に ゼロ に よん". */
export function digitByDigit(digits: string): string {
  return Array.from(digits, (digit) => DIGITS[Number(digit)] ?? '').join(' ');
}

/** "090-1234" → "ゼロ きゅう ゼロ の いち に さん よん". */
export const groups = (digits: string): string => digits.split('-').map(digitByDigit).join(' の ');

/** "1,234.50" → "せん にひゃく さんじゅうよん てん ご ゼロ". */
export function decimal(number: string): string {
  const [whole = '', fraction] = number.replaceAll(',', '').split('.');
  if (fraction === undefined) return cardinal(whole);
  const said = /^0*$/.test(whole) ? 'れい' : cardinal(whole);
  return `${beforePoint(said)}てん ${digitByDigit(fraction)}`;
}

/** "1.10.3" → "いってん じゅってん さん". */
export function version(number: string): string {
  const parts = number.split('.').map((part) => cardinal(part));
  return parts.map((part, i) => (i < parts.length - 1 ? `${beforePoint(part)}てん` : part)).join(' ');
}

const beforePoint = (said: string): string => shortened(said, /いち$|はち$|じゅう$/);

/** Writes long vowels with ー: "じゅう" → "じゅー", "とお" → "とー", "けい" → "けー". */
export function lengthened(said: string): string {
  return said
    .replace(/(?<=[うくすつぬふむゆるぐずぶぷゅおこそとのほもよろごぞどぼぽょ])う/g, 'ー')
    .replace(/(?<=[おこそとのほもよろごぞどぼぽょ])お/g, 'ー')
    .replace(/(?<=[えけせてねへめれげぜでべぺ])い/g, 'ー');
}
