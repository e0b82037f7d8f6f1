import type { TaggedWord } from './hmm';
import type { Readings } from './readings';
import { parseSyllable } from './syllable';

/** The parts of speech of what is no Chinese word: "x" for symbols and what is not known, "eng" for Latin letters. */
export const isForeign = (tag: string): boolean => tag === 'x' || tag === 'eng';

/** The initial and the final with its tone ("iang4") of every character of a word. */
export interface WordSound {
  initials: string[];
  finals: string[];
}

/** How a word is read before any change of tone; what is no Chinese character stands for itself. */
export function soundOf({ word }: Pick<TaggedWord, 'word'>, readings: Readings): WordSound {
  const chars = Array.from(word);
  const initials: string[] = [];
  const finals: string[] = [];
  readings.read(word).forEach((pinyin, i) => {
    const char = chars[i] ?? '';
    if (pinyin === '') {
      initials.push(char);
      finals.push(char);
      return;
    }
    const { initial, final, tone } = parseSyllable(pinyin);
    // pypinyin takes "ń" for no initial, and "n" for one.
    initials.push(final === '' && /^[mn]/.test(initial) && tone !== '5' ? '' : initial);
    // 嗯 has neither initial nor final.
    finals.push(char === '嗯' ? 'n2' : final === '' ? '' : final + tone);
  });
  return { initials, finals };
}
