import { decimal as chinese } from '../../src/language/chinese/normalization/numbers';
import { kanjiDigits } from '../../src/language/japanese/normalization/kanjiNumbers';

/**
 * How a line of scripts/eval/kanjiNumbers.py differs from our numbers; undefined if it does not. Conventions apart:
 * CLDR's Chinese leaves out 零 in some places, writes 〇, and says 十 for 一十 behind 亿.
 */
export function difference(line: string): string | undefined {
  const [number = '', ja = '', zh = ''] = line.split('\t');
  const digits = number.replace('-', '');
  const said = chinese(digits);
  if (plain(said) !== plain(zh.replace(/^负/, ''))) return `${number}: ${said}, not ${zh}`;
  const [whole = '', fraction = ''] = digits.split('.');
  const [kanji = '', decimals = ''] = ja.replace(/^マイナス/, '').split('・');
  const read = kanji === '〇' ? '0' : kanjiDigits(kanji);
  if (read !== whole || (decimals !== '' && digitsOf(decimals) !== fraction)) return `${number}: ${kanji} is ${read}`;
  return undefined;
}

const digitsOf = (kanji: string): string => Array.from(kanji, (char) => '〇一二三四五六七八九'.indexOf(char)).join('');

const plain = (said: string): string =>
  said
    .replace(/[零〇](?!$)(?=[^点]*(?:点|$))/gu, '')
    .replace(/(?<=^|亿)一十/g, '十')
    .replaceAll('〇', '零');
