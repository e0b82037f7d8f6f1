/** The node where every search starts. */
export const ROOT = 0;

/** A trie in level order: the children of a node are adjacent and sorted by the character that leads to them. */
export class Trie {
  readonly #chars: Uint16Array;
  /** The first child of each node, and one sentinel. */
  readonly #firstChild: Uint32Array;
  /** Children of the root by character; only the root has thousands. */
  readonly #roots = new Uint32Array(0x10000);

  /** @param chars the character that leads to each node. @param children the number of each node's children */
  constructor(chars: Uint16Array, children: Uint16Array) {
    this.#chars = chars;
    this.#firstChild = new Uint32Array(children.length + 1);
    let next = 1;
    children.forEach((count, node) => {
      this.#firstChild[node] = next;
      next += count;
    });
    this.#firstChild[children.length] = next;
    const rootEnd = this.#firstChild[1] ?? 1;
    for (let node = 1; node < rootEnd; node++) this.#roots[chars[node] ?? 0] = node;
  }

  /** The child of `node` for a character (UTF-16 unit), or -1. */
  next(node: number, char: number): number {
    if (node === ROOT) {
      const child = this.#roots[char] ?? 0;
      return child === 0 ? -1 : child;
    }
    let low = this.#firstChild[node] ?? 0;
    let high = this.#firstChild[node + 1] ?? 0;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const at = this.#chars[middle] ?? 0;
      if (at === char) return middle;
      if (at < char) low = middle + 1;
      else high = middle;
    }
    return -1;
  }

  /** The node of a word or prefix, or -1. */
  find(word: string): number {
    let node = ROOT;
    for (let i = 0; i < word.length && node >= 0; i++) node = this.next(node, word.charCodeAt(i));
    return node;
  }
}
