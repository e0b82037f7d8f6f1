import type { ToneWords } from '../tables';
import type { TaggedWord } from './hmm';

/** Numerals that occur in words (Unicode's Numeric_Type). */
const NUMERALS = new Set(
  '一七万三九二五亿什仟仨伍佰億兆兩八六十千卄卅卌叁参參四壱壹幺廾廿弌弍弎弐拾捌柒漆玖百肆萬貮貳贰阡陆陌陸零〇',
);

const withTone = (final: string | undefined, tone: string): string => (final ?? '').slice(0, -1) + tone;
const isThird = (final: string): boolean => final.endsWith('3');
const set = (chars: string): ReadonlySet<string> => new Set(chars);

const PARTICLES = set('吧呢啊呐噻嘛吖嗨呐哦哒滴哩哟喽啰耶喔诶的地得');
const DIRECTIONS = set('上下进出回过起开');
const BEFORE_GE = set('几有两半多各整每做是');
const PUNCTUATION = set("、：，；。？！“”‘’':,;.?!");
const ends = (word: string, chars: string): boolean => word !== '' && chars.includes(word.slice(-1));

/**
 * Applies tone sandhi to a word's finals: 不, 一, neutral and third tones (after PaddleSpeech's tone_sandhi.py,
 * Apache-2.0).
 * @param finals one per character, with a tone number; not modified
 * @param shortestPart finds the shortest word inside a word
 */
export function changeTones(
  { word, tag }: TaggedWord,
  finals: readonly string[],
  shortestPart: (word: string) => string,
  toneWords: ToneWords,
): string[] {
  const changed = [...finals];
  if (changed.length === 0) return changed;
  changeBu(word, changed);
  changeYi(word, changed);
  const parts = partsOf(word, shortestPart(word));
  if (!toneWords.full.has(word)) makeNeutral({ word, tag }, changed, parts, toneWords.neutral);
  changeThird(word, changed, parts[0].length);
  return changed;
}

function changeBu(word: string, finals: string[]): void {
  if (word.length === 3 && word[1] === '不') {
    finals[1] = withTone(finals[1], '5');
    return;
  }
  for (let i = 0; i + 1 < word.length; i++) {
    if (word[i] === '不' && finals[i + 1]?.endsWith('4')) finals[i] = withTone(finals[i], '2');
  }
}

function changeYi(word: string, finals: string[]): void {
  if (!word.includes('一')) return;
  if (Array.from(word).every((char) => NUMERALS.has(char))) return;
  if (word.length === 3 && word[1] === '一' && word.endsWith(word.charAt(0))) finals[1] = withTone(finals[1], '5');
  else if (word.startsWith('第一')) finals[1] = withTone(finals[1], '1');
  else {
    for (let i = 0; i + 1 < word.length; i++) {
      if (word[i] !== '一') continue;
      if (/[45]$/.test(finals[i + 1] ?? '')) finals[i] = withTone(finals[i], '2');
      else if (!PUNCTUATION.has(word[i + 1] ?? '')) finals[i] = withTone(finals[i], '4');
    }
  }
}

function makeNeutral(
  { word, tag }: TaggedWord,
  finals: string[],
  [first, second]: Parts,
  neutralWords: ReadonlySet<string>,
): void {
  const isNeutralEnding = (part: string): boolean => neutralWords.has(part) || neutralWords.has(part.slice(-2));
  const neutral = (index: number): void => {
    finals[index] = withTone(finals[index], '5');
  };
  const last = finals.length - 1;
  if (/^[nva]/.test(tag)) {
    for (let i = 1; i < word.length; i++) if (word[i] === word[i - 1]) neutral(i);
  }
  const ge = word.indexOf('个');
  const beforeGe = word[ge - 1] ?? '';
  if (PARTICLES.has(word.slice(-1))) neutral(last);
  else if (['了', '着', '过'].includes(word) && ['ul', 'uz', 'ug'].includes(tag)) neutral(last);
  else if (word.length > 1 && ends(word, '们子') && ['r', 'n'].includes(tag)) neutral(last);
  else if (word.length > 1 && ends(word, '上下') && ['s', 'l', 'f'].includes(tag)) neutral(last);
  else if (word.length > 1 && ends(word, '来去') && DIRECTIONS.has(word.at(-2) ?? '')) neutral(last);
  else if (word === '个' || (ge >= 1 && (NUMERALS.has(beforeGe) || BEFORE_GE.has(beforeGe)))) neutral(ge);
  else if (isNeutralEnding(word)) neutral(last);
  if (isNeutralEnding(first)) neutral(first.length - 1);
  if (isNeutralEnding(second)) neutral(last);
}

type Parts = readonly [first: string, second: string];

/**
 * Splits a word in two at its shortest inner word. If that word is not at the beginning, it counts as the second part
 * even when it is
 * not at the end either: the training text was prepared in this way.
 */
function partsOf(word: string, shortest: string): Parts {
  return word.startsWith(shortest)
    ? [shortest, word.slice(shortest.length)]
    : [word.slice(0, word.length - shortest.length), shortest];
}

function changeThird(word: string, finals: string[], firstLength: number): void {
  const second = (index: number): void => {
    finals[index] = withTone(finals[index], '2');
  };
  if (word.length === 2 && finals.every(isThird)) second(0);
  else if (word.length === 3) changeThirdOfThree(finals, firstLength, second);
  else if (word.length === 4) {
    // A four-character idiom is two pairs.
    for (const i of [0, 2]) if (isThird(finals[i] ?? '') && isThird(finals[i + 1] ?? '')) second(i);
  }
}

function changeThirdOfThree(finals: readonly string[], firstLength: number, second: (index: number) => void): void {
  if (finals.every(isThird)) {
    if (firstLength === 2) second(0);
    if (firstLength === 1 || firstLength === 2) second(1);
    return;
  }
  const first = finals.slice(0, firstLength);
  const rest = finals.slice(firstLength);
  if (first.length === 2 && first.every(isThird)) second(0);
  if (rest.length === 2 && rest.every(isThird)) second(firstLength);
  else if (!rest.every(isThird) && isThird(rest[0] ?? '') && isThird(first.at(-1) ?? '')) second(firstLength - 1);
}
