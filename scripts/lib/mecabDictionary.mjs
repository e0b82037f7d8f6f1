// Reads a dictionary that MeCab compiled: sys.dic and unk.dic (words), matrix.bin (the cost of one word after another)
// and char.bin
// (character classes). The layouts are those of MeCab's dictionary.cpp, connector.cpp and char_property.cpp.
const HEADER = 72;
const TOKEN = 16;

/**
 * The words of sys.dic or unk.dic in the dictionary's order.
 * @returns [{ surface, left, right, cost, features }]: left and right are context ids, features is a line of CSV
 */
export function readWords(bytes) {
  const [, , , , , , arraySize, tokenSize] = Array.from({ length: 8 }, (_, i) => bytes.readUInt32LE(4 * i));
  const tokens = HEADER + arraySize;
  const features = tokens + tokenSize;
  const words = [];
  for (const { surface, first, count } of surfaces(bytes, HEADER, arraySize / 8)) {
    for (let i = first; i < first + count; i++) {
      const at = tokens + TOKEN * i;
      const from = features + bytes.readUInt32LE(at + 8);
      words[i] = {
        surface,
        left: bytes.readUInt16LE(at),
        right: bytes.readUInt16LE(at + 2),
        cost: bytes.readInt16LE(at + 6),
        features: bytes.toString('utf8', from, bytes.indexOf(0, from)),
      };
    }
  }
  return words;
}

/** Walks the double-array trie of `units` (base, check) pairs and yields each surface with its tokens. */
function* surfaces(bytes, start, units) {
  const base = (unit) => bytes.readInt32LE(start + 8 * unit);
  const children = new Map();
  for (let unit = 1; unit < units; unit++) {
    const check = bytes.readUInt32LE(start + 8 * unit + 4);
    if (check === 0) continue;
    const siblings = children.get(check);
    if (siblings) siblings.push(unit);
    else children.set(check, [unit]);
  }
  const open = [{ unit: 0, prefix: [] }];
  for (let node = open.pop(); node; node = open.pop()) {
    const from = base(node.unit);
    for (const unit of children.get(from) ?? []) {
      const label = unit - from;
      if (label > 0) open.push({ unit, prefix: [...node.prefix, label - 1] });
      else {
        const value = -base(unit) - 1;
        yield { surface: Buffer.from(node.prefix).toString('utf8'), first: value >>> 8, count: value & 255 };
      }
    }
  }
}

/** The cost of a word after another: `values[left id of the right word * size + right id of the left word]`. */
export function readMatrix(bytes) {
  const size = bytes.readUInt16LE(0);
  return { size, values: new Int16Array(bytes.buffer.slice(bytes.byteOffset + 4, bytes.byteOffset + bytes.length)) };
}

/** The names of the classes, and a packed description of the class of each UTF-16 unit. */
export function readCharacters(bytes) {
  const count = bytes.readUInt32LE(0);
  const names = Array.from({ length: count }, (_, i) => {
    const at = 4 + 32 * i;
    return bytes.toString('latin1', at, bytes.indexOf(0, at));
  });
  const start = 4 + 32 * count;
  return {
    names,
    units: new Uint32Array(bytes.buffer.slice(bytes.byteOffset + start, bytes.byteOffset + bytes.length)),
  };
}

/** The fields of a line of CSV, with or without quotes. */
export function fieldsOf(line) {
  if (!line.includes('"')) return line.split(',');
  return Array.from(line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g), ([, quoted, plain]) =>
    quoted === undefined ? plain : quoted.replaceAll('""', '"'),
  );
}
