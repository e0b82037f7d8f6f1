import { verbalizeDigitByDigit, type VerbalizationRules } from './verbalizationRules';

/** Longer numbers are read digit by digit, unless they are grouped or round. */
const MAX_DIGITS = 15;
/** No language has names for longer numbers. */
const MAX_NAMED = 24;
const ROUND = /^[1-9]\d{0,2}(?:000)+$/;
/** An IPv4 address, which looks like groups of thousands: 192.168.100.200. */
const ADDRESS = /^(?:0|[1-9]\d{0,2})(?:\.(?:0|[1-9]\d{0,2})){3}$/;

/**
 * Numbers with groups of thousands, by the language's decimal separator: in the language's own style, and in the other
 * one.
 */
const GROUPED = {
  ',': {
    own: /^\d{1,3}(?:\.\d{3})+(?:,\d+)?$/,
    // "1,000" is an English thousand: nobody writes three zeros as decimals.
    other: /^\d{1,3}(?:(?:,\d{3}){2,}|,\d{3}\.\d+)(?:\.\d+)?$|^[1-9]\d{0,2},000$/,
  },
  '.': {
    own: /^\d{1,2}(?:,\d{2})*,\d{3}(?:\.\d+)?$|^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/,
    other: /^\d{1,3}(?:(?:\.\d{3}){2,}|\.\d{3},\d+)(?:,\d+)?$/,
  },
} as const;

/** A number as written: its digits and decimals, or the parts of a version or an address. */
export interface WrittenNumber {
  whole: string;
  decimals: string;
  /** The word for the separator of the decimals. */
  separator: string;
  /** Whether it is written with groups of thousands. */
  grouped: boolean;
  /** The parts with their separators, if they are neither a whole number nor a decimal: "1.2.3". */
  parts?: readonly string[];
}

export function readNumber({ decimal, comma, point }: VerbalizationRules, text: string): WrittenNumber {
  const plain = text.replace(/[\u00a0\u202f\u2009 ’']/g, '');
  const address = ADDRESS.test(plain) && plain.split('.').every((part) => Number(part) < 256);
  const isOwn = !address && GROUPED[decimal].own.test(plain);
  const grouped = isOwn || (!address && GROUPED[decimal].other.test(plain));
  const cut = isOwn === (decimal === ',') ? ',' : '.';
  const parts = (grouped ? plain.replaceAll(cut === ',' ? '.' : ',', '') : plain).split(/([.,])/);
  const [whole = '', mark = '', decimals = ''] = parts;
  const separator = mark === ',' || (grouped && decimal === ',') ? comma : point;
  const number = { whole, decimals, separator, grouped: grouped || plain !== text };
  return parts.length > 3 ? { ...number, parts } : number;
}

/** Verbalizes a number with thousands groups or decimals, or a version number; `noun` is the word after it. */
export function verbalizeNumber(rules: VerbalizationRules, number: WrittenNumber, noun: string): string {
  const { whole, decimals, separator, grouped, parts } = number;
  if (parts) {
    const said = parts.map((part) => {
      if (part === '.') return rules.inNames['.'] ?? rules.point;
      return part === ',' ? rules.comma : verbalizeDigits(rules, part, noun);
    });
    return said.join(' ');
  }
  if (decimals !== '') return `${verbalizeDigits(rules, whole, '')} ${separator} ${verbalizeDecimals(rules, decimals)}`;
  const named = whole.length <= MAX_DIGITS || ((grouped || ROUND.test(whole)) && whole.length <= MAX_NAMED);
  return named ? verbalizeDigits(rules, whole, noun) : verbalizeDigitByDigit(rules, whole);
}

function verbalizeDecimals(rules: VerbalizationRules, digits: string): string {
  const asNumber = rules.decimals === 'number' && digits.length <= 2;
  return asNumber ? verbalizeDigits(rules, digits, '') : verbalizeDigitByDigit(rules, digits);
}

/** Verbalizes digits as a number; those with two leading zeros, or with one of four or more, digit by digit. */
export function verbalizeDigits(rules: VerbalizationRules, digits: string, noun: string): string {
  const value = digits.replace(/^0+(?=\d)/, '');
  const zeros = digits.length - value.length;
  if (digits.length > MAX_NAMED || zeros > 1 || (zeros === 1 && digits.length > 3))
    return verbalizeDigitByDigit(rules, digits);
  return `${verbalizeDigitByDigit(rules, digits.slice(0, zeros))} ${rules.cardinal(value, noun)}`.trim();
}

/** The value of a Roman numeral below 4,000, else undefined. */
export function romanValue(numeral: string): number | undefined {
  const parts = /^(M{0,3})(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})$/.exec(numeral);
  if (!parts || numeral === '') return undefined;
  const [, thousands = '', ...places] = parts;
  return places.reduce((value, place) => 10 * value + placeValue(place), thousands.length);
}

/** The digit that one decimal place of a Roman numeral stands for: "IX", "XC" and "CM" are 9. */
function placeValue(place: string): number {
  if (/^(?:IX|XC|CM)$/.test(place)) return 9;
  if (/^(?:IV|XL|CD)$/.test(place)) return 4;
  return place.length + (/^[VLD]/.test(place) ? 4 : 0);
}
