import { decodeUtf8 } from '../data/utf8';
import type { LanguageHost } from '../host';

/** How a sense is said: the key of the lexicon's entry for it, or American and British phonemes. */
export type Pronunciation = string | readonly [american: string, british: string];
/** A sense by its name in WikipediaHomographData (wordids.tsv), and how it is said. */
export type Sense = readonly [name: string, said: Pronunciation];
/** The senses of words (lower case); the place of a sense is its class in the classifier. */
export type Senses = ReadonlyMap<string, readonly Sense[]>;
/** Words (lower case) that the lexicons lack or have wrong, in misaki's raw symbols. */
export type Supplement = readonly (readonly [word: string, american: string, british: string])[];

/** What must follow an abbreviation that is also a word. */
export type Follower = 'number' | 'name' | '';

/** Words, names and signs, and how they are said. */
export interface WordTables {
  /** By the name in lower case. */
  readonly names: ReadonlyMap<string, string>;
  /** Words in capitals that are said as words, or letter by letter. */
  readonly capitals: ReadonlyMap<string, 'word' | 'letters'>;
  /** Where an acronym is spelled in small letters. */
  readonly acronyms: ReadonlyMap<string, 'text' | 'identifiers' | 'both'>;
  readonly fileEndings: ReadonlyMap<string, string>;
  readonly abbreviations: ReadonlyMap<string, { readonly said: string; readonly before: Follower }>;
  readonly symbols: ReadonlyMap<string, string>;
  /** What an operator is called between operands, and before a number or version; '' where it has no name. */
  readonly operators: ReadonlyMap<string, { readonly between: string; readonly beforeNumber: string }>;
  readonly keys: ReadonlyMap<string, string>;
}

/** The tables of src/language/english/data, which explain their columns themselves. */
export interface EnglishTables {
  readonly senses: Senses;
  readonly supplement: Supplement;
  readonly words: WordTables;
}

/** What scripts/lib/englishTables.mjs writes: each table's rows. */
interface PackedTables {
  homographs: [word: string, senses: Sense[]][];
  pronunciations: Supplement;
  names: [name: string, said: string][];
  capitals: [word: string, said: 'word' | 'letters'][];
  acronyms: [acronym: string, where: 'text' | 'identifiers' | 'both'][];
  fileEndings: [ending: string, said: string][];
  abbreviations: [abbreviation: string, said: string, before: Follower][];
  symbols: [symbol: string, said: string][];
  operators: [operator: string, between: string, beforeNumber: string][];
  keys: [key: string, said: string][];
}

/** Reads `english.br`. @throws Error when it is missing or damaged */
export async function loadEnglishTables(host: LanguageHost): Promise<EnglishTables> {
  const packed = JSON.parse(decodeUtf8(await host.readData('english.br'))) as PackedTables;
  return {
    senses: new Map(packed.homographs),
    supplement: packed.pronunciations,
    words: {
      names: new Map(packed.names),
      capitals: new Map(packed.capitals),
      acronyms: new Map(packed.acronyms),
      fileEndings: new Map(packed.fileEndings),
      abbreviations: new Map(packed.abbreviations.map(([text, said, before]) => [text, { said, before }])),
      symbols: new Map(packed.symbols),
      operators: new Map(packed.operators.map(([sign, between, beforeNumber]) => [sign, { between, beforeNumber }])),
      keys: new Map(packed.keys),
    },
  };
}
