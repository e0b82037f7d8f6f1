import { cardinal, counting, decimal, leadingTwo } from './numbers';
import { UNITS } from './units';

/** A number with 万 or the like behind it. */
export const counted = (number: string, group: string): string =>
  group === '' ? counting(number) : leadingTwo(decimal(number) + group);

const LETTERS: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, b: 1e9 };

/** "1.5" and "M" → "一百五十万". */
export const scaled = (number: string, letter: string): string => {
  const value = Number(number.replaceAll(',', '')) * (LETTERS[letter.toLowerCase()] ?? 1);
  return leadingTwo(cardinal(value.toFixed(0)));
};

export const share = (sign: string): string => (sign === '%' ? '百分之' : '千分之');

/** What stands before and behind the number for a unit: km/h is 每小时 … 千米. */
function partsOf(unit: string): readonly [before: string, after: string] {
  const name = UNITS.get(unit) ?? '';
  if (unit === 'ppm') return [name, ''];
  const [what = '', per] = name.split('每');
  return per === undefined || /\d|二次方/.test(per) ? ['', name] : [`每${per}`, what];
}

interface Measure {
  number: string;
  unit: string;
  group?: string;
  negative?: boolean;
  /** The text in front of the number: 时速 says 每小时 already. */
  told?: string;
}

const TOLD = /时速[^\d]{0,4}$/u;

/** A number with its unit: temperatures below zero are 零下, other negative numbers 负. */
export function measured({ number, unit, group = '', negative = false, told = '' }: Measure): string {
  const [per, after] = partsOf(unit);
  const before = per === '每小时' && TOLD.test(told) ? '' : per;
  const sign = negative ? minusOf(unit) : '';
  const said =
    group !== ''
      ? counted(number, group)
      : after.endsWith('度') || negative
        ? leadingTwo(decimal(number))
        : counting(number);
  return before + sign + said + after;
}

const minusOf = (unit: string): string => (/[摄华]氏度/.test(UNITS.get(unit) ?? '') ? '零下' : '负');

/** A range of quantities with a unit that is said once. @param from its first number @param to its last one */
export function measuredRange(from: { number: string; negative: boolean }, to: Measure): string {
  const first = (from.negative ? minusOf(to.unit) : '') + decimal(from.number);
  const last = measured(to);
  const [before] = partsOf(to.unit);
  return last.startsWith(before) ? `${before}${first}到${last.slice(before.length)}` : `${first}到${last}`;
}

/** Changes 二 to 两 before measure words. */
export class Measures {
  readonly #measure: RegExp;

  constructor(words: readonly string[]) {
    this.#measure = new RegExp(`^ ?(?:多|余|几)?(?:${words.join('|')})`);
  }

  /**
   * Changes 二 to 两 in a spoken number if a measure word follows.
   * @param said the number
   * @param after the text that follows
   */
  adapt(said: string, before: string, after: string): string {
    if (!(this.#measure.test(after) || /^[千万亿]/.test(after)) || /[第点百十零]\s?$/.test(before)) return said;
    return leadingTwo(said.replace(/^二(?=$|到)/, '两'));
  }
}
