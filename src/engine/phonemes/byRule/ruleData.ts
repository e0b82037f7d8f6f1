import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { dataFile } from '../../dataFolder';
import type { LanguageCode } from '../language';
import type { Endings } from './endings';

/** Begins the entry of an English word that is one only in names of code: "state" of `useState` in Italian. */
export const IN_NAMES = '~';
const decompress = promisify(brotliDecompress);

/** The languages that are read by rules. */
export type RuleLanguageCode = Extract<LanguageCode, 'es' | 'fr' | 'hi' | 'it' | 'pt-br'>;

/** What was learned of a language by scripts/train/ruleTables.mts. */
export interface RuleData {
  /** Words that the rules do not get right, and English ones, as they are said. */
  words: WordTable;
  /** Where the rules need it: endings that tell which vowel is stressed. */
  endings: Endings;
}

/** Words (lower case, NFC) and their phonemes, in one string: small ones would cost ten times the memory. */
export class WordTable {
  readonly #lines: string;

  /** @param lines sorted by UTF-16 code units, each a word, a space and its phonemes */
  constructor(lines: string) {
    this.#lines = lines;
  }

  /** The phonemes of a word, by binary search. */
  get(word: string): string | undefined {
    const lines = this.#lines;
    let low = 0;
    let high = lines.length;
    while (low < high) {
      const start = lines.lastIndexOf('\n', ((low + high) >> 1) - 1) + 1;
      const lineEnd = lines.indexOf('\n', start);
      const end = lineEnd < 0 ? lines.length : lineEnd;
      const space = lines.indexOf(' ', start);
      const found = lines.slice(start, space);
      if (found === word) return lines.slice(space + 1, end);
      if (found < word) low = end + 1;
      else high = start;
    }
    return undefined;
  }
}

/** Reads the tables of a language; a blank line parts the endings from the words. */
export function parseRuleData(text: string): RuleData {
  const cut = text.indexOf('\n\n');
  const endings = text.slice(0, Math.max(0, cut)).split('\n').filter(Boolean);
  return {
    words: new WordTable(text.slice(cut + 2).trimEnd()),
    endings: new Map(endings.map((line) => line.split(' ') as [string, string])),
  };
}

/** Reads the tables that come with the product. */
export async function loadRuleData(code: RuleLanguageCode): Promise<RuleData> {
  return parseRuleData((await decompress(await readFile(dataFile(`${code}.words.br`)))).toString('utf8'));
}
