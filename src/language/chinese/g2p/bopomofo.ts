import type { ToneWords } from '../tables';
import type { TaggedWord } from './hmm';
import type { WordSound } from './tagged';

/** Kokoro v1.1-zh's symbols for initials and finals; a compound final has a single symbol. */
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

/** Merges a final 儿 into the syllable before it, whose final gets an "R", unless 儿 is a syllable of its own. */
export function mergeErhua(
  { word, tag }: TaggedWord,
  { initials, finals }: WordSound,
  toneWords: ToneWords,
): WordSound {
  const last = finals.length - 1;
  if (!word.endsWith('儿') || last < 0 || finals.length !== word.length) return { initials, finals };
  const spoken = finals[last] === 'er1' ? 'er2' : (finals[last] ?? '');
  const apart = [...finals.slice(0, last), spoken];
  const always = toneWords.rhotic.has(word);
  if (!always && (toneWords.syllabic.has(word) || ['a', 'j', 'nr'].includes(tag))) return { initials, finals: apart };
  const merges = (spoken === 'er2' || spoken === 'er5') && last > 0 && !toneWords.syllabic.has(word.slice(-2));
  if (!merges) return { initials, finals: apart };
  const merged = finals.slice(0, last);
  merged[last - 1] = (finals[last - 1] ?? '').replace(/(.)$/, 'R$1');
  return { initials: initials.slice(0, last), finals: merged };
}

/** A word in Kokoro v1.1-zh's symbols; sounds without a symbol are left out. */
export function soundToBopomofo({ initials, finals }: WordSound): string {
  return finals
    .map((final, i) => {
      const initial = initials[i] ?? '';
      if (initial === final) return MARKS.includes(initial) ? initial : '';
      const [, vowel = '', rhotic = '', tone = ''] = /^(.*?)(R?)(\d?)$/.exec(final) ?? [];
      // "e" with 儿 sounds like "er", except at the beginning of a word.
      const er = vowel === 'e' && rhotic !== '' && (initial !== '' || i > 0);
      const said = er ? 'ㄦ' : (SYMBOLS[apical(initial, vowel)] ?? '') + rhotic;
      return (SYMBOLS[initial] ?? '') + said + tone;
    })
    .join('');
}

/** The "i" of zi, ci and si has its own symbol, and so has that of zhi, chi, shi and ri. */
function apical(initial: string, vowel: string): string {
  if (vowel !== 'i') return vowel;
  if (/^[zcs]$/.test(initial)) return 'ii';
  return /^(?:[zcs]h|r)$/.test(initial) ? 'iii' : vowel;
}
