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

/** The tables of src/language/english/data, which explain their columns themselves. */
export interface EnglishTables {
  readonly senses: Senses;
  readonly supplement: Supplement;
}

/** Reads what scripts/lib/englishTables.mjs writes. @throws Error when it is missing or damaged */
export async function loadEnglishTables(host: LanguageHost): Promise<EnglishTables> {
  const { homographs, pronunciations } = JSON.parse(decodeUtf8(await host.readData('english.br'))) as {
    homographs: [word: string, senses: Sense[]][];
    pronunciations: Supplement;
  };
  return { senses: new Map(homographs), supplement: pronunciations };
}
