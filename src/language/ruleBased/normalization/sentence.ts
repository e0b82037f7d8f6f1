import type { SourceRange } from '../../../common/range';
import type { EmojiNames } from '../../emoji';
import type { SpokenToken } from '../../language';
import type { StretchClass } from '../../semioticClasses';
import type { Currency } from './currencies';
import type { VerbalizationRules } from './verbalizationRules';

/** A letter, mark or digit: beside a symbol, it makes the symbol part of a name. */
export const WORD_CHARACTER = /[\p{L}\p{M}\p{N}]/u;
/** Raised letters of an abbreviation or an ordinal: Mᵐᵉ, 1.ᵉʳ. */
const RAISED = /(?<=[\p{L}\d.])[ʰʲʳʷʸˡˢᵃ-ᵐᵒᵖᵗᵘᵛᶜᶠᶻ]/gu;
/** Web and e-mail addresses. */
const ADDRESS =
  /(?:https?|ftp|file):\/\/[^\s<>"“”]{1,2000}|(?<![\w.+-])(?:[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}|www\.[^\s<>"“”]{1,2000})/gu;

/** A sentence being normalized: its text and the tokens so far. */
export class Sentence {
  readonly tokens: SpokenToken[] = [];
  /** The text, with Devanagari and lowered digits replaced by 0–9 and raised letters by plain ones. */
  readonly text: string;
  readonly rules: VerbalizationRules;
  /** Names of emoji; emoji without a name are silent. */
  readonly emoji: EmojiNames;
  /** The last verbalized emoji. */
  lastEmoji = '';
  /** Whether the sentence has no small letters. */
  readonly isShouting: boolean;
  /** Whether two hyphens are a dash here, not the prefix of an option. */
  readonly hyphensAreDash: boolean;
  /** Parts that end here or earlier are already verbalized. */
  verbalizedTo = 0;
  /** A currency sign or code whose amount follows. */
  money: { at: number; currency: Currency } | undefined;
  /** Where the last minus or plus sign before a number ends. */
  signEnd = -1;
  /** What the part is taken for that is being said. */
  semiotic: StretchClass | undefined;
  /** Whether a double quote is open. */
  quoteOpen = false;
  readonly #addresses: readonly SourceRange[];
  #address = 0;
  #spaceBefore = false;

  constructor(text: string, rules: VerbalizationRules, emoji: EmojiNames) {
    this.text = text
      .replace(/[०-९]/gu, (digit) => String(digit.charCodeAt(0) - 0x966))
      .replace(/[₀-₉]/gu, (digit) => String(digit.charCodeAt(0) - 0x2080))
      .replace(RAISED, (letter) => letter.normalize('NFKC'));
    this.rules = rules;
    this.emoji = emoji;
    this.isShouting = !/\p{Ll}/u.test(text);
    this.hyphensAreDash = /\p{L}--(?![\p{L}-])/u.test(text);
    this.#addresses = /[@:]|www/.test(text)
      ? Array.from(text.matchAll(ADDRESS), ({ 0: found, index }) => ({ start: index, end: index + found.length }))
      : [];
  }

  /** Whether `at` is in a web or e-mail address. Must be asked in the order of the text. */
  isElectronic(at: number): boolean {
    while ((this.#addresses[this.#address]?.end ?? Infinity) <= at) this.#address++;
    return (this.#addresses[this.#address]?.start ?? Infinity) <= at;
  }

  /** Whether `at` is in an e-mail address. Must be asked in the order of the text. */
  isEmail(at: number): boolean {
    const address = this.isElectronic(at) ? this.#addresses[this.#address] : undefined;
    return address !== undefined && /^[^/]*@/.test(this.text.slice(address.start, address.end));
  }

  /** The character before `at`; a space at the beginning. */
  before(at: number): string {
    return this.text[at - 1] ?? ' ';
  }

  /** The character at `at`; a space at the end. */
  after(at: number): string {
    return this.text[at] ?? ' ';
  }

  /** Adds a space, or something silent that separates words. */
  space(): void {
    this.#spaceBefore = true;
  }

  /** Adds words for the source range from `start` to `end`. */
  words(text: string, start: number, end: number): void {
    for (const word of text.split(' ').filter(Boolean)) this.#push({ kind: 'word', text: word, start, end });
  }

  /** Adds letters to be spelled. */
  letters(text: string, start: number, end: number): void {
    this.#push({ kind: 'letters', text, start, end });
  }

  #push(token: Omit<SpokenToken, 'spaceBefore'>): void {
    const last = this.tokens.at(-1);
    const glued = last?.kind === 'punctuation' && /[(“—]/.test(last.text) && !this.#spaceBefore;
    this.#spaceBefore = false;
    this.tokens.push({ ...token, spaceBefore: !glued, ...(this.semiotic && { semiotic: this.semiotic }) });
  }

  /** Adds one of Kokoro's punctuation marks; repetitions count once. */
  mark(text: string, start: number, end: number): void {
    const last = this.tokens.at(-1);
    if (last?.kind === 'punctuation' && last.text === text && last.end === start) last.end = end;
    else this.tokens.push({ kind: 'punctuation', text, start, end, spaceBefore: this.#spaceBefore });
    this.#spaceBefore = false;
  }
}
