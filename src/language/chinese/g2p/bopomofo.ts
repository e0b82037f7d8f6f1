import type { TaggedWord } from './hmm';
import { COLOURED, NOT_COLOURED } from './sandhiWords';
import type { WordSound } from './tagged';

/** Kokoro v1.1-zh's symbols for initials and finals; a final of several sounds is one symbol. */
const SYMBOLS: Readonly<Record<string, string>> = {
  b: 'ㄅ',
  p: 'ㄆ',
  m: 'ㄇ',
  f: 'ㄈ',
  d: 'ㄉ',
  t: 'ㄊ',
  n: 'ㄋ',
  l: 'ㄌ',
  g: 'ㄍ',
  k: 'ㄎ',
  h: 'ㄏ',
  j: 'ㄐ',
  q: 'ㄑ',
  x: 'ㄒ',
  zh: 'ㄓ',
  ch: 'ㄔ',
  sh: 'ㄕ',
  r: 'ㄖ',
  z: 'ㄗ',
  c: 'ㄘ',
  s: 'ㄙ',
  a: 'ㄚ',
  o: 'ㄛ',
  e: 'ㄜ',
  ê: 'ㄝ',
  ie: 'ㄝ',
  ai: 'ㄞ',
  ei: 'ㄟ',
  ao: 'ㄠ',
  ou: 'ㄡ',
  an: 'ㄢ',
  en: 'ㄣ',
  ang: 'ㄤ',
  eng: 'ㄥ',
  er: 'ㄦ',
  i: 'ㄧ',
  u: 'ㄨ',
  ü: 'ㄩ',
  ii: 'ㄭ',
  iii: '十',
  üe: '月',
  ia: '压',
  ian: '言',
  iang: '阳',
  iao: '要',
  in: '阴',
  ing: '应',
  iong: '用',
  iou: '又',
  ong: '中',
  ua: '穵',
  uai: '外',
  uan: '万',
  uang: '王',
  uei: '为',
  uen: '文',
  ueng: '瓮',
  uo: '我',
  üan: '元',
  ün: '云',
};
const MARKS = ';:,.!?—…"()“”';

/** Merges 儿 at the end of a word into the syllable before it, where it is said so: its final gets an "R". */
export function colourVowel({ word, tag }: TaggedWord, { initials, finals }: WordSound): WordSound {
  const last = finals.length - 1;
  if (!word.endsWith('儿') || last < 0 || finals.length !== word.length) return { initials, finals };
  const spoken = finals[last] === 'er1' ? 'er2' : (finals[last] ?? '');
  const apart = [...finals.slice(0, last), spoken];
  const always = COLOURED.has(word);
  if (!always && (NOT_COLOURED.has(word) || ['a', 'j', 'nr'].includes(tag))) return { initials, finals: apart };
  const colours = (spoken === 'er2' || spoken === 'er5') && last > 0 && !NOT_COLOURED.has(word.slice(-2));
  if (!colours) return { initials, finals: apart };
  const coloured = finals.slice(0, last);
  coloured[last - 1] = (finals[last - 1] ?? '').replace(/(.)$/, 'R$1');
  return { initials: initials.slice(0, last), finals: coloured };
}

/** A word in Kokoro v1.1-zh's symbols; what it has none for is left out. */
export function soundToBopomofo({ initials, finals }: WordSound): string {
  return finals
    .map((final, i) => {
      const initial = initials[i] ?? '';
      if (initial === final) return MARKS.includes(initial) ? initial : '';
      const [, vowel = '', coloured = '', tone = ''] = /^(.*?)(R?)(\d?)$/.exec(final) ?? [];
      // "er" and "e" with 儿 are one sound, unless the word begins with it.
      const er = vowel === 'e' && coloured !== '' && (initial !== '' || i > 0);
      const said = er ? 'ㄦ' : (SYMBOLS[apical(initial, vowel)] ?? '') + coloured;
      return (SYMBOLS[initial] ?? '') + said + tone;
    })
    .join('');
}

/** The vowel of zi, ci and si, and that of zhi, chi, shi and ri, are symbols of their own. */
function apical(initial: string, vowel: string): string {
  if (vowel !== 'i') return vowel;
  if (/^[zcs]$/.test(initial)) return 'ii';
  return /^(?:[zcs]h|r)$/.test(initial) ? 'iii' : vowel;
}
