import { Sections } from '../../data/sections';
import { Trie } from '../../data/trie';
import { TaggedModel, WordModel } from './hmm';
import { Phrases, Readings } from './readings';
import { Words } from './words';

/**
 * The phrase dictionary: pypinyin's own (small), or the one that prepared the training text of Kokoro v1.1-zh (large).
 */
export type PhraseSet = 'small' | 'large';

/** The dictionary, the models that find words outside it, and the readings. */
export interface ChineseData {
  words: Words;
  wordModel: WordModel;
  taggedModel: TaggedModel;
  readings: Readings;
}

interface Header {
  tags: string[];
  totalFrequency: number;
  /** A position in a word (B, E, M or S) followed by a part of speech. */
  states: string[];
  /** Pinyin with a tone number ("lü4"); 5 is the neutral tone. */
  syllables: string[];
}

/**
 * Reads `chinese.bin`, which scripts/lib/chineseData.mjs writes.
 * @throws Error when the bytes are not such a file
 */
export function readChineseData(bytes: Uint8Array<ArrayBuffer>, phrases: PhraseSet): ChineseData {
  const sections = new Sections<Header>(bytes);
  const { header } = sections;
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
