import { ROOT, type Trie } from '../../data/trie';
import { contextSyllable, endsInPolyphone } from './polyphones';

/** Phrases that are not read character by character, and phrases that prevent a match of another one. */
export class Phrases {
  readonly #trie: Trie;
  readonly #counts: Uint8Array;
  /** For each node, the index of the phrase's first syllable in `syllables`. */
  readonly #starts: Uint32Array;
  readonly #syllables: Uint16Array;

  /**
   * @param counts for each node, the number of syllables of the phrase that ends there; 0 if none does
   * @param syllables the phrases' syllables, in node order
   */
  constructor(trie: Trie, counts: Uint8Array, syllables: Uint16Array) {
    this.#trie = trie;
    this.#counts = counts;
    this.#syllables = syllables;
    this.#starts = new Uint32Array(counts.length);
    let start = 0;
    counts.forEach((count, node) => {
      this.#starts[node] = start;
      start += count;
    });
  }

  /**
   * The longest phrase in `text` at `start`, and its syllables; "unfinished" if there is none but the rest of the text
   * is the
   * beginning of one.
   */
  longestAt(text: string, start: number): { end: number; syllables: Uint16Array } | 'unfinished' | undefined {
    let node = ROOT;
    let found = -1;
    let end = start;
    for (let i = start; i < text.length; i++) {
      node = this.#trie.next(node, text.charCodeAt(i));
      if (node < 0) break;
      if (this.#counts[node]) {
        found = node;
        end = i + 1;
      }
    }
    if (found < 0) return node < 0 ? undefined : 'unfinished';
    const from = this.#starts[found] ?? 0;
    return { end, syllables: this.#syllables.subarray(from, from + (this.#counts[found] ?? 0)) };
  }
}

/** Readings of characters, alone and in phrases (pypinyin). */
export class Readings {
  readonly #syllables: readonly string[];
  readonly #characters: Map<number, number>;
  readonly #phrases: Phrases;

  /** @param characters indices into `syllables`, by code point */
  constructor(syllables: readonly string[], characters: Map<number, number>, phrases: Phrases) {
    this.#syllables = syllables;
    this.#characters = characters;
    this.#phrases = phrases;
  }

  /** Changes the reading of a character outside phrases. @throws RangeError for an unknown syllable */
  override(character: string, syllable: string): void {
    const index = this.#syllables.indexOf(syllable);
    if (index < 0) throw new RangeError(`No character is read ${syllable}.`);
    this.#characters.set(character.codePointAt(0) ?? 0, index);
  }

  /** Whether the character has a reading. */
  has(codePoint: number): boolean {
    return this.#characters.has(codePoint);
  }

  /**
   * The word's syllables ("zhong1"), one per character; empty for a character without a reading.
   * Phrases are matched from the left, the longest first. As in pypinyin, if the word ends in an unfinished phrase,
   * that ending is read
   * character by character.
   * @param text what the word stands in, from `start` on, where that can tell how it is read
   */
  read(word: string, text = word, start = 0): string[] {
    const last = word.length - 1;
    const told = endsInPolyphone(word) ? contextSyllable(text, start + last) : undefined;
    if (told !== undefined) return [...(last === 0 ? [] : this.read(word.slice(0, last))), told];
    const said: string[] = [];
    let unfinished = false;
    for (let i = 0; i < word.length;) {
      const phrase = unfinished ? undefined : this.#phrases.longestAt(word, i);
      if (phrase === 'unfinished') unfinished = true;
      else if (phrase !== undefined) {
        for (const syllable of phrase.syllables) said.push(this.#syllables[syllable] ?? '');
        i = phrase.end;
        continue;
      }
      const code = word.codePointAt(i) ?? 0;
      said.push(this.#syllables[this.#characters.get(code) ?? 0] ?? '');
      i += code > 0xffff ? 2 : 1;
    }
    return said;
  }
}
