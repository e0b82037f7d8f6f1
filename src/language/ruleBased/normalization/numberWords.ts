import { verbalizeDigitByDigit, type VerbalizationRules } from './verbalizationRules';

/** Longer numbers are read digit by digit. */
const MAX_DIGITS = 15;
/** An IPv4 address, which looks like groups of thousands: 192.168.100.200. */
const ADDRESS = /^\d{1,3}(?:\.\d{1,3}){3}$/;

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

/** Verbalizes a number with thousands groups or decimals, or a version number; `noun` is the word after it. */
export function verbalizeNumber(rules: VerbalizationRules, text: string, noun: string): string {
  const { decimal, comma, point } = rules;
  const plain = text.replace(/[\u00a0\u202f ]/g, '');
  const address = ADDRESS.test(plain) && plain.split('.').every((part) => Number(part) < 256);
  const isOwn = !address && GROUPED[decimal].own.test(plain);
  const grouped = isOwn || (!address && GROUPED[decimal].other.test(plain));
  const cut = isOwn === (decimal === ',') ? ',' : '.';
  const parts = (grouped ? plain.replaceAll(cut === ',' ? '.' : ',', '') : plain).split(/([.,])/);
  const isDecimal = parts.length === 3;
  return parts
    .map((part, i) => {
      if (part === '.' || part === ',') return part === ',' || (grouped && decimal === ',') ? comma : point;
      if (i > 0 && isDecimal) return verbalizeDecimals(rules, part);
      return verbalizeDigits(rules, part, isDecimal ? '' : noun);
    })
    .join(' ');
}

function verbalizeDecimals(rules: VerbalizationRules, digits: string): string {
  const asNumber = rules.decimals === 'number' && digits.length <= 2;
  return asNumber ? verbalizeDigits(rules, digits, '') : verbalizeDigitByDigit(rules, digits);
}

/** Verbalizes digits as a number, leading zeros included; reads long ones digit by digit. */
export function verbalizeDigits(rules: VerbalizationRules, digits: string, noun: string): string {
  const value = digits.replace(/^0+(?=\d)/, '');
  if (digits.length > MAX_DIGITS) return verbalizeDigitByDigit(rules, digits);
  const zeros = verbalizeDigitByDigit(rules, digits.slice(0, digits.length - value.length));
  return `${zeros} ${rules.cardinal(value, noun)}`.trim();
}

/** The value of a Roman numeral from 2 to 39 with at least two letters, else undefined: "CD" and "MIX" are words. */
export function romanValue(word: string): number | undefined {
  const parts = /^(X{0,3})(IX|IV|V?I{0,3})$/.exec(word);
  if (!parts || word.length < 2) return undefined;
  const [, tens = '', units = ''] = parts;
  const value = units === 'IX' ? 9 : units === 'IV' ? 4 : units.replace('V', 'IIIII').length;
  return 10 * tens.length + value;
}
