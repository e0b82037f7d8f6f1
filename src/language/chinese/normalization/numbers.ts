const DIGITS = '零一二三四五六七八九';
const UNITS = ['', '十', '百', '千'];
const GROUPS = ['', '万', '亿', '万亿'];
/** Longer numbers are read digit by digit. */
const LONGEST = 16;

/** "105" → "一百零五"; digit by digit if the number begins with a zero or is too long. */
export function cardinal(digits: string): string {
  if (digits.length > LONGEST || (digits.length > 1 && digits.startsWith('0'))) return digitByDigit(digits);
  let said = '';
  let zero = false;
  for (let i = 0; i < digits.length; i++) {
    const digit = digits.charCodeAt(i) - 48;
    const place = digits.length - 1 - i;
    if (digit === 0) zero = true;
    else {
      if (zero && said !== '') said += '零';
      zero = false;
      said += (DIGITS[digit] ?? '') + (UNITS[place % 4] ?? '');
    }
    if (place % 4 === 0 && place > 0 && /[1-9]/.test(digits.slice(Math.max(0, i - 3), i + 1))) {
      said += GROUPS[place / 4] ?? '';
      zero = false; // 十万一千: only a zero in front of a digit of its own group is said
    }
  }
  // 亿 is said once: 一万亿零二亿 is 一万零二亿.
  said = said.replace(/万亿(?=.*亿)/, '万').replace(/^一十/, '十');
  return said === '' ? '零' : said;
}

/** "2024" → "二零二四". @param one the word for the digit 1 (幺 in phone numbers) */
export function digitByDigit(digits: string, one = '一'): string {
  return Array.from(digits, (digit) => (digit === '1' ? one : (DIGITS[Number(digit)] ?? ''))).join('');
}

/** "1,234.50" → "一千二百三十四点五零". */
export function decimal(number: string): string {
  const [whole = '', fraction] = number.replaceAll(',', '').split('.');
  const said = cardinal(whole === '' ? '0' : whole);
  return fraction === undefined ? said : `${said}点${digitByDigit(fraction)}`;
}

/** A number before a measure word: 2 is 两, 2000 is 两千. */
export function counting(number: string): string {
  return number === '2' ? '两' : leadingTwo(decimal(number));
}

/** "二千" → "两千", and so for 万 and 亿. */
export function leadingTwo(said: string): string {
  return said.replace(/^二(?=[千万亿])/, '两');
}

/** A number in a name such as "W3C" or "sha256": a cardinal if it is short, digit by digit if not. */
export function inName(digits: string): string {
  return digits.length <= 2 ? cardinal(digits) : digitByDigit(digits);
}
