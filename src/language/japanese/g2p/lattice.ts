import type { JapaneseData } from './data';
import type { TaggedWord } from './taggedWord';

const NONE = -1;

/** The candidate words for a stretch of text, and the cheapest path to each of them (Viterbi). */
export class Lattice {
  readonly #data: JapaneseData;
  readonly #start: number;
  readonly #words: TaggedWord[] = [];
  /**
   * For each word: its own cost, the cost of the cheapest path to it, the previous word on that path, and the next in
   * the list of words with the same end.
   */
  readonly #ownCosts: number[] = [];
  readonly #totals: number[] = [];
  readonly #before: number[] = [];
  readonly #nextEnding: number[] = [];
  readonly #columnsOf: number[] = [];
  /** For each end, the first word in the list of words that end there. */
  readonly #ending: Int32Array;
  /** The first word that is not connected. */
  #open = 0;

  constructor(data: JapaneseData, start: number, end: number) {
    this.#data = data;
    this.#start = start;
    this.#ending = new Int32Array(end - start + 1).fill(NONE);
    this.add({ start, end: start, entry: NONE, characterClass: 0, context: data.edge }, 0);
    this.#totals[0] = 0;
    this.#listAsEnding(0);
    this.#open = 1;
  }

  /** Whether a word ends at the index, so that another can begin there. */
  reaches(at: number): boolean {
    return this.#ending[at - this.#start] !== NONE;
  }

  /** Adds a word that `connect` will connect. */
  add(word: TaggedWord, cost: number): void {
    this.#words.push(word);
    this.#ownCosts.push(cost);
    this.#totals.push(0);
    this.#before.push(NONE);
    this.#nextEnding.push(NONE);
    this.#columnsOf.push(this.#data.contextColumns[word.context] ?? 0);
  }

  /**
   * Finds the cheapest path to each word added since the last call, from the words that end at the index. The word
   * added first wins ties.
   */
  connect(at: number): void {
    // In reverse, so that each list begins with the word added first.
    for (let word = this.#words.length - 1; word >= this.#open; word--) {
      this.#connect(word, at);
      this.#listAsEnding(word);
    }
    this.#open = this.#words.length;
  }

  /** The words of the cheapest path to the end. */
  best(): TaggedWord[] {
    let at = this.#ending.length - 1;
    while (at > 0 && this.#ending[at] === NONE) at--;
    const { edge } = this.#data;
    const end = this.#words.length;
    this.add({ start: 0, end: 0, entry: NONE, characterClass: 0, context: edge }, 0);
    this.#connect(end, this.#start + at);
    const words: TaggedWord[] = [];
    for (let i = this.#before[end] ?? 0; i > 0; i = this.#before[i] ?? 0) {
      const word = this.#words[i];
      if (word !== undefined) words.push(word);
    }
    return words.reverse();
  }

  #connect(word: number, at: number): void {
    const { costs, columns, contextRows } = this.#data;
    const row = (contextRows[this.#words[word]?.context ?? 0] ?? 0) * columns;
    let least = Infinity;
    let best = 0;
    for (let left = this.#ending[at - this.#start] ?? NONE; left >= 0; left = this.#nextEnding[left] ?? NONE) {
      const total = (this.#totals[left] ?? 0) + (costs[row + (this.#columnsOf[left] ?? 0)] ?? 0);
      if (total < least) {
        least = total;
        best = left;
      }
    }
    this.#totals[word] = least + (this.#ownCosts[word] ?? 0);
    this.#before[word] = best;
  }

  #listAsEnding(word: number): void {
    const place = (this.#words[word]?.end ?? 0) - this.#start;
    this.#nextEnding[word] = this.#ending[place] ?? NONE;
    this.#ending[place] = word;
  }
}
