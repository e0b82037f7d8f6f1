import type { EmojiNames } from '../../emoji';
import type { AbbreviationTable } from './abbreviationTable';
import type { Names } from './names';
import { Spoken } from './spoken';
import type { Symbols } from './symbols';

/** How words and signs are said. */
export interface Wordings {
  readonly names: Names;
  readonly abbreviations: AbbreviationTable;
  readonly symbols: Symbols;
  /** Whether dates begin with the day, as in British English. */
  readonly dayFirst: boolean;
}

/** The state of normalizing one sentence: its text, the tokens so far, and the quotes and brackets that are open. */
export class Sentence {
  readonly text: string;
  readonly names: Names;
  readonly abbreviations: AbbreviationTable;
  readonly symbols: Symbols;
  /** Names of emoji; an emoji without a name is skipped. */
  readonly emoji: EmojiNames;
  /** Whether "3/4/2025" is the third of April. */
  readonly dayFirst: boolean;
  readonly out = new Spoken();
  /** Whether a double quote is open. */
  quoteOpen = false;
  /** Where the open single quote ends; -1 for none. */
  quoteEnd = -1;
  /** How many "<" of types and tags are open. */
  angles = 0;

  constructor(text: string, { names, abbreviations, symbols, dayFirst }: Wordings, emoji: EmojiNames) {
    this.text = text;
    this.dayFirst = dayFirst;
    this.names = names;
    this.abbreviations = abbreviations;
    this.symbols = symbols;
    this.emoji = emoji;
  }

  /** What a sticky pattern matches at `at`; undefined where that is nothing. */
  match(pattern: RegExp, at: number): Match | undefined {
    pattern.lastIndex = at;
    const match = pattern.exec(this.text);
    return match === null || match[0] === '' ? undefined : new Match(this, match);
  }
}

/** What the pattern of a semiotic class has matched, with its context. */
export class Match {
  readonly sentence: Sentence;
  readonly text: string;
  /** The pattern's named groups. */
  readonly groups: Readonly<Record<string, string | undefined>>;
  readonly at: number;
  readonly end: number;

  constructor(sentence: Sentence, match: RegExpExecArray) {
    this.sentence = sentence;
    this.text = match[0];
    this.groups = match.groups ?? {};
    this.at = match.index;
    this.end = match.index + match[0].length;
  }

  /** The character before; a space at the beginning of the sentence. */
  get before(): string {
    return this.sentence.text[this.at - 1] ?? ' ';
  }

  /** The character after; a space at the end of the sentence. */
  get next(): string {
    return this.sentence.text[this.end] ?? ' ';
  }

  /** At most `length` characters before the match. */
  behind(length: number): string {
    return this.sentence.text.slice(Math.max(0, this.at - length), this.at);
  }

  /** At most `length` characters after the match. */
  ahead(length: number): string {
    return this.sentence.text.slice(this.end, this.end + length);
  }

  /** The last word that was said, in lower case; '' at the beginning or after punctuation. */
  get lastWord(): string {
    return this.sentence.out.lastWord;
  }

  /** Whether only closing marks follow in the sentence. */
  get endsSentence(): boolean {
    return /^["”’)\]]*\s*$/.test(this.ahead(20));
  }

  /** Says words for the first `length` characters of the match. @returns `length` */
  say(words: string, length = this.text.length): number {
    this.sentence.out.say(words, this.at, this.at + length);
    return length;
  }

  /** Says words for the match, but for a full stop that ends the sentence. @returns how many characters it said */
  sayUpToStop(words: string): number {
    return this.say(words, this.text.length - (this.text.endsWith('.') && this.endsSentence ? 1 : 0));
  }

  /** Adds one of Kokoro's punctuation marks. @returns the length of the match */
  mark(mark: string): number {
    this.sentence.out.mark(mark, this.at, this.end);
    return this.text.length;
  }

  /** Separates words silently. @returns the length of the match */
  space(): number {
    this.sentence.out.space();
    return this.text.length;
  }
}
