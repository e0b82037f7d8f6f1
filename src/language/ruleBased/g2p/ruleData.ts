import { findLine } from '../../data/sortedLines';
import { decodeUtf8 } from '../../data/utf8';
import type { EmojiNames } from '../../emoji';
import { loadEmojiNames } from '../../emojiNames';
import type { LanguageHost } from '../../host';
import type { LanguageCode } from '../../language';
import type { Endings } from './endings';

const LINE_FEED = 10;

/** Prefix of entries that are English only inside identifiers: "state" in `useState` is an ordinary word in Italian. */
export const IN_NAMES = '~';

/** The rule-based languages. */
export type RuleBasedLanguageCode = Extract<LanguageCode, 'es' | 'fr' | 'hi' | 'it' | 'pt-br'>;

/** The tables of a language, made by scripts/train/ruleTables.mts. */
export interface RuleData {
  /** Pronunciations of words that the rules get wrong, and of English words. */
  words: WordTable;
  /** Endings that tell which vowel is stressed; empty in languages whose rules do not need them. */
  endings: Endings;
}

/** The tables of a language and its names of emoji. */
export interface LanguageData extends RuleData {
  emoji: EmojiNames;
}

/** Maps words (lower case, NFC) to phonemes. */
export class WordTable {
  readonly #lines: Uint8Array;

  /** @param lines sorted, each a word, a space and its phonemes */
  constructor(lines: Uint8Array) {
    this.#lines = lines;
  }

  /** The phonemes of a word, or undefined. */
  get(word: string): string | undefined {
    return findLine(this.#lines, word, ' ')?.value;
  }
}

/** Parses a language's tables: the endings, a blank line, the words. */
export function parseRuleData(bytes: Uint8Array): RuleData {
  const cut = bytes.findIndex((byte, at) => byte === LINE_FEED && bytes[at + 1] === LINE_FEED);
  const endings = decodeUtf8(bytes, 0, Math.max(0, cut)).split('\n').filter(Boolean);
  return {
    words: new WordTable(bytes.subarray(cut + 2)),
    endings: new Map(endings.map((line) => line.split(' ') as [string, string])),
  };
}

/** Loads a language's data files. @throws Error when one is missing or damaged */
export async function loadRuleData(host: LanguageHost, code: RuleBasedLanguageCode): Promise<LanguageData> {
  const [tables, emoji] = await Promise.all([host.readData(`${code}.words.br`), loadEmojiNames(host, code)]);
  return { ...parseRuleData(tables), emoji };
}
