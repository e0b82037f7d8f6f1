import { ROOT } from '../../data/trie';
import type { JapaneseData } from './data';
import { toHiragana } from './kana';
import type { TaggedWord } from './taggedWord';
import { GIVEN, UNKNOWN } from './tagger';

/** Words that are written without a space, and their range in the text. */
export interface WordGroup {
  start: number;
  end: number;
  words: readonly TaggedWord[];
}

/**
 * Joins dictionary words that form a common word ("食べ" + "まし" + "た"), as misaki does, the longest first. Linear time,
 * because the trie
 * limits the search.
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

/** Known words and kana count as one script. */
const KNOWN = -1;

/** The reading of a group in hiragana. */
export function readingOf(text: string, { words }: WordGroup, data: JapaneseData): string {
  return words.map((word) => word.reading ?? entryReading(text.slice(word.start, word.end), word, data)).join('');
}

/** The reading of a word's entry in hiragana. */
export function entryReading(surface: string, { entry }: TaggedWord, { lexicon }: JapaneseData): string {
  return entry < 0 ? toHiragana(surface) : lexicon.reading(entry, surface);
}
