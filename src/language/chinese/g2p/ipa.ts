import { parseSyllable } from './syllable';

/** The first variant of each initial in stefantaubert/pinyin-to-ipa (MIT), in Kokoro v1.0's symbols. */
const INITIALS: Readonly<Record<string, string>> = {
  b: 'p',
  c: 'ʦʰ',
  ch: 'ꭧʰ',
  d: 't',
  f: 'f',
  g: 'k',
  h: 'x',
  j: 'ʨ',
  k: 'kʰ',
  l: 'l',
  m: 'm',
  n: 'n',
  p: 'pʰ',
  q: 'ʨʰ',
  r: 'ɻ',
  s: 's',
  sh: 'ʂ',
  t: 'tʰ',
  x: 'ɕ',
  z: 'ʦ',
  zh: 'ꭧ',
};

/** "0" marks the place of the tone arrow. */
const FINALS: Readonly<Record<string, string>> = {
  a: 'a0',
  ai: 'ai0',
  an: 'a0n',
  ang: 'a0ŋ',
  ao: 'au0',
  e: 'ɤ0',
  ei: 'ei0',
  en: 'ə0n',
  eng: 'ə0ŋ',
  i: 'i0',
  ia: 'ja0',
  ian: 'jɛ0n',
  iang: 'ja0ŋ',
  iao: 'jau0',
  ie: 'je0',
  in: 'i0n',
  ing: 'i0ŋ',
  iong: 'jʊ0ŋ',
  iou: 'jou0',
  o: 'wo0',
  ong: 'ʊ0ŋ',
  ou: 'ou0',
  u: 'u0',
  ua: 'wa0',
  uai: 'wai0',
  uan: 'wa0n',
  uang: 'wa0ŋ',
  uei: 'wei0',
  uen: 'wə0n',
  ueng: 'wə0ŋ',
  uo: 'wo0',
  ü: 'y0',
  üan: 'ɥɛ0n',
  üe: 'ɥe0',
  ün: 'y0n',
};

/** Interjections and syllables without a vowel. */
const WHOLE: Readonly<Record<string, string>> = {
  ê: 'ɛ0',
  er: 'ɚ0',
  o: 'ɔ0',
  hm: 'hm0',
  hng: 'hŋ0',
  m: 'm0',
  n: 'n0',
  ng: 'ŋ0',
};

const TONES: Readonly<Record<string, string>> = { 1: '→', 2: '↗', 3: '↓', 4: '↘', 5: '' };

/** Converts a syllable ("zhong1") to Kokoro v1.0's symbols. */
export function syllableToIpa(pinyin: string): string {
  const { initial, final, tone, letters } = parseSyllable(pinyin);
  // The vowel of zi, ci, si, zhi, chi, shi and ri.
  const apical = final === 'i' && /^(?:[zcs]h?|r)$/.test(initial);
  const said = WHOLE[letters] ?? (INITIALS[initial] ?? '') + (apical ? 'ɨ0' : (FINALS[final] ?? ''));
  return said.replace('0', TONES[tone] ?? '');
}
