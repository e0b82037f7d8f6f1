import { Sections } from '../../data/sections';
import { Characters } from './characters';
import { Lexicon } from './lexicon';
import { unpackMatrix } from './matrix';

/** A possible context and cost of an unknown word. */
export type UnknownEntry = readonly [context: number, cost: number];

/** What kind of word has a context. */
export const KIND = { other: 0, suffix: 1, prefix: 2, mark: 3 } as const;

/** The dictionary and what MeCab's algorithm needs. */
export interface JapaneseData {
  lexicon: Lexicon;
  characters: Characters;
  /** Names of the character classes. */
  classes: readonly string[];
  /** The possible contexts and costs of unknown words, by character class. */
  unknown: readonly (readonly UnknownEntry[])[];
  /**
   * `costs[contextRows[right] * columns + contextColumns[left]]` is the cost of context `right` after context `left`.
   */
  costs: Int16Array;
  columns: number;
  contextRows: Uint16Array;
  contextColumns: Uint16Array;
  /** One of `KIND`, by context. */
  contextKinds: Uint8Array;
  /** The context of the text's beginning and end. */
  edge: number;
}

interface Header {
  /** What the costs of the matrix, and of words, are multiples of. */
  step: number;
  costStep: number;
  rows: number;
  columns: number;
  classes: string[];
  unknown: UnknownEntry[][];
  edge: number;
}

/**
 * Reads `japanese.bin`, which scripts/lib/japaneseData.mjs writes.
 * @throws Error when the bytes are not such a file
 */
export function readJapaneseData(bytes: Uint8Array<ArrayBuffer>): JapaneseData {
  const sections = new Sections<Header>(bytes);
  const { step, costStep, rows, columns, classes, unknown, edge } = sections.header;
  return {
    lexicon: new Lexicon({
      shared: sections.uint8('wordShared'),
      lengths: sections.uint8('wordLengths'),
      units: sections.uint16('wordUnits'),
      entries: sections.uint8('wordEntries'),
      contexts: sections.uint16('contexts'),
      costs: sections.int16('costs').map((cost) => cost * costStep),
      readingTails: sections.uint8('readingTails'),
      readingHeads: sections.uint8('readingHeads'),
    }),
    characters: new Characters(sections.uint32('characters')),
    classes,
    unknown,
    costs: unpackMatrix({
      rows,
      columns,
      step,
      parents: sections.uint16('parents'),
      changed: sections.uint8('changed'),
      changes: sections.int16('changes'),
    }),
    columns,
    contextRows: sections.uint16('contextRows'),
    contextColumns: sections.uint16('contextColumns'),
    contextKinds: sections.uint8('contextKinds'),
    edge,
  };
}
