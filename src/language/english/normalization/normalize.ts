import type { EmojiNames } from '../../emoji';
import type { SpokenToken } from '../../language';
import type { WordTables } from '../tables';
import { AbbreviationTable } from './abbreviationTable';
import { Names } from './names';
import { type TextRule, verbalizeFirst } from './semioticClass';
import { textRules } from './semioticClasses';
import { Sentence, type Wordings } from './sentence';
import { Symbols } from './symbols';
import { verbalizeWord } from './words';

/** Small letters that other rules look at: months before a number, streets, Roman numerals. */
const OTHER =
  "(?:(?:jan|feb|ma[ry]|apr|ju[nl]|aug|sep|oct|nov|dec)[a-z]{0,6}[\\s,]{1,2}[\\d'’]|(?:st|ave?|rd|blvd|dr|ln|ct|pl|hwy|pkwy|expy|sq)\\b|[ivx]{2,4}[\\s,])";
/** A small-letter word before white space or a comma needs no other rule; most words take this short cut. */
const PLAIN_WORD = new RegExp(`(?<![^\\s(“"])(?!${OTHER})[a-z]{1,30}(?=[\\s,])`, 'y');

/** Splits English sentences into the words that are said and Kokoro's punctuation marks. */
export class EnglishNormalizer {
  readonly #words: Wordings;
  readonly #rules: readonly TextRule[];

  /**
   * @param isWord whether a word (lower case) is in the lexicon
   * @param dayFirst whether dates in numbers begin with the day
   */
  constructor(tables: WordTables, isWord: (word: string) => boolean, dayFirst = false) {
    this.#words = {
      names: new Names(tables, isWord),
      abbreviations: new AbbreviationTable(tables),
      symbols: new Symbols(tables),
      dayFirst,
    };
    this.#rules = textRules(this.#words);
  }

  /** Linear time, never throws. @param emoji names of emoji; an emoji without a name is skipped */
  normalize(text: string, emoji: EmojiNames): SpokenToken[] {
    const sentence = new Sentence(text, this.#words, emoji);
    const rules = this.#rules.filter(({ requires }) => requires?.test(text) ?? true);
    for (let at = 0; at < text.length;) at += verbalizeNext(sentence, rules, at);
    return sentence.out.tokens;
  }
}

/** Says what begins at `at`. @returns how many characters that was, at least one */
function verbalizeNext(sentence: Sentence, rules: readonly TextRule[], at: number): number {
  const word = sentence.match(PLAIN_WORD, at);
  if (word) return verbalizeWord(word.text, at, sentence);
  return verbalizeFirst(rules, sentence, at) || 1;
}
