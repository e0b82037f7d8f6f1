import { findLine } from '../../data/sortedLines';
import { decodeUtf8 } from '../../data/utf8';
import type { EmojiNames } from '../../emoji';
import { loadEmojiNames } from '../../emojiNames';
import type { LanguageHost } from '../../host';
import type { LanguageCode } from '../../language';
import type { Endings } from './endings';

const LINE_FEED = 10;

/** Begins the entry of an English word that is one only in names of code: "state" of `useState` in Italian. */
export const IN_NAMES = '~';

/** The languages that are read by rules. */
export type RuleBasedLanguageCode = Extract<LanguageCode, 'es' | 'fr' | 'hi' | 'it' | 'pt-br'>;

/** What was learned of a language by scripts/train/ruleTables.mts. */
export interface RuleData {
  /** Words that the rules do not get right, and English ones, as they are said. */
  words: WordTable;
  /** Where the rules need it: endings that tell which vowel is stressed. */
  endings: Endings;
}

/** The same with the names of emoji. */
export interface LanguageData extends RuleData {
  emoji: EmojiNames;
}

/** Words (lower case, NFC) and their phonemes. */
export class WordTable {
  readonly #lines: Uint8Array;

  /** @param lines sorted, each a word, a space and its phonemes */
  constructor(lines: Uint8Array) {
    this.#lines = lines;
  }

  /** The phonemes of a word. */
  get(word: string): string | undefined {
    return findLine(this.#lines, word, ' ')?.value;
  }
}

/** Reads the tables of a language; a blank line parts the endings from the words. */
export function parseRuleData(bytes: Uint8Array): RuleData {
  const cut = bytes.findIndex((byte, at) => byte === LINE_FEED && bytes[at + 1] === LINE_FEED);
  const endings = decodeUtf8(bytes, 0, Math.max(0, cut)).split('\n').filter(Boolean);
  return {
    words: new WordTable(bytes.subarray(cut + 2)),
    endings: new Map(endings.map((line) => line.split(' ') as [string, string])),
  };
}

/** Reads what comes with the product. */
export async function loadRuleData(host: LanguageHost, code: RuleBasedLanguageCode): Promise<LanguageData> {
  const [tables, emoji] = await Promise.all([host.readData(`${code}.words.br`), loadEmojiNames(host, code)]);
  return { ...parseRuleData(tables), emoji };
}
