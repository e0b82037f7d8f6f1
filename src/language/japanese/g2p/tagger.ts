import { type CharacterClass, widthAt } from './characters';
import type { JapaneseData } from './data';
import { Lattice } from './lattice';
import type { GivenWord, TaggedWord } from './taggedWord';

export const UNKNOWN = -1;
export const GIVEN = -2;

/** Longer runs of characters of one class are not words. */
const LONGEST_GROUP = 24;
/** Longer texts are split, after punctuation or a space if possible, to keep the lattice small. */
const WINDOW = 1_500;
const NEAR_END = 300;

/**
 * Splits text into UniDic's words as MeCab does: of all sequences of known and unknown words that cover the text, it
 * finds the one with
 * the lowest cost of words and transitions (Kudo, Yamamoto and Matsumoto 2004). Linear time.
 */
export class Tagger {
  readonly #data: JapaneseData;
  readonly #space: number;

  constructor(data: JapaneseData) {
    this.#data = data;
    this.#space = data.classes.indexOf('SPACE');
  }

  /** @param given words that are known in advance, in order and without overlap */
  tag(text: string, given: readonly GivenWord[] = []): TaggedWord[] {
    const words: TaggedWord[] = [];
    let next = 0;
    for (let start = 0; start < text.length;) {
      const end = windowEnd(text, start, given, next);
      const from = next;
      while ((given[next]?.end ?? Infinity) <= end) next++;
      words.push(...this.#tagWindow(text, start, end, given.slice(from, next)));
      start = end;
    }
    return words;
  }

  #tagWindow(text: string, start: number, end: number, given: readonly GivenWord[]): TaggedWord[] {
    const lattice = new Lattice(this.#data, start, end);
    let next = 0;
    for (let at = start; at < end; at++) {
      while ((given[next]?.end ?? Infinity) <= at) next++;
      if (lattice.reaches(at)) this.#lookUp(text, at, end, given[next], lattice);
    }
    return lattice.best();
  }

  /** Adds the words that can begin at an index, after any spaces. */
  #lookUp(text: string, at: number, end: number, given: GivenWord | undefined, lattice: Lattice): void {
    const limit = Math.min(end, given?.start ?? end);
    let begin = at;
    while (begin < limit && this.#isSpace(this.#data.characters.at(text, begin))) begin++;
    if (given !== undefined && begin >= given.start) this.#addGiven(begin, given, lattice);
    else if (begin < limit) this.#addWords(text, begin, limit, lattice);
    lattice.connect(at);
  }

  #isSpace(info: CharacterClass): boolean {
    return ((info.kinds >>> this.#space) & 1) === 1;
  }

  #addGiven(begin: number, given: GivenWord, lattice: Lattice): void {
    const like = this.#data.classes.indexOf(given.like);
    for (const [context, cost] of this.#data.unknown[like] ?? []) {
      lattice.add({ start: begin, end: given.end, entry: GIVEN, characterClass: like, context }, cost);
    }
  }

  #addWords(text: string, begin: number, limit: number, lattice: Lattice): void {
    const { lexicon, characters } = this.#data;
    const info = characters.at(text, begin);
    const known = lexicon.forEachAt(text, begin, limit, (end, first, count) => {
      for (let entry = first; entry < first + count; entry++) {
        const context = lexicon.contexts[entry] ?? 0;
        lattice.add({ start: begin, end, entry, characterClass: info.own, context }, lexicon.costs[entry] ?? 0);
      }
    });
    if (known && !info.always) return;
    const afterFirst = begin + widthAt(text, begin);
    const ends: number[] = [];
    const groupEnd = info.groups ? this.#groupEnd(text, afterFirst, limit, info) : -1;
    if (groupEnd >= 0) ends.push(groupEnd);
    let end = afterFirst;
    for (let i = 1; i <= info.length && end <= limit; i++) {
      if (end === groupEnd) continue;
      ends.push(end);
      if (end >= limit || (characters.at(text, end).kinds & info.kinds) === 0) break;
      end += widthAt(text, end);
    }
    if (!known && ends.length === 0) ends.push(afterFirst);
    for (const unknownEnd of ends) {
      for (const [context, cost] of this.#data.unknown[info.own] ?? []) {
        lattice.add({ start: begin, end: unknownEnd, entry: UNKNOWN, characterClass: info.own, context }, cost);
      }
    }
  }

  /** Where a run of characters ends in which each shares a class with the one before it; -1 if it is too long. */
  #groupEnd(text: string, start: number, limit: number, first: CharacterClass): number {
    let at = start;
    let kinds = first.kinds;
    for (let count = 0; at < limit; count++) {
      const info = this.#data.characters.at(text, at);
      if ((kinds & info.kinds) === 0) break;
      if (count === LONGEST_GROUP) return -1;
      kinds = info.kinds;
      at += widthAt(text, at);
    }
    return Math.min(at, limit);
  }
}

function windowEnd(text: string, start: number, given: readonly GivenWord[], next: number): number {
  const hard = start + WINDOW;
  if (hard >= text.length) return text.length;
  let end = hard;
  for (let at = hard; at > hard - NEAR_END; at--) {
    if (/[\s、。，．,.!?！？]/.test(text.charAt(at - 1))) {
      end = at;
      break;
    }
  }
  if (end === hard && isLowSurrogate(text, end)) end--;
  // Do not split a given word.
  for (let i = next; (given[i]?.start ?? Infinity) < end; i++) end = Math.max(end, given[i]?.end ?? end);
  return end;
}

function isLowSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit < 0xe000;
}
