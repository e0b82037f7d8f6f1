import { ROOT, Trie } from '../../data/trie';
import { toHiragana } from './kana';

/** UniDic's words as scripts/lib/japaneseData.mjs writes them, in the order of their UTF-16 units. */
export interface LexiconColumns {
  /** How many units a word shares with the one before it, how long it is, and the other units one after the other. */
  shared: Uint8Array;
  lengths: Uint8Array;
  units: Uint16Array;
  /** How many entries a word has; the highest bit marks words that are written without a space inside. */
  entries: Uint8Array;
  /** Of each entry the context, the cost, and how many of the word's last characters are the end of its reading. */
  contexts: Uint16Array;
  costs: Int16Array;
  readingTails: Uint8Array;
  /** What the readings begin with: bytes that end with 0, each the place in the block of hiragana, or 255 and a unit. */
  readingHeads: Uint8Array;
}

const JOINED = 0x80;
const HIRAGANA = 0x3040;
const ESCAPE = 255;

/** The dictionary: words, what they may be, and how they are read. */
export class Lexicon {
  readonly contexts: Uint16Array;
  readonly costs: Int16Array;
  readonly #trie: Trie;
  /** Of each node the first entry of the word that ends there, how many there are, and whether it is joined. */
  readonly #first: Uint32Array;
  readonly #entries: Uint8Array;
  readonly #readingTails: Uint8Array;
  readonly #readingHeads: Uint8Array;
  readonly #headStarts: Uint32Array;

  constructor(columns: LexiconColumns) {
    this.contexts = columns.contexts;
    this.costs = columns.costs;
    this.#readingTails = columns.readingTails;
    this.#readingHeads = columns.readingHeads;
    this.#headStarts = startsOf(columns.readingHeads, columns.costs.length);
    const { trie, ends } = buildTrie(columns);
    this.#trie = trie.trie;
    this.#first = new Uint32Array(trie.size);
    this.#entries = new Uint8Array(trie.size);
    let first = 0;
    ends.forEach((node, word) => {
      const count = columns.entries[word] ?? 0;
      this.#first[node] = first;
      this.#entries[node] = count;
      first += count & ~JOINED;
    });
  }

  /**
   * Calls back with the end and the entries of every word of `text` that begins at `start` and ends by `limit`, shortest first.
   * @returns whether there is any
   */
  forEachAt(
    text: string,
    start: number,
    limit: number,
    found: (end: number, first: number, count: number) => void,
  ): boolean {
    let node = ROOT;
    let any = false;
    for (let i = start; i < limit; i++) {
      node = this.#trie.next(node, text.charCodeAt(i));
      if (node < 0) break;
      const count = (this.#entries[node] ?? 0) & ~JOINED;
      if (count === 0) continue;
      any = true;
      found(i + 1, this.#first[node] ?? 0, count);
    }
    return any;
  }

  /** The node that the text leads to from a node, or -1. */
  walk(node: number, text: string): number {
    for (let i = 0; i < text.length && node >= 0; i++) node = this.#trie.next(node, text.charCodeAt(i));
    return node;
  }

  /** Whether the word that ends at the node is written without a space inside. */
  isJoined(node: number): boolean {
    return ((this.#entries[node] ?? 0) & JOINED) !== 0;
  }

  /** How an entry with this surface is read, in hiragana. */
  reading(entry: number, surface: string): string {
    let head = '';
    const bytes = this.#readingHeads;
    for (let i = this.#headStarts[entry] ?? 0; i < bytes.length; i++) {
      const byte = bytes[i] ?? 0;
      if (byte === 0) break;
      if (byte === ESCAPE) head += String.fromCharCode((bytes[++i] ?? 0) + 256 * (bytes[++i] ?? 0));
      else head += String.fromCharCode(HIRAGANA + byte);
    }
    const tail = this.#readingTails[entry] ?? 0;
    return tail === 0 ? head : head + toHiragana(surface.slice(-tail));
  }
}

function startsOf(heads: Uint8Array, count: number): Uint32Array {
  const starts = new Uint32Array(count);
  let at = 0;
  for (let entry = 0; entry < count; entry++) {
    starts[entry] = at;
    while ((heads[at] ?? 0) !== 0) at += heads[at] === ESCAPE ? 3 : 1;
    at++;
  }
  return starts;
}

/** The words, which are sorted, as a trie in level order, and of each word the node where it ends. */
function buildTrie({ shared, lengths, units }: LexiconColumns): {
  trie: { trie: Trie; size: number };
  ends: Uint32Array;
} {
  // Nodes of a level have the order in which they are met, so that only the place where the level starts is to be found first.
  const levels: number[] = [1];
  forEachNewDepth(shared, lengths, (depth) => (levels[depth] = (levels[depth] ?? 0) + 1));
  const next = new Uint32Array(levels.length);
  let size = 0;
  levels.forEach((count, depth) => {
    next[depth] = size;
    size += count;
  });
  const chars = new Uint16Array(size);
  const children = new Uint16Array(size);
  const path = new Uint32Array(levels.length);
  const ends = new Uint32Array(lengths.length);
  let unit = 0;
  for (let word = 0; word < lengths.length; word++) {
    const length = lengths[word] ?? 0;
    for (let depth = (shared[word] ?? 0) + 1; depth <= length; depth++) {
      const node = next[depth] ?? 0;
      const parent = path[depth - 1] ?? 0;
      next[depth] = node + 1;
      path[depth] = node;
      chars[node] = units[unit++] ?? 0;
      children[parent] = (children[parent] ?? 0) + 1;
    }
    ends[word] = path[length] ?? 0;
  }
  return { trie: { trie: new Trie(chars, children), size }, ends };
}

function forEachNewDepth(shared: Uint8Array, lengths: Uint8Array, found: (depth: number) => void): void {
  for (let word = 0; word < lengths.length; word++) {
    for (let depth = (shared[word] ?? 0) + 1; depth <= (lengths[word] ?? 0); depth++) found(depth);
  }
}
