/** A class of characters as MeCab packs it: which classes it belongs to, its own, and how unknown words are made of it. */
export interface CharacterClass {
  /** A bit for each class that the character belongs to. */
  kinds: number;
  /** Index of its own class. */
  own: number;
  /** Unknown words of up to so many characters. */
  length: number;
  /** A run of characters of the class makes an unknown word. */
  groups: boolean;
  /** Unknown words are looked for even where a known word begins. */
  always: boolean;
}

/** UniDic's classes of characters, by UTF-16 unit. */
export class Characters {
  readonly #ids: Uint16Array;
  readonly #classes: CharacterClass[];

  /** @param packed of each UTF-16 unit the bits of MeCab's CharInfo */
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

  /** The class of the character at a place; characters of two units are what MeCab takes for unit 0. */
  at(text: string, index: number): CharacterClass {
    const unit = text.charCodeAt(index);
    const id = this.#ids[unit >= 0xd800 && unit < 0xe000 ? 0 : unit] ?? this.#ids[0] ?? 0;
    const found = this.#classes[id];
    if (found === undefined) throw new RangeError('There are no classes of characters.');
    return found;
  }
}

/** How many units the character at a place has. */
export function widthAt(text: string, index: number): number {
  return (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
}
