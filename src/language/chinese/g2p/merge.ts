import type { TaggedWord } from './hmm';
import type { Readings } from './readings';
import { isForeign, soundOf } from './tagged';

/**
 * Merges words that form one unit for tone sandhi: 不 and 一 with the next word, reduplicated words, words in third
 * tones, and 儿
 * with the word before it (after PaddleSpeech's tone_sandhi.py, Apache-2.0).
 */
export function mergeForTones(words: readonly TaggedWord[], readings: Readings): TaggedWord[] {
  let merged = mergeReduplication(mergeYi(mergeBu(words)));
  merged = mergeThirdTones(merged, readings, (before, after) => [...before, ...after].every(isThird));
  merged = mergeThirdTones(
    merged,
    readings,
    (before, after) => isThird(before.at(-1) ?? '') && isThird(after[0] ?? ''),
  );
  return mergeEr(merged);
}

const isThird = (final: string): boolean => final.endsWith('3');

function mergeBu(words: readonly TaggedWord[]): TaggedWord[] {
  const merged: TaggedWord[] = [];
  let waiting = '';
  words.forEach(({ word, tag }, i) => {
    const next = words[i + 1];
    if (word === '不' && waiting === '' && next !== undefined && !isForeign(next.tag)) waiting = word;
    else {
      merged.push({ word: waiting + word, tag });
      waiting = '';
    }
  });
  return merged;
}

function mergeYi(words: readonly TaggedWord[]): TaggedWord[] {
  const between: TaggedWord[] = [];
  for (let i = 0; i < words.length; i++) {
    const { word, tag } = words[i] ?? { word: '', tag: 'x' };
    const before = words[i - 1];
    const after = words[i + 1];
    const last = between.at(-1);
    const doubled = before?.tag === 'v' && before.word === after?.word && !isForeign(after.tag);
    if (word === '一' && doubled && last !== undefined) {
      between[between.length - 1] = { word: `${last.word}一${after.word}`, tag: last.tag };
      i++;
    } else {
      between.push({ word, tag });
    }
  }
  const merged: TaggedWord[] = [];
  for (const { word, tag } of between) {
    const last = merged.at(-1);
    if (last?.word === '一' && !isForeign(tag)) merged[merged.length - 1] = { word: `一${word}`, tag: last.tag };
    else merged.push({ word, tag });
  }
  return merged;
}

function mergeReduplication(words: readonly TaggedWord[]): TaggedWord[] {
  const merged: TaggedWord[] = [];
  for (const { word, tag } of words) {
    const last = merged.at(-1);
    if (last?.word === word && !isForeign(tag)) merged[merged.length - 1] = { word: word + word, tag: last.tag };
    else merged.push({ word, tag });
  }
  return merged;
}

function mergeThirdTones(
  words: readonly TaggedWord[],
  readings: Readings,
  fits: (before: readonly string[], after: readonly string[]) => boolean,
): TaggedWord[] {
  const finals = words.map((word) => (isForeign(word.tag) ? ['0'] : soundOf(word, readings).finals));
  const merged: TaggedWord[] = [];
  let mergedLast = false;
  words.forEach(({ word, tag }, i) => {
    const before = words[i - 1];
    const last = merged.at(-1);
    const merges =
      before !== undefined &&
      last !== undefined &&
      !isForeign(tag) &&
      !mergedLast &&
      fits(finals[i - 1] ?? [], finals[i] ?? []) &&
      !isDoubled(before.word) && // reduplication has its own rule
      before.word.length + word.length <= 3;
    if (merges) merged[merged.length - 1] = { word: last.word + word, tag: last.tag };
    else merged.push({ word, tag });
    mergedLast = merges;
  });
  return merged;
}

const isDoubled = (word: string): boolean => word.length === 2 && word.endsWith(word.charAt(0));

function mergeEr(words: readonly TaggedWord[]): TaggedWord[] {
  const merged: TaggedWord[] = [];
  for (const { word, tag } of words) {
    const last = merged.at(-1);
    if (word === '儿' && last !== undefined && !isForeign(last.tag)) {
      merged[merged.length - 1] = { word: `${last.word}儿`, tag: last.tag };
    } else {
      merged.push({ word, tag });
    }
  }
  return merged;
}
