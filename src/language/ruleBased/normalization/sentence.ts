import type { EmojiNames } from '../../emoji';
import type { SpokenToken } from '../../language';
import type { CountedNoun, VerbalizationRules } from './verbalizationRules';

/** What a word or number is one with when it stands beside it. */
export const WORD_CHARACTER = /[\p{L}\p{M}\p{N}]/u;

/** A sentence on its way into words: what is written, and what has been said of it. */
export class Sentence {
  readonly tokens: SpokenToken[] = [];
  /** With digits of its own script as 0–9. */
  readonly text: string;
  readonly rules: VerbalizationRules;
  /** Names of emoji; those that have none are passed over. */
  readonly emoji: EmojiNames;
  /** The emoji that was said last. */
  lastEmoji = '';
  /** Whether all is in capitals. */
  readonly isShouting: boolean;
  /** Whether two hyphens are a dash here, not the beginning of an option's name. */
  readonly hyphensAreDash: boolean;
  /** What was looked at is said already up to here. */
  verbalizedTo = 0;
  /** The sign of a currency whose amount follows. */
  money: { at: number; name: CountedNoun } | undefined;
  /** Whether a double quote is open. */
  quoteOpen = false;
  #spaceBefore = false;

  constructor(text: string, rules: VerbalizationRules, emoji: EmojiNames) {
    this.text = text.replace(/[०-९]/gu, (digit) => String(digit.charCodeAt(0) - 0x966));
    this.rules = rules;
    this.emoji = emoji;
    this.isShouting = !/\p{Ll}/u.test(text);
    this.hyphensAreDash = /\p{L}--(?![\p{L}-])/u.test(text);
  }

  /** The character before `at`; a space at the beginning. */
  before(at: number): string {
    return this.text[at - 1] ?? ' ';
  }

  /** The character at `at`; a space at the end. */
  after(at: number): string {
    return this.text[at] ?? ' ';
  }

  /** White space, or something silent that keeps words apart. */
  space(): void {
    this.#spaceBefore = true;
  }

  /** Words said for the part of the sentence from `start` to `end`. */
  words(text: string, start: number, end: number): void {
    for (const word of text.split(' ').filter(Boolean)) this.#push({ kind: 'word', text: word, start, end });
  }

  /** Letters that are said one by one. */
  letters(text: string, start: number, end: number): void {
    this.#push({ kind: 'letters', text, start, end });
  }

  #push(token: Omit<SpokenToken, 'spaceBefore'>): void {
    const last = this.tokens.at(-1);
    const glued = last?.kind === 'punctuation' && /[(“—]/.test(last.text) && !this.#spaceBefore;
    this.#spaceBefore = false;
    this.tokens.push({ ...token, spaceBefore: !glued });
  }

  /** One of Kokoro's punctuation marks; repeated ones are one. */
  mark(text: string, start: number, end: number): void {
    const last = this.tokens.at(-1);
    if (last?.kind === 'punctuation' && last.text === text && last.end === start) last.end = end;
    else this.tokens.push({ kind: 'punctuation', text, start, end, spaceBefore: this.#spaceBefore });
    this.#spaceBefore = false;
  }
}
