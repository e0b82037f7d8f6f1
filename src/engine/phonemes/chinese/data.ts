import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { TaggedModel, WordModel } from './hmm';
import { Phrases, Readings } from './readings';
import { Trie } from './trie';
import { Words } from './words';

/** Which phrases are known: pypinyin's own, or those that Kokoro v1.1-zh was trained with. */
export type PhraseSet = 'small' | 'large';

/** What reads Chinese: words, models for words that are not among them, and how they are read. */
export interface ChineseData {
  words: Words;
  wordModel: WordModel;
  taggedModel: TaggedModel;
  readings: Readings;
}

interface Header {
  tags: string[];
  totalFrequency: number;
  /** Places in a word (B, E, M, S) with a tag behind. */
  states: string[];
  /** Pinyin with the tone behind ("lü4"); 5 is the neutral tone. */
  syllables: string[];
  sections: Record<string, { type: string; offset: number; length: number } | undefined>;
}

const inflate = promisify(brotliDecompress);

/**
 * Reads `chinese.bin`, which scripts/lib/chineseData.mjs writes: under Brotli, the length of a header (UInt32LE), the
 * header (JSON), and typed arrays (little-endian) at multiples of 8 bytes, counted from the end of the header.
 * @throws Error when the file is not there or is not such a file
 */
export async function readChineseData(path: string, phrases: PhraseSet): Promise<ChineseData> {
  const bytes = await inflate(await readFile(path));
  const headerLength = bytes.readUInt32LE(0);
  const header = JSON.parse(bytes.toString('utf8', 4, 4 + headerLength)) as Header;
  const sections = new Sections(bytes, Math.ceil((4 + headerLength) / 8) * 8, header);
  const phraseTrie = new Trie(sections.uint16(`${phrases}Chars`), sections.uint16(`${phrases}Children`));
  return {
    words: new Words(new Trie(sections.uint16('wordChars'), sections.uint16('wordChildren')), {
      frequencies: [0, 1, 2].map((plane) => sections.uint8(`wordFrequency${plane}`)),
      total: header.totalFrequency,
      wordTags: sections.uint8('wordTags'),
      tags: header.tags,
    }),
    wordModel: new WordModel(sections.uint16('shortChars'), sections.float32('shortEmissions')),
    taggedModel: new TaggedModel({
      states: header.states,
      starts: sections.float64('tagStarts'),
      from: sections.uint8('transitionFrom'),
      to: sections.uint8('transitionTo'),
      transitions: sections.float64('transitionValues'),
      chars: sections.uint16('emissionChars'),
      counts: sections.uint16('emissionCounts'),
      emissionStates: sections.uint8('emissionStates'),
      emissionPossible: sections.uint8('emissionPossible'),
      emissions: sections.float32('emissionValues'),
    }),
    readings: new Readings(
      header.syllables,
      new Map(zip(sections.uint32('readingCodes'), sections.uint16('readings'))),
      new Phrases(phraseTrie, sections.uint8(`${phrases}Counts`), sections.uint16(`${phrases}Readings`)),
    ),
  };
}

function* zip(keys: Uint32Array, values: Uint16Array): Generator<[number, number]> {
  for (const [i, key] of keys.entries()) yield [key, values[i] ?? 0];
}

class Sections {
  readonly #bytes: Uint8Array;
  readonly #start: number;
  readonly #header: Header;

  constructor(bytes: Buffer, start: number, header: Header) {
    // Not as a Buffer, whose slices are no copies.
    this.#bytes = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#start = start;
    this.#header = header;
  }

  uint8(name: string): Uint8Array {
    return new Uint8Array(this.#copy(name, 'Uint8Array', 1));
  }

  uint16(name: string): Uint16Array {
    return new Uint16Array(this.#copy(name, 'Uint16Array', 2));
  }

  uint32(name: string): Uint32Array {
    return new Uint32Array(this.#copy(name, 'Uint32Array', 4));
  }

  float32(name: string): Float32Array {
    return new Float32Array(this.#copy(name, 'Float32Array', 4));
  }

  float64(name: string): Float64Array {
    return new Float64Array(this.#copy(name, 'Float64Array', 8));
  }

  /** A copy: the place in the buffer may be odd, and the whole buffer need not stay. */
  #copy(name: string, type: string, width: number): ArrayBuffer {
    const section = this.#header.sections[name];
    if (section?.type !== type) throw new Error(`The data for Chinese has no ${type} "${name}".`);
    const from = this.#start + section.offset;
    const copy = this.#bytes.slice(from, from + section.length * width);
    return copy.buffer;
  }
}
