import type { SourceRange } from '../../../common/range';
import { MappedText } from '../../../document/mappedText';
import { emojiAt, type EmojiNames, nameOfEmoji, NO_EMOJI } from '../../emoji';
import type { FoldedText } from '../../foldedText';
import { Scanner } from '../../scanner';
import { completeRules, type SemioticClass } from '../../semioticClasses';
import type { Signs } from '../../signs';
import type { JapaneseTables } from '../tables';
import { Counters } from './counters';
import { fold } from './fold';
import { KANJI_NUMBER, kanjiDigits } from './kanjiNumbers';
import { LATIN_STRETCH, latinParts } from './latin';
import { lengthened } from './numbers';
import type { Rule, SaidPart } from './rule';
import { latinRules, numberRules, VULGAR } from './rules';

/** A stretch of the output that counts as one word, and its reading. */
export interface GivenReading extends SourceRange {
  /** The character class that the tagger treats it as. */
  like: 'NUMERIC' | 'ALPHA';
  /** In kana, with spaces between words; undefined for a foreign word, which stays as written. */
  reading: string | undefined;
}

/** A stretch of the output that stands for text of a semiotic class. */
export interface ClassRange extends SourceRange {
  semiotic: SemioticClass;
}

/** A normalized sentence: Japanese for the tagger, with the readings of some stretches. */
export interface SaidJapanese {
  said: MappedText;
  /** Ranges in `said`, in order and without overlap. */
  given: GivenReading[];
  /** What stretches of `said` stand for, likewise. */
  classes: ClassRange[];
}

const SPACES = /\s+/y;
/** 十分 is じゅうぶん unless something tells that it is a time. */
const ENOUGH = /^十分(?![間前後ほ程く以遅お過待歩休ご]|か(?:か|け)|経|たっ|早)/;
const BEFORE_TIME = /(?:[時約]|歩いて|走って|徒歩で?|車で|バスで|電車で|あと|残り|もう)$/;
/** A unit or counter in katakana behind a number in kanji: 二メートル, but not 三ツ星. */
const UNIT_IN_KANA = /^[ァ-ヴ](?<![ツッノヶケカヵコ])/;
/** Days of the week in brackets: (月), (月〜金), (土・日・祝). */
const WEEKDAYS = /^\(([月火水木金土日祝](?:[〜~・,、-][月火水木金土日祝]){0,6})\)/;
const NUMBER_START = new RegExp(`[-−–+\\d$¥€£₩₹‐${VULGAR}]`);
const HAS_DIGIT = new RegExp(`[\\d${VULGAR}]`);
const LONGEST_LOOK_BACK = 12;
const LONGEST_LOOK_AHEAD = 8;
const READABLE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々〆ゝゞヽヾ]/u;

/** Whether the dictionary has a word that begins at `start` and goes beyond `end`. */
export type WordTest = (text: string, start: number, end: number) => boolean;

/** Turns sentences into what is spoken: numbers, units, symbols and Latin letters become words. */
export class JapaneseNormalizer {
  readonly signs: Signs;
  readonly rules: readonly Rule[];
  readonly latinWords: ReadonlyMap<string, string>;
  readonly counters: Counters;
  readonly isWordBeyond: WordTest;

  /** @param isWordBeyond keeps words that begin like a number with its counter: 六本木, 三日月 */
  constructor(tables: JapaneseTables, isWordBeyond: WordTest = () => false) {
    this.signs = tables.signs;
    this.counters = new Counters(tables.counters);
    const rules = numberRules(this.counters, tables.signs);
    completeRules([...rules, ...latinRules]);
    this.rules = rules;
    this.latinWords = tables.latinWords;
    this.isWordBeyond = isWordBeyond;
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
  readonly #classes: ClassRange[] = [];
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
    return { said: MappedText.concat(this.#parts), given: this.#given, classes: this.#classes };
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
    if (this.#tryRules(latinRules)) return true;
    LATIN_STRETCH.lastIndex = this.at;
    const match = LATIN_STRETCH.exec(this.text)?.[0];
    if (match === undefined) return false;
    this.#latin(match);
    return true;
  }

  /** Outputs Latin letters, digits and signs. */
  #latin(stretch: string): void {
    const start = this.at;
    for (const part of latinParts(stretch, this.#normalizer.latinWords)) {
      const range = this.#folded.sourceRange(start + part.start, start + part.end);
      if (part.reading === ' ') this.#push(' ', range);
      else this.#give(part.reading ?? part.text, part.reading, 'ALPHA', range);
    }
    this.at = start + stretch.length;
  }

  protected number(char: string): boolean {
    if (char === '何' || '〇一二三四五六七八九十百千'.includes(char)) return this.#kanjiNumber();
    if (!NUMBER_START.test(char) || !HAS_DIGIT.test(this.text.slice(this.at, this.at + 3))) return false;
    return this.#tryRules(this.#normalizer.rules);
  }

  /** Applies the first rule that matches. */
  #tryRules(rules: readonly Rule[]): boolean {
    const before = this.before(LONGEST_LOOK_BACK);
    for (const { semiotic, pattern, say } of rules) {
      pattern.lastIndex = this.at;
      const match = pattern.exec(this.text);
      if (match === null) continue;
      const end = this.at + match[0].length;
      const said = say(match, this.text.slice(end, end + LONGEST_LOOK_AHEAD), before);
      if (said === undefined) continue;
      const first = this.#length;
      this.#sayParts(said.parts, end + (said.more ?? 0));
      if (semiotic !== undefined) this.#classes.push({ start: first, end: this.#length, semiotic });
      return true;
    }
    return false;
  }

  #sayParts(parts: readonly SaidPart[], end: number): void {
    const [only] = parts;
    if (only?.kind === 'latin') {
      this.#latin(only.text);
      return;
    }
    const range = this.#folded.sourceRange(this.at, end);
    for (const { kind, text } of parts) {
      if (kind === 'number') this.#give(text, lengthened(text), 'NUMERIC', range);
      else this.#push(text, range);
    }
    this.at = end;
  }

  /** Reads a number in kanji, or 何, with its counter; any other is left to the dictionary. */
  #kanjiNumber(): boolean {
    KANJI_NUMBER.lastIndex = this.at;
    const kanji = KANJI_NUMBER.exec(this.text)?.[0] ?? '何';
    const end = this.at + kanji.length;
    if (/[一二三四五六七八九十百千万億何数第]$/.test(this.before(1))) return false;
    const after = this.text.slice(end, end + LONGEST_LOOK_AHEAD);
    const digits = kanjiDigits(kanji);
    if (digits === undefined && kanji !== '何') return false;
    const { counters } = this.#normalizer;
    const said =
      digits === undefined ? counters.readWhat(after) : counters.read(digits, after, this.before(LONGEST_LOOK_BACK));
    const counted =
      (said.length > 0 || (digits !== undefined && UNIT_IN_KANA.test(after))) &&
      !(ENOUGH.test(kanji + after) && !BEFORE_TIME.test(this.before(4)));
    if ((!counted && !kanji.includes('〇')) || this.#normalizer.isWordBeyond(this.text, this.at, end + said.length))
      return false;
    const range = this.#folded.sourceRange(this.at, end + said.length);
    this.#give(said.reading, lengthened(said.reading), 'NUMERIC', range);
    this.#classes.push({
      start: this.#length - said.reading.replaceAll(' ', '').length,
      end: this.#length,
      semiotic: 'cardinal',
    });
    this.at = end + said.length;
    return true;
  }

  protected character(): void {
    const code = this.text.codePointAt(this.at) ?? 0;
    const char = String.fromCodePoint(code);
    const end = this.at + char.length;
    const next = this.text.charAt(end);
    const mark = this.signs.marks.get(char);
    if (READABLE.test(char)) this.#verbatim(end);
    else if ('〜~'.includes(char) && this.#isRange(next)) this.say('から', end);
    else if (char === '.' && /[\p{L}\p{N}_/]/u.test(next)) this.say(/[a-z]/i.test(next) ? 'ドット' : ' ', end);
    else if (char === ',' && /\d/.test(next) && /\d$/.test(this.text.charAt(this.at - 1))) this.say('、', end);
    else if (char === '"') this.#quote(end);
    else if (char === '(' && this.#weekdays()) return;
    else if (mark !== undefined) this.say(mark, end);
    else if (char === '#' && /\d/.test(next)) this.say('ナンバー', end);
    else if (this.signs.comparisons.has(char)) this.#comparison(char, next, end);
    else if ('-−–‐‑'.includes(char)) this.#dash(end);
    else this.say(this.signs.symbols.get(char) ?? (/[/\\_*]/.test(char) ? ' ' : ''), end);
  }

  /** Whether a wave dash stands between two words in kanji, or before a number; it can also lengthen a vowel. */
  #isRange(next: string): boolean {
    return /\d/.test(next) || (/\p{Script=Han}/u.test(next) && /\p{Script=Han}$/u.test(this.before(1)));
  }

  /** Days of the week in brackets; one alone only behind a date. */
  #weekdays(): boolean {
    const days = WEEKDAYS.exec(this.text.slice(this.at, this.at + 15))?.[1];
    if (days === undefined || (days.length === 1 && !/[\d日]$/.test(this.before(1)))) return false;
    const end = this.at + 1 + days.length;
    this.say('(', this.at + 1);
    while (this.at < end) {
      const day = this.text.charAt(this.at);
      if (/[〜~-]/.test(day)) this.say('から', this.at + 1);
      else if (/[・,、]/.test(day)) this.say('、', this.at + 1);
      else {
        this.#verbatim(this.at + 1);
        this.#push(day === '祝' ? '日' : '曜日', this.#folded.sourceRange(this.at - 1, this.at));
      }
    }
    return true;
  }

  /** A straight quotation mark opens and closes in turn. */
  #quote(end: number): void {
    this.say(this.#quoted ? '」' : '「', end);
    this.#quoted = !this.#quoted;
  }

  /** A dash between spaces is a pause, and one before a root a minus; a hyphen is silent. */
  #dash(end: number): void {
    const alone = this.#tail === ' ' && /^\s/.test(this.text.charAt(end));
    const negative = /^√\d/.test(this.text.slice(end, end + 2));
    this.say(alone ? '—' : negative ? 'マイナス' : '', end);
  }

  /** A sign between two operands or before one; not a tag's bracket. */
  #comparison(char: string, next: string, end: number): void {
    const spaced = this.#tail === ' ' && /^\s/.test(next);
    const before = '+='.includes(char)
      ? /^[\p{L}\p{N}-]/u.test(next)
      : /[\p{L}\p{N})]$/u.test(this.before(1)) && /^[\d-]/.test(next);
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
