const DIGITS = '〇一二三四五六七八九';
const TENS: ReadonlyMap<string, number> = new Map([
  ['十', 10],
  ['百', 100],
  ['千', 1000],
]);
const MYRIADS: ReadonlyMap<string, number> = new Map([
  ['万', 1e4],
  ['億', 1e8],
]);

/** Matches a number in kanji. Sticky. */
export const KANJI_NUMBER = /[〇一二三四五六七八九十百千万億]{1,16}/y;

/** "二十四" → "24", "二〇二四" → "2024"; undefined if the kanji do not form a number. */
export function kanjiDigits(kanji: string): string | undefined {
  if (/^[〇一二三四五六七八九]{2,}$/.test(kanji)) {
    return kanji.includes('〇') || kanji.length === 4 ? toDigits(kanji) : undefined;
  }
  if (!/^[一二三四五六七八九十百千万億]+$/.test(kanji)) return undefined;
  let sum = 0;
  let group = 0;
  let digit: number | undefined;
  let last = Infinity;
  for (const char of kanji) {
    const ten = TENS.get(char);
    const myriad = MYRIADS.get(char);
    if (myriad !== undefined) {
      if (group + (digit ?? 0) === 0) return undefined;
      sum += (group + (digit ?? 0)) * myriad;
      group = 0;
      last = Infinity;
    } else if (ten === undefined) {
      if (digit !== undefined) return undefined;
      digit = DIGITS.indexOf(char);
      continue;
    } else {
      if (ten >= last) return undefined;
      group += (digit ?? 1) * ten;
      last = ten;
    }
    digit = undefined;
  }
  return `${sum + group + (digit ?? 0)}`;
}

function toDigits(kanji: string): string {
  return Array.from(kanji, (char) => DIGITS.indexOf(char)).join('');
}
