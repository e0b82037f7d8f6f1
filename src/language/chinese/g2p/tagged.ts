import type { TaggedWord } from './hmm';
import type { Readings } from './readings';
import { parseSyllable } from './syllable';

/** Whether a tag marks something other than a Chinese word: "x" is a symbol or unknown, "eng" Latin letters. */
export const isForeign = (tag: string): boolean => tag === 'x' || tag === 'eng';

/** The initial and the final ("iang4") of each character of a word. */
export interface WordSound {
  initials: string[];
  finals: string[];
}

/** A word's reading before tone sandhi; characters without a reading stand for themselves. */
export function soundOf(
  { word }: Pick<TaggedWord, 'word'>,
  readings: Readings,
  text?: string,
  start?: number,
): WordSound {
  const chars = Array.from(word);
  const initials: string[] = [];
  const finals: string[] = [];
  readings.read(word, text, start).forEach((pinyin, i) => {
    const char = chars[i] ?? '';
    if (pinyin === '') {
      initials.push(char);
      finals.push(char);
      return;
    }
    const { initial, final, tone } = parseSyllable(pinyin);
    // pypinyin treats "n" as an initial but "ń" as none.
    initials.push(final === '' && /^[mn]/.test(initial) && tone !== '5' ? '' : initial);
    // 嗯 is a syllabic n.
    finals.push(char === '嗯' ? 'n2' : final === '' ? '' : final + tone);
  });
  return { initials, finals };
}
