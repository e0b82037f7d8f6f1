const SMALL =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'zero ten twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const SCALES = (
  ' thousand million billion trillion quadrillion quintillion sextillion septillion octillion nonillion decillion ' +
  'undecillion duodecillion tredecillion quattuordecillion quindecillion sexdecillion septendecillion octodecillion'
).split(' ');
const ORDINALS: ReadonlyMap<string, string> = new Map([
  ['one', 'first'],
  ['two', 'second'],
  ['three', 'third'],
  ['five', 'fifth'],
  ['eight', 'eighth'],
  ['nine', 'ninth'],
  ['twelve', 'twelfth'],
]);
/** Longer numbers are read digit by digit. */
const MAX_DIGITS = 3 * SCALES.length;

/** "512" → "five hundred twelve". @param digits only 0–9 */
export function cardinal(digits: string): string {
  const plain = digits.replace(/^0+(?=\d)/, '');
  if (plain.length > MAX_DIGITS) return spellDigits(digits);
  const groups = plain.padStart(Math.ceil(plain.length / 3) * 3, '0').match(/\d{3}/g) ?? [];
  const said = groups.map((group, i) => {
    const words = belowThousand(Number(group));
    return words === '' ? '' : `${words} ${SCALES[groups.length - 1 - i] ?? ''}`.trim();
  });
  return said.filter(Boolean).join(' ') || 'zero';
}

function belowThousand(n: number): string {
  const hundreds = Math.floor(n / 100);
  const rest = n % 100;
  const head = hundreds > 0 ? `${SMALL[hundreds] ?? ''} hundred` : '';
  const tail =
    rest === 0
      ? ''
      : rest < 20
        ? (SMALL[rest] ?? '')
        : `${TENS[Math.floor(rest / 10)] ?? ''} ${rest % 10 > 0 ? (SMALL[rest % 10] ?? '') : ''}`.trim();
  return `${head} ${tail}`.trim();
}

/** "21" → "twenty first". */
export function ordinal(digits: string): string {
  const words = cardinal(digits).split(' ');
  const last = words.pop() ?? '';
  const form = ORDINALS.get(last) ?? (last.endsWith('y') ? `${last.slice(0, -1)}ieth` : `${last}th`);
  return [...words, form].join(' ');
}

/** "404" → "four zero four". */
export function spellDigits(digits: string): string {
  return Array.from(digits, (digit) => SMALL[Number(digit)] ?? '').join(' ');
}

/** A year or other four-digit number in two halves: "1999" → "nineteen ninety nine", "2008" → "two thousand eight". */
export function year(digits: string): string {
  const [high, low] = [digits.slice(0, -2), digits.slice(-2)];
  if (digits.length !== 4 || (high.endsWith('0') && Number(low) < 10 && Number(high) % 10 === 0))
    return cardinal(digits);
  if (low === '00') return high.endsWith('0') ? cardinal(digits) : `${cardinal(high)} hundred`;
  return `${cardinal(high)} ${low.startsWith('0') ? `oh ${SMALL[Number(low)] ?? ''}` : cardinal(low)}`;
}

/** A number in a name, as people read it: "256" → "two fifty six", "404" → "four oh four", "8080" → "eighty eighty". */
export function inPairs(digits: string): string {
  if (digits.startsWith('0')) return spellDigits(digits);
  if (digits.length === 3) {
    const [first, rest] = [digits.slice(0, 1), digits.slice(1)];
    if (rest === '00') return cardinal(digits);
    return `${cardinal(first)} ${rest.startsWith('0') ? `oh ${cardinal(rest)}` : cardinal(rest)}`;
  }
  if (digits.length === 4) return digits.endsWith('000') ? cardinal(digits) : year(digits);
  return digits.length > 4 && !digits.endsWith('000') ? spellDigits(digits) : cardinal(digits);
}

/** "3,000.25" → "three thousand point two five"; ".5" → "point five". */
export function decimal(text: string): string {
  const [whole = '', fraction] = text.replaceAll(',', '').split('.');
  if (fraction === undefined) return cardinal(whole);
  return `${whole === '' ? '' : `${cardinal(whole)} `}point ${spellDigits(fraction)}`;
}

/** Whether a number takes the singular: "1 second", but "1.0 seconds". */
export function isOne(text: string): boolean {
  return text === '1';
}

/** Spells digits and letters: "a1b2" → "A one B two". */
export function spellMixed(text: string): string {
  return Array.from(text, (c) => (/\d/.test(c) ? cardinal(c) : c.toUpperCase())).join(' ');
}
