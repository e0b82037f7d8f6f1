import { wordSet } from '../../wordSet';

/** The parts of a pinyin syllable: "zhuang4" is zh, uang, 4. */
export interface Syllable {
  /** Empty if the syllable begins with a vowel; y and w are not initials. */
  initial: string;
  /** Unabbreviated ("iou", "uei", "üan"); empty for a syllable without a vowel ("m", "ng"). */
  final: string;
  /** 1 to 4, and 5 for the neutral tone. */
  tone: string;
  /** The syllable without its tone. */
  letters: string;
}

const INITIAL = /^(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcs])/;
const FINALS = wordSet(
  'i u ü a ia ua o uo e ie üe ai uai ei uei ao iao ou iou an ian uan üan en in uen ün ang iang uang eng ing ueng ong ' +
    'iong er ê',
);

const cache = new Map<string, Syllable>();

/** The parts of a syllable such as "zhong1" (Scheme for the Chinese Phonetic Alphabet). */
export function parseSyllable(pinyin: string): Syllable {
  let syllable = cache.get(pinyin);
  if (syllable === undefined) {
    const letters = pinyin.slice(0, -1);
    syllable = { ...split(letters), tone: pinyin.slice(-1), letters };
    cache.set(pinyin, syllable); // there are fewer than 2,000
  }
  return syllable;
}

function split(letters: string): { initial: string; final: string } {
  const full = inFull(letters);
  const initial = INITIAL.exec(full)?.[0] ?? '';
  const final = full.slice(initial.length);
  if (FINALS.has(final)) return { initial, final };
  // In "yo" and the like, the y belongs to no final.
  const rest = letters.replace(/^[yw]/, '');
  return { initial, final: FINALS.has(rest) ? rest : '' };
}

/** Expands the abbreviations of pinyin spelling: "yue" is üe, "jun" is jün, "liu" is liou. */
function inFull(letters: string): string {
  let full = letters;
  if (letters.startsWith('yu')) full = `ü${letters.slice(2)}`;
  else if (letters.startsWith('yi')) full = letters.slice(1);
  else if (letters.startsWith('y')) full = `i${letters.slice(1)}`;
  else if (letters.startsWith('wu')) full = letters.slice(1);
  else if (letters.startsWith('w')) full = `u${letters.slice(1)}`;
  if (full !== letters && !FINALS.has(full)) full = letters;
  return full
    .replace(/^([jqx])u/, '$1ü')
    .replace(/^([a-z]+)iu$/, '$1iou')
    .replace(/^([a-z]+)ui$/, '$1uei')
    .replace(/^([a-z]+)un$/, '$1uen');
}
