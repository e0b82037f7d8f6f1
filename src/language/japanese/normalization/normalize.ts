import type { SourceRange } from '../../../common/range';
import { trimEndOf } from '../../../common/trimEndOf';
import { MappedText } from '../../../document/mappedText';
import { emojiAt, type EmojiNames, nameOfEmoji, NO_EMOJI } from '../../emoji';
import type { FoldedText } from '../../foldedText';
import { Scanner } from '../../scanner';
import type { Signs } from '../../signs';
import type { JapaneseTables } from '../tables';
import { Counters } from './counters';
import { fold } from './fold';
import { LATIN_STRETCH, latinParts } from './latin';
import { lengthened } from './numbers';
import { numberRules, type Rule } from './rules';

/** A stretch of the output that counts as one word, and its reading. */
export interface GivenReading extends SourceRange {
  /** The character class that the tagger treats it as. */
  like: 'NUMERIC' | 'ALPHA';
  /** In kana, with spaces between words; undefined for a foreign word, which stays as written. */
  reading: string | undefined;
}

/** A normalized sentence: Japanese for the tagger, with the readings of some stretches. */
export interface SaidJapanese {
  said: MappedText;
  /** Ranges in `said`, in order and without overlap. */
  given: GivenReading[];
}

const SPACES = /\s+/y;
const NUMBER_START = /[-−–+\d$¥€£₩₹‐]/;
const LONGEST_LOOK_BACK = 12;
const LONGEST_LOOK_AHEAD = 8;
const READABLE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々〆ゝゞヽヾ]/u;

/** Turns sentences into what is spoken: numbers, units, symbols and Latin letters become words. */
export class JapaneseNormalizer {
  readonly signs: Signs;
  readonly rules: readonly Rule[];
  readonly latinWords: ReadonlyMap<string, string>;

  constructor(tables: JapaneseTables) {
    this.signs = tables.signs;
    this.rules = numberRules(new Counters(tables.counters), tables.signs);
    this.latinWords = tables.latinWords;
  }

  /**
   * Other scripts, which cannot be read, are left out. Linear time, never throws.
   * @param emoji names of emoji; without them emoji are silent
   */
  normalize(sentence: string, emoji: EmojiNames = NO_EMOJI): SaidJapanese {
    return new Sentence(this, fold(sentence), emoji).run();
  }
}

/** One sentence on its way through the normalizer. */
class Sentence extends Scanner {
  readonly #normalizer: JapaneseNormalizer;
  readonly #folded: FoldedText;
  readonly #emoji: EmojiNames;
  readonly #parts: MappedText[] = [];
  readonly #given: GivenReading[] = [];
  #length = 0;
  /** The last character of the output. */
  #tail = '';
  #quoted = false;

  constructor(normalizer: JapaneseNormalizer, folded: FoldedText, emoji: EmojiNames) {
    super(folded.text, normalizer.signs);
    this.#normalizer = normalizer;
    this.#folded = folded;
    this.#emoji = emoji;
  }

  run(): SaidJapanese {
    this.scan();
    return { said: MappedText.concat(this.#parts), given: this.#given };
  }

  /** White space; a line break between Japanese characters is dropped. */
  protected space(): void {
    SPACES.lastIndex = this.at;
    const match = SPACES.exec(this.text)?.[0] ?? ' ';
    const end = this.at + match.length;
    const inside = /[\r\n]/.test(match) && READABLE.test(this.#tail) && READABLE.test(this.text.charAt(end));
    this.say(inside ? '' : ' ', end);
  }

  /** A repeated emoji is said once. */
  protected emoji(): boolean {
    const emoji = emojiAt(this.text, this.at);
    if (emoji === undefined || this.signs.symbols.has(emoji)) return false;
    const end = this.at + emoji.length;
    const repeats = this.text.endsWith(emoji, this.at);
    const name = repeats ? undefined : nameOfEmoji(emoji, this.#emoji);
    if (name !== undefined) {
      const { said, given } = this.#normalizer.normalize(` ${name.replace(/\p{P}/gu, ' ')} `);
      for (const word of given)
        this.#given.push({ ...word, start: this.#length + word.start, end: this.#length + word.end });
      this.#push(said.text, this.#folded.sourceRange(this.at, end));
    }
    this.at = end;
    return true;
  }

  protected latin(char: string): boolean {
    if (!/\p{Script=Latin}/u.test(char)) return false;
    LATIN_STRETCH.lastIndex = this.at;
    // Punctuation after an address is not part of it.
    const found = LATIN_STRETCH.exec(this.text)?.[0];
    if (found === undefined) return false;
    const match = trimEndOf(found, '.,;:!?)]');
    const start = this.at;
    for (const part of latinParts(match, this.#normalizer.latinWords)) {
      const range = this.#folded.sourceRange(start + part.start, start + part.end);
      if (part.reading === ' ') this.#push(' ', range);
      else this.#give(part.reading ?? part.text, part.reading, 'ALPHA', range);
    }
    this.at = start + match.length;
    return true;
  }

  protected number(char: string): boolean {
    if (!NUMBER_START.test(char) || !/\d/.test(this.text.slice(this.at, this.at + 3))) return false;
    const before = this.before(LONGEST_LOOK_BACK);
    for (const { pattern, say } of this.#normalizer.rules) {
      pattern.lastIndex = this.at;
      const match = pattern.exec(this.text);
      if (match === null) continue;
      const end = this.at + match[0].length;
      const said = say(match, this.text.slice(end, end + LONGEST_LOOK_AHEAD), before);
      if (said === undefined) continue;
      const range = this.#folded.sourceRange(this.at, end + (said.more ?? 0));
      for (const { kind, text } of said.parts) {
        if (kind === 'number') this.#give(text, lengthened(text), 'NUMERIC', range);
        else this.#push(text, range);
      }
      this.at = end + (said.more ?? 0);
      return true;
    }
    return false;
  }

  protected character(): void {
    const code = this.text.codePointAt(this.at) ?? 0;
    const char = String.fromCodePoint(code);
    const end = this.at + char.length;
    const next = this.text.charAt(end);
    const mark = this.signs.marks.get(char);
    if (READABLE.test(char)) this.#verbatim(end);
    else if ('〜~'.includes(char) && /\d/.test(next)) this.say('から', end);
    else if (char === '.' && /[\p{L}\p{N}_/]/u.test(next)) this.say(/[a-z]/i.test(next) ? 'ドット' : ' ', end);
    else if (char === ',' && /\d/.test(next) && /\d$/.test(this.text.charAt(this.at - 1))) this.say('、', end);
    else if (char === '"') this.#quote(end);
    else if (mark !== undefined) this.say(mark, end);
    else if (char === '#' && /\d/.test(next)) this.say('ナンバー', end);
    else if (this.signs.comparisons.has(char)) this.#comparison(char, next, end);
    else if ('-−–‐‑'.includes(char)) this.#dash(end);
    else this.say(this.signs.symbols.get(char) ?? (/[/\\_*]/.test(char) ? ' ' : ''), end);
  }

  /** A straight quotation mark opens and closes in turn. */
  #quote(end: number): void {
    this.say(this.#quoted ? '」' : '「', end);
    this.#quoted = !this.#quoted;
  }

  /** A dash between spaces is a pause; a hyphen is silent. */
  #dash(end: number): void {
    const alone = this.#tail === ' ' && /^\s/.test(this.text.charAt(end));
    this.say(alone ? '—' : '', end);
  }

  /** A sign between two operands or before one; not a tag's bracket. */
  #comparison(char: string, next: string, end: number): void {
    const spaced = this.#tail === ' ' && /^\s/.test(next);
    const before = '+='.includes(char)
      ? /^[\p{L}\p{N}-]/u.test(next)
      : /[\p{N})]$/u.test(this.#tail) && /^[\d-]/.test(next);
    this.say(spaced || before ? (this.signs.comparisons.get(char) ?? '') : '', end);
  }

  #verbatim(end: number): void {
    const text = this.text.slice(this.at, end);
    this.#push(text, this.#folded.sourceRange(this.at, end));
    this.at = end;
  }

  protected say(words: string, end: number): void {
    if (words !== '') this.#push(words, this.#folded.sourceRange(this.at, end));
    this.at = end;
  }

  /** Adds a word with a known reading. */
  #give(text: string, reading: string | undefined, like: GivenReading['like'], range: SourceRange): void {
    const said = text.replaceAll(' ', '');
    this.#given.push({ start: this.#length, end: this.#length + said.length, like, reading });
    this.#push(said, range);
  }

  #push(text: string, range: SourceRange): void {
    this.#parts.push(MappedText.replacement(text, range));
    this.#length += text.length;
    this.#tail = text.slice(-1);
  }
}
