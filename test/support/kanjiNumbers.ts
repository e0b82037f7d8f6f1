import { decimal as chinese } from '../../src/language/chinese/normalization/numbers';
import { kanjiDigits } from '../../src/language/japanese/normalization/kanjiNumbers';

/** How CLDR's words for a number differ from our numbers; undefined if they do not. */
export function difference(language: 'ja' | 'zh', number: string, words: string): string | undefined {
  const digits = number.replace('-', '');
  return language === 'ja' ? japanese(digits, words) : inChinese(digits, words);
}

/** Conventions apart: CLDR leaves out 零 in some places, writes 〇, and says 十 for 一十 behind 亿. */
function inChinese(digits: string, words: string): string | undefined {
  const said = chinese(digits);
  return plain(said) === plain(words.replace(/^负/, '')) ? undefined : `${digits}: ${said}, not ${words}`;
}

function japanese(digits: string, words: string): string | undefined {
  const [whole = '', fraction = ''] = digits.split('.');
  const [kanji = '', decimals = ''] = words.replace(/^マイナス/, '').split('・');
  const read = kanji === '〇' ? '0' : kanjiDigits(kanji);
  const isRight = read === whole && (decimals === '' || digitsOf(decimals) === fraction);
  return isRight ? undefined : `${digits}: ${kanji} is ${read}`;
}

const digitsOf = (kanji: string): string => Array.from(kanji, (char) => '〇一二三四五六七八九'.indexOf(char)).join('');

const plain = (said: string): string =>
  said
    .replace(/[零〇](?!$)(?=[^点]*(?:点|$))/gu, '')
    .replace(/(?<=^|亿)一十/g, '十')
    .replaceAll('〇', '零');
