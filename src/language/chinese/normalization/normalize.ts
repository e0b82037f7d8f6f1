import type { SourceRange } from '../../../common/range';
import { trimEndOf } from '../../../common/trimEndOf';
import { MappedText } from '../../../document/mappedText';
import { emojiAt, type EmojiNames, nameOfEmoji, NO_EMOJI } from '../../emoji';
import { Scanner } from '../../scanner';
import type { Signs } from '../../signs';
import { completeRules, type StretchClass } from '../../semioticClasses';
import type { ChineseTables } from '../tables';
import { cardinal } from './numbers';
import { Measures } from './quantities';
import type { Rule } from './rule';
import { latinRules, numberRules, VULGAR } from './rules';

/** A range of a stretch's text that stands for text of a class. */
export interface ClassRange extends SourceRange {
  semiotic: StretchClass;
}

/** A stretch that is read as Chinese: words and Kokoro's punctuation. */
export interface ChineseStretch {
  kind: 'chinese';
  said: MappedText;
  /** Ranges in `said`, in order and without overlap. */
  classes: readonly ClassRange[];
  spaceBefore: boolean;
}

/** A stretch of Latin letters: its range in the sentence, and its text with full-width letters converted. */
export interface LatinStretch extends SourceRange {
  kind: 'latin';
  text: string;
  spaceBefore: boolean;
  semiotic?: StretchClass;
  /** Whether the text stands for its range and is not the sentence's: an emoji's name, "B to B". */
  isName?: boolean;
}

const LATIN = String.raw`\p{Script=Latin}`;
/** Words joined by spaces, apostrophes, hyphens, dots and the like. */
const ENGLISH = new RegExp(String.raw`${LATIN}+(?:(?:['’_.\-]| {1,2}|::)${LATIN}+)*#?`, 'yu');
const FULL_WIDTH = /[\uff01-\uff5e\u3000]/g;
/** Full-width punctuation that signs.tsv lists as it is. */
const KEPT = '！：；？，（）．';
const NUMBER_START = new RegExp(`[-−–—~～+.\\d‐${VULGAR}]`);
const HAS_DIGIT = new RegExp(`[\\d${VULGAR}]`);
const LONGEST_LOOK_BACK = 12;
const LONGEST_LOOK_AHEAD = 8;

/** Turns sentences into stretches of Chinese and stretches of Latin letters. */
export class ChineseNormalizer {
  readonly signs: Signs;
  readonly rules: readonly Rule[];
  readonly measures: Measures;
  /** Whether a character has a reading. */
  readonly canRead: (codePoint: number) => boolean;

  constructor({ signs, measureWords }: ChineseTables, canRead: (codePoint: number) => boolean) {
    this.signs = signs;
    const rules = numberRules(signs);
    completeRules([...rules, ...latinRules]);
    this.rules = rules;
    this.measures = new Measures(measureWords);
    this.canRead = canRead;
  }

  /**
   * Numbers, units and symbols become words; other scripts, which cannot be read, are left out. Linear time, never
   * throws.
   * @param emoji names of emoji; without them emoji are silent
   */
  normalize(sentence: string, emoji: EmojiNames = NO_EMOJI): (ChineseStretch | LatinStretch)[] {
    return new Sentence(this, sentence, emoji).run();
  }
}

/** One sentence on its way through the normalizer. */
class Sentence extends Scanner {
  readonly #normalizer: ChineseNormalizer;
  readonly #emoji: EmojiNames;
  readonly #stretches: (ChineseStretch | LatinStretch)[] = [];
  #parts: MappedText[] = [];
  #classes: ClassRange[] = [];
  /** The length of the parts. */
  #length = 0;
  /** The last character of the output. */
  #tail = '';
  /** Whether a space comes before the next output. */
  #space = false;

  constructor(normalizer: ChineseNormalizer, sentence: string, emoji: EmojiNames) {
    // Each replacement has one UTF-16 unit, so offsets stay the same.
    const halfWidth = sentence
      .replace(/(?<=[\d０-９])：(?=[\d０-９])/g, ':')
      .replace(FULL_WIDTH, (char) =>
        KEPT.includes(char) ? char : char === '\u3000' ? ' ' : String.fromCharCode(char.charCodeAt(0) - 0xfee0),
      );
    super(halfWidth, normalizer.signs);
    this.#normalizer = normalizer;
    this.#emoji = emoji;
  }

  run(): (ChineseStretch | LatinStretch)[] {
    this.scan();
    this.#endChinese();
    return this.#stretches;
  }

  protected space(): void {
    this.#space = true;
    this.at++;
  }

  /** A repeated emoji is said once. */
  protected emoji(): boolean {
    const emoji = emojiAt(this.text, this.at);
    if (emoji === undefined || this.signs.symbols.has(emoji)) return false;
    const end = this.at + emoji.length;
    const repeats = this.text.endsWith(emoji, this.at);
    const name = (repeats ? undefined : nameOfEmoji(emoji, this.#emoji)) ?? '';
    const range = { start: this.at, end };
    for (const part of this.#normalizer.normalize(name.replace(/\p{P}/gu, ' '))) {
      this.#space = true;
      if (part.kind === 'chinese') this.#push(MappedText.replacement(part.said.text, range), part.said.text);
      else {
        this.#endChinese();
        this.#stretches.push({ ...part, ...range, isName: true, spaceBefore: true });
      }
      this.#space = true;
    }
    this.at = end;
    return true;
  }

  protected latin(char: string): boolean {
    if (!/\p{Script=Latin}/u.test(char) || numeral(char.codePointAt(0) ?? 0) !== undefined) return false;
    if (this.#tryRules(latinRules)) return true;
    ENGLISH.lastIndex = this.at;
    const match = ENGLISH.exec(this.text);
    if (match === null) return false;
    const text = trimEndOf(match[0], '.,;:!?)');
    this.#latin(text, this.at + text.length);
    return true;
  }

  /** Outputs Latin letters, digits and signs. */
  #latin(text: string, end: number, semiotic?: StretchClass): void {
    this.#endChinese();
    const isName = !this.text.startsWith(text, this.at);
    this.#stretches.push({
      ...{ kind: 'latin', text, start: this.at, end, spaceBefore: this.#space },
      ...(isName && { isName }),
      ...(semiotic !== undefined && { semiotic }),
    });
    this.#space = false;
    this.#tail = text.slice(-1);
    this.at = end;
  }

  protected number(char: string): boolean {
    if (!NUMBER_START.test(char) && !this.signs.money.has(char)) return false;
    if (!HAS_DIGIT.test(this.text.slice(this.at, this.at + 3))) return false;
    return this.#tryRules(this.#normalizer.rules);
  }

  #tryRules(rules: readonly Rule[]): boolean {
    const before = this.before(LONGEST_LOOK_BACK);
    for (const { semiotic, pattern, say } of rules) {
      pattern.lastIndex = this.at;
      const match = pattern.exec(this.text);
      if (match === null) continue;
      const end = this.at + match[0].length;
      const after = this.text.slice(end, end + LONGEST_LOOK_AHEAD);
      const said = say(match, before, after);
      if (said === undefined) continue;
      if (typeof said !== 'string')
        this.#latin(said.latin, semiotic === 'electronic' ? this.at + said.latin.length : end, semiotic);
      else this.#sayClass(this.#normalizer.measures.adapt(said, before, after), end, semiotic);
      return true;
    }
    return false;
  }

  #sayClass(said: string, end: number, semiotic: StretchClass | undefined): void {
    this.say(said, end);
    if (semiotic !== undefined)
      this.#classes.push({ start: this.#length - said.trim().length, end: this.#length, semiotic });
  }

  protected character(): void {
    const code = this.text.codePointAt(this.at) ?? 0;
    const char = String.fromCodePoint(code);
    const end = this.at + char.length;
    const mark = this.signs.marks.get(char);
    if (this.#normalizer.canRead(code)) this.#verbatim(end);
    else if (char === '.' && this.#beginsName(end)) this.say(this.text[end] === '/' ? ' ' : '点', end);
    else if (this.#isBetweenDays(char, end)) this.say('到', end);
    else if (mark !== undefined) this.say(mark, end);
    else if (isDash(char) && /^[百千万]分之/.test(this.text.slice(end, end + 3))) this.say('负', end);
    else if (isDash(char)) this.#dash(end);
    else if (char === '/' || char === '\\' || char === '_') this.say(' ', end);
    else if (char === '#' && /^\d/.test(this.text.slice(end, end + 1))) this.say('井号', end);
    else if (this.signs.comparisons.has(char)) this.#comparison(char, end);
    else {
      const number = numeral(code);
      if (number !== undefined) this.#sayClass(number, end, code >= 0x2160 && code < 0x2460 ? 'roman' : 'cardinal');
      else this.say(this.signs.symbols.get(char) ?? '', end);
    }
  }

  /** Whether the dot before `end` begins a name such as ".gitignore" or "./run" and is not a full stop. */
  #beginsName(end: number): boolean {
    return /^[/\p{Ll}]/u.test(this.text.slice(end, end + 1)) && !/[\p{Script=Latin}\p{N}).]$/u.test(this.before(1));
  }

  /** Whether a dash stands between two days of the week. */
  #isBetweenDays(char: string, end: number): boolean {
    const between = '-–—~～'.includes(char) && /(?:周|星期|礼拜)[一二三四五六日天]$/.test(this.before(3));
    return between && /^(?:周|星期|礼拜)[一二三四五六日天]/.test(this.text.slice(end, end + 3));
  }

  /** A dash between spaces is a pause; a hyphen is silent. */
  #dash(end: number): void {
    const alone = this.#space && /^\s/.test(this.text.slice(end, end + 1));
    if (alone) this.say('—', end);
    else this.at = end;
  }

  /** A sign between two operands; not a tag's bracket or a "+" after a word. */
  #comparison(char: string, end: number): void {
    const spaced = this.#space && /^\s/.test(this.text.slice(end, end + 1));
    // In a tag, letters follow the bracket.
    const operand = '+='.includes(char) ? /^[\p{L}\p{N}-]/u : /^[\d-]/;
    const between = /[\p{L}\p{N})]$/u.test(this.#tail) && operand.test(this.text.slice(end, end + 1));
    if (spaced || between || (char === '+' && /[A-Za-z+]$/.test(this.text.slice(this.at - 1, this.at)))) {
      this.say(this.signs.comparisons.get(char) ?? '', end);
    } else this.at = end;
  }

  #verbatim(end: number): void {
    const text = this.text.slice(this.at, end);
    this.#push(MappedText.verbatim(text, this.at), text);
    this.at = end;
  }

  /** Outputs `words` for the text up to `end`; spaces around them apply only if other output follows. */
  protected say(words: string, end: number): void {
    const text = words.trim();
    this.#space ||= words.startsWith(' ');
    if (text !== '') this.#push(MappedText.replacement(text, { start: this.at, end }), text);
    this.#space ||= words.endsWith(' ');
    this.at = end;
  }

  #push(part: MappedText, text: string): void {
    if (this.#space && this.#parts.length > 0) {
      this.#parts.push(MappedText.replacement(' ', { start: this.at, end: this.at }));
      this.#length++;
    }
    this.#space = false;
    this.#parts.push(part);
    this.#length += text.length;
    this.#tail = text.slice(-1);
  }

  #endChinese(): void {
    if (this.#parts.length === 0) return;
    const spaceBefore = this.#stretches.length > 0;
    const said = MappedText.concat(this.#parts);
    this.#stretches.push({ kind: 'chinese', said, classes: this.#classes, spaceBefore });
    this.#parts = [];
    this.#classes = [];
    this.#length = 0;
  }
}

const isDash = (char: string): boolean => '-−–‐‑‒―'.includes(char);

/** ① to ⑳, Ⅰ to Ⅻ, ⅰ to ⅻ, and ₁ to ₉. */
function numeral(code: number): string | undefined {
  for (const [first, count] of [
    [0x2460, 20],
    [0x2160, 12],
    [0x2170, 12],
    [0x2081, 9],
  ] as const) {
    if (code >= first && code < first + count) return cardinal(String(code - first + 1));
  }
  return undefined;
}
