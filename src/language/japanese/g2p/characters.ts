/** MeCab's description of a character: its classes, and how it forms unknown words. */
export interface CharacterClass {
  /** One bit per class that the character belongs to. */
  kinds: number;
  /** Index of its main class. */
  own: number;
  /** The longest unknown word, in characters. */
  length: number;
  /** Whether a run of characters of the class forms an unknown word. */
  groups: boolean;
  /** Whether unknown words are considered even where a known word begins. */
  always: boolean;
}

/** UniDic's character classes, by UTF-16 unit. */
export class Characters {
  readonly #ids: Uint16Array;
  readonly #classes: CharacterClass[];

  /** @param packed the bits of MeCab's CharInfo for each UTF-16 unit */
  constructor(packed: Uint32Array) {
    const ids = new Map<number, number>();
    this.#ids = Uint16Array.from(packed, (bits) => {
      const id = ids.get(bits) ?? ids.size;
      ids.set(bits, id);
      return id;
    });
    this.#classes = [...ids.keys()].map((bits) => ({
      kinds: bits & 0x3ffff,
      own: (bits >>> 18) & 0xff,
      length: (bits >>> 26) & 15,
      groups: ((bits >>> 30) & 1) === 1,
      always: bits >>> 31 === 1,
    }));
  }

  /** The class of the character at an index; MeCab treats characters of two units like unit 0. */
  at(text: string, index: number): CharacterClass {
    const unit = text.charCodeAt(index);
    const id = this.#ids[unit >= 0xd800 && unit < 0xe000 ? 0 : unit] ?? this.#ids[0] ?? 0;
    const found = this.#classes[id];
    if (found === undefined) throw new RangeError('The character classes are empty.');
    return found;
  }
}

/** How many UTF-16 units the character at an index has. */
export function widthAt(text: string, index: number): number {
  return (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
}
