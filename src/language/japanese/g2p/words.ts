import { ROOT } from '../../data/trie';
import type { JapaneseData } from './data';
import { toHiragana } from './kana';
import type { TaggedWord } from './taggedWord';
import { GIVEN, UNKNOWN } from './tagger';

/** Words that are written together: what is said of them, and where they stand. */
export interface WordGroup {
  start: number;
  end: number;
  words: readonly TaggedWord[];
}

/**
 * Puts the dictionary's words together where they make one that people know ("食べ" + "まし" + "た"), as misaki does: of the
 * longest such words first. Linear time: the trie ends the search.
 */
export function groupWords(
  text: string,
  words: readonly TaggedWord[],
  { lexicon, classes }: JapaneseData,
): WordGroup[] {
  const script = ({ entry, characterClass }: TaggedWord): number =>
    entry === UNKNOWN && !/^(?:HIRA|KATA)/.test(classes[characterClass] ?? '') ? characterClass : KNOWN;
  const groups: WordGroup[] = [];
  for (let i = 0; i < words.length;) {
    let node: number = ROOT;
    let end = i + 1;
    for (let j = i; j < words.length && node >= 0; j++) {
      const word = words[j];
      if (word === undefined || word.entry === GIVEN || script(word) !== script(words[i] ?? word)) break;
      node = lexicon.walk(node, text.slice(word.start, word.end));
      if (node >= 0 && lexicon.isJoined(node)) end = j + 1;
    }
    const members = words.slice(i, end);
    const [first] = members;
    const last = members.at(-1);
    if (first !== undefined && last !== undefined) groups.push({ start: first.start, end: last.end, words: members });
    i = end;
  }
  return groups;
}

/** Known words and kana are of one script. */
const KNOWN = -1;

/** Words that are not read as their parts are. */
const WHOLE: ReadonlyMap<string, string> = new Map([
  ['お母さん', 'おかーさん'],
  ['お父さん', 'おとーさん'],
  ['お兄さん', 'おにーさん'],
  ['お姉さん', 'おねーさん'],
]);

/** How a group is read, in hiragana. */
export function readingOf(text: string, { start, end, words }: WordGroup, { lexicon }: JapaneseData): string {
  const whole = WHOLE.get(text.slice(start, end));
  if (whole !== undefined) return whole;
  return words
    .map(({ entry, start, end }) => {
      const surface = text.slice(start, end);
      return entry < 0 ? toHiragana(surface) : lexicon.reading(entry, surface);
    })
    .join('');
}
