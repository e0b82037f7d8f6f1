import type { SourceRange } from '../../common/range';
import type { LanguageCode } from '../language';
import { isWholeWord } from './boundaries';
import { compilePattern } from './compilePattern';
import { isForLanguage, type Pronunciation, type PronunciationLists } from './entry';
import type { Budget, Pattern } from './pattern';

/** Where a text uses an entry. */
export interface DictionaryMatch extends SourceRange {
  entry: Pronunciation;
}

/** Decides whether an entry may be used at a place; asked about entries with a part of speech. */
export type Accepts = (entry: Pronunciation, place: SourceRange) => boolean;

/**
 * Work for the patterns of a dictionary on one sentence, in steps of some 50 ns; hostile patterns find nothing more
 * when it is used up.
 */
const BUDGET = 1_000_000;

/** A node of the tree of words, by their characters in lower case. */
interface WordNode {
  next: Map<string, WordNode>;
  /** The entries for the word that ends here. */
  entries: Pronunciation[];
}

interface DictionaryList {
  words: WordNode;
  patterns: { entry: Pronunciation; pattern: Pattern }[];
}

/** The entries for texts in a language, ready for matching. Takes time in proportion to the text. */
export class Dictionary {
  readonly #lists: readonly DictionaryList[];

  private constructor(lists: readonly DictionaryList[]) {
    this.#lists = lists;
  }

  /** @param lists valid entries, as `parsePronunciations` returns them @returns undefined if none is for the language */
  static of(lists: PronunciationLists | undefined, code: LanguageCode): Dictionary | undefined {
    const used = (lists ?? []).map((list) => list.filter((entry) => isForLanguage(entry, code)));
    return used.every((list) => list.length === 0) ? undefined : new Dictionary(used.map(listOf));
  }

  /**
   * Where a text in its plain form uses entries, in order and apart. Earlier lists win; then the place that begins
   * first; there, the longer match, then words before patterns.
   */
  find(text: string, accepts: Accepts = () => true): DictionaryMatch[] {
    const budget = { left: BUDGET };
    const taken = new Uint8Array(text.length);
    const matches: DictionaryMatch[] = [];
    for (const { words, patterns } of this.#lists) {
      const allowed: Accepts = (entry, place) =>
        taken.subarray(place.start, place.end).every((mark) => mark === 0) &&
        (entry.partOfSpeech === undefined || accepts(entry, place));
      const found = [
        ...findWords(words, text, allowed),
        ...patterns.flatMap(({ entry, pattern }) => [...findPattern(entry, pattern, text, allowed, budget)]),
      ].sort((a, b) => a.start - b.start || b.end - a.end);
      for (const match of apart(found)) {
        taken.fill(1, match.start, match.end);
        matches.push(match);
      }
    }
    return matches.sort((a, b) => a.start - b.start);
  }
}

function listOf(entries: readonly Pronunciation[]): DictionaryList {
  const words: WordNode = { next: new Map(), entries: [] };
  const patterns: DictionaryList['patterns'] = [];
  for (const entry of entries) {
    if (entry.pattern !== undefined) {
      patterns.push({ entry, pattern: compilePattern(entry.pattern, entry.caseSensitive !== true) });
      continue;
    }
    let node = words;
    for (const character of keyOf(entry.word ?? '')) {
      const next = node.next.get(character) ?? { next: new Map(), entries: [] };
      node.next.set(character, next);
      node = next;
    }
    node.entries.push(entry);
  }
  return { words, patterns };
}

/** The characters of a word or text in lower case, one for each. */
function keyOf(text: string): string[] {
  return Array.from(plain(text), (character) => character.toLowerCase());
}

/** The form in which texts and words are compared: composed, with single spaces and straight apostrophes. */
export function plain(text: string): string {
  return text.trim().normalize('NFC').replace(/\s+/g, ' ').replace(/[’ʼ]/g, "'");
}

function* findWords(words: WordNode, text: string, accepts: Accepts): Generator<DictionaryMatch> {
  for (let start = 0; start < text.length;) {
    const found = longestWord(words, text, start, accepts);
    if (found) yield found;
    start = found?.end ?? start + String.fromCodePoint(text.codePointAt(start) ?? 0).length;
  }
}

function longestWord(words: WordNode, text: string, start: number, accepts: Accepts): DictionaryMatch | undefined {
  let longest: DictionaryMatch | undefined;
  let node = words;
  for (let end = start; end < text.length;) {
    const character = String.fromCodePoint(text.codePointAt(end) ?? 0);
    const next = node.next.get(character.toLowerCase());
    if (next === undefined) break;
    node = next;
    end += character.length;
    if (node.entries.length === 0 || !isWholeWord(text, start, end)) continue;
    const said = text.slice(start, end);
    const entry = node.entries.find(
      (candidate) =>
        (candidate.caseSensitive !== true || plain(candidate.word ?? '') === said) &&
        accepts(candidate, { start, end }),
    );
    if (entry) longest = { start, end, entry };
  }
  return longest;
}

function* findPattern(
  entry: Pronunciation,
  pattern: Pattern,
  text: string,
  accepts: Accepts,
  budget: Budget,
): Generator<DictionaryMatch> {
  let found = pattern.find(text, 0, budget);
  for (; found; found = pattern.find(text, found.end, budget)) if (accepts(entry, found)) yield { ...found, entry };
}

/** Leaves out what overlaps the match before it. */
function apart(sorted: readonly DictionaryMatch[]): DictionaryMatch[] {
  let end = 0;
  return sorted.filter((match) => {
    if (match.start < end) return false;
    end = match.end;
    return true;
  });
}

/** The entries for each language that a text is read in, made when they are first asked for. */
export function dictionaries(lists: PronunciationLists | undefined): (code: LanguageCode) => Dictionary | undefined {
  const known = new Map<LanguageCode, Dictionary | undefined>();
  return (code) => {
    if (!known.has(code)) known.set(code, Dictionary.of(lists, code));
    return known.get(code);
  };
}
