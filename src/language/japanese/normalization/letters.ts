/** The names of the letters. */
const LETTERS =
  'エー ビー シー ディー イー エフ ジー エイチ アイ ジェー ケー エル エム エヌ オー ピー キュー アール エス ティー ユー ブイ ダブリュー エックス ワイ ゼット';
const LETTER_NAMES: readonly string[] = LETTERS.split(' ');

/** Numbers after letters are read in English: "ES6", "UTF-8". */
const ENGLISH_DIGITS: readonly string[] =
  'ゼロ ワン ツー スリー フォー ファイブ シックス セブン エイト ナイン テン イレブン トゥエルブ'.split(' ');

/** Spells a word; diacritics are ignored. */
export function spelled(letters: string): string {
  return Array.from(
    letters.normalize('NFD').toUpperCase(),
    (letter) => LETTER_NAMES[letter.charCodeAt(0) - 65] ?? '',
  ).join('');
}

/** The English reading of a number up to 12; undefined for others. */
export function englishNumber(digits: string): string | undefined {
  return digits.length <= 2 ? ENGLISH_DIGITS[Number(digits)] : undefined;
}

/** Whether a word is an abbreviation that is spelled: "XML", "UUID", but not "BASE". */
export function isAbbreviation(word: string): boolean {
  if (word.length === 1 || /^\p{Lu}{2,3}$/u.test(word)) return true;
  if (/^\p{Lu}{4,5}$/u.test(word)) return /^[^AEIOUY]+$|[^AEIOUY]{3}|[AEIOUY]{3}/.test(word);
  return word.length <= 4 && !/[aeiouyàâäéèêëïîôöùûü]/i.test(word);
}
