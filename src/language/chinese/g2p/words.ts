import { ROOT, type Trie } from '../../data/trie';

/** The dictionary's columns, with one value per trie node. */
export interface WordColumns {
  /** The bytes of the frequency, lowest first. */
  frequencies: readonly Uint8Array[];
  /** Sum of all frequencies. */
  total: number;
  /** Indices into `tags`; 0 at nodes where no word ends. */
  wordTags: Uint8Array;
  tags: readonly string[];
}

/** jieba's dictionary: words with frequencies and parts of speech. */
export class Words {
  /** Natural logarithm of the sum of all frequencies. */
  readonly logTotal: number;
  readonly #trie: Trie;
  readonly #frequencies: Uint32Array;
  readonly #wordTags: Uint8Array;
  readonly #tags: readonly string[];

  constructor(trie: Trie, { frequencies, total, wordTags, tags }: WordColumns) {
    this.logTotal = Math.log(total);
    this.#trie = trie;
    this.#wordTags = wordTags;
    this.#tags = tags;
    this.#frequencies = new Uint32Array(wordTags.length);
    frequencies.forEach((plane, i) => {
      plane.forEach((byte, node) => {
        this.#frequencies[node] = (this.#frequencies[node] ?? 0) + byte * 2 ** (8 * i);
      });
    });
  }

  /** Calls back with the end and the frequency of every word of `text` that begins at `start`, shortest first. */
  forEachAt(text: string, start: number, found: (end: number, frequency: number) => void): void {
    let node = ROOT;
    for (let i = start; i < text.length; i++) {
      node = this.#trie.next(node, text.charCodeAt(i));
      if (node < 0) return;
      const frequency = this.#frequencies[node] ?? 0;
      if (frequency > 0) found(i + 1, frequency);
    }
  }

  /** Whether the word has a frequency. */
  has(word: string): boolean {
    const node = this.#trie.find(word);
    return node >= 0 && (this.#frequencies[node] ?? 0) > 0;
  }

  /** The word's part of speech (jieba's tags); "x" for an unknown word. */
  tagOf(word: string): string {
    const node = this.#trie.find(word);
    const tag = node < 0 ? 0 : (this.#wordTags[node] ?? 0);
    return tag === 0 ? 'x' : (this.#tags[tag] ?? 'x');
  }
}
