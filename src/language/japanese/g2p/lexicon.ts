import { ROOT, Trie } from '../../data/trie';
import { toHiragana } from './kana';

/** UniDic's words as scripts/lib/japaneseData.mjs writes them, sorted by UTF-16 units. */
export interface LexiconColumns {
  /** How many units each word shares with the previous one, its length, and the remaining units of all words. */
  shared: Uint8Array;
  lengths: Uint8Array;
  units: Uint16Array;
  /** How many entries each word has; the highest bit marks words that are joined, that is, written without a space. */
  entries: Uint8Array;
  /** For each entry, its context, its cost, and how many of the word's last characters also end its reading. */
  contexts: Uint16Array;
  costs: Int16Array;
  readingTails: Uint8Array;
  /**
   * The rest of each reading, terminated by 0: a byte is an offset into the hiragana block, or 255 followed by a UTF-16
   * unit.
   */
  readingHeads: Uint8Array;
}

const JOINED = 0x80;
const HIRAGANA = 0x3040;
const ESCAPE = 255;
/** How far behind a number a word is looked for, characters. */
const LONGEST_BEYOND = 4;

/** The dictionary: words with their entries and readings. */
export class Lexicon {
  readonly contexts: Uint16Array;
  readonly costs: Int16Array;
  readonly #trie: Trie;
  /** For each node, the first entry of the word that ends there, and the number of its entries with the JOINED bit. */
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
   * Calls back with the end and the entries of each word of `text` that begins at `start` and ends by `limit`, shortest
   * first.
   * @returns whether there is one
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

  /** Whether a word of `text` begins at `start` and ends behind `end`. */
  hasBeyond(text: string, start: number, end: number): boolean {
    let longest = start;
    this.forEachAt(text, start, Math.min(text.length, end + LONGEST_BEYOND), (found) => (longest = found));
    return longest > end;
  }

  /** The node that the text leads to, or -1. */
  walk(node: number, text: string): number {
    for (let i = 0; i < text.length && node >= 0; i++) node = this.#trie.next(node, text.charCodeAt(i));
    return node;
  }

  /** Whether the word that ends at the node is written without a space. */
  isJoined(node: number): boolean {
    return ((this.#entries[node] ?? 0) & JOINED) !== 0;
  }

  /** The reading of an entry in hiragana. @param surface the word as written */
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

/** Builds a trie in level order from the sorted words. @returns it, and the node where each word ends */
function buildTrie({ shared, lengths, units }: LexiconColumns): {
  trie: { trie: Trie; size: number };
  ends: Uint32Array;
} {
  // The words visit the nodes of a level in order, so only the start of each level must be known in advance.
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
