import type { SourceRange } from '../../common/range';
import type { PunctuationLevel } from '../block';
import { MappedText } from '../mappedText';
import type { OperatorNames } from '../phrases';
import { nameWords } from './names';
import { isPause, markWords, operatorWords } from './operators';
import type { Token } from './tokens';

export interface CodeStyle {
  punctuation: PunctuationLevel;
  names: OperatorNames;
}

/** The longest list of type arguments that is recognized. */
const LONGEST_TYPE = 80;

/** Puts the words for a line of code together. */
export class SpokenCode {
  readonly #source: string;
  readonly #style: CodeStyle;
  readonly #parts: MappedText[] = [];
  #length = 0;
  /** Where the last word ended. */
  #end = 0;
  /** Brackets or commas since the last word. */
  #pause: SourceRange | undefined;
  /** How many "<" of types and tags are open. */
  #angles = 0;

  constructor(source: string, style: CodeStyle) {
    this.#source = source;
    this.#style = style;
  }

  /** Characters so far. */
  get length(): number {
    return this.#length;
  }

  /** The words so far. In code no sentence ends. */
  get text(): MappedText {
    return MappedText.concat(this.#parts).asCode();
  }

  /** Adds a name, number, string or mark. */
  add({ kind, start, end, inner }: Token): void {
    if (kind === 'name') this.#name(start, end);
    else if (kind === 'number') this.#say(this.#verbatim(start, end), start);
    else if (kind === 'string') this.#string(start, end, inner ?? { start, end });
    else if (kind === 'mark') this.#mark(this.#source.slice(start, end), { start, end });
  }

  #name(start: number, end: number): void {
    const words = nameWords(this.#verbatim(start, end));
    if (words.text !== '') this.#say(words, start);
    else if (this.#style.punctuation === 'all' && this.#source[start] === '$') {
      this.#say(MappedText.replacement(this.#style.names.dollar, { start, end }), start);
    }
  }

  #string(start: number, end: number, inner: SourceRange): void {
    if (inner.start > start) this.#quote({ start, end: inner.start });
    const written = this.#verbatim(inner.start, inner.end);
    const text = this.#style.punctuation === 'all' ? written : withoutEscapes(written);
    const from = text.text.length - text.text.trimStart().length;
    const trimmed = text.slice(from, Math.max(from, text.text.trimEnd().length));
    if (trimmed.text !== '') this.#say(trimmed, trimmed.sourceRange(0, 1).start);
    if (end > inner.end) this.#quote({ start: inner.end, end });
  }

  #quote(range: SourceRange): void {
    const words = markWords(this.#source.charAt(range.start), this.#style.names);
    if (this.#style.punctuation === 'all' && words !== undefined) this.#replace(words, range);
  }

  #mark(sign: string, range: SourceRange): void {
    const { punctuation, names } = this.#style;
    if (punctuation === 'all') {
      const words = operatorWords(sign, names) ?? markWords(sign, names);
      if (words !== undefined) this.#replace(words, range);
    } else if (this.#opensTypes(sign, range)) {
      this.#angles++;
      if (punctuation === 'some') this.#replace(names.of, range);
      else this.#pause ??= range;
    } else if (this.#isAngle(sign, range) || isPause(sign)) this.#pause ??= range;
    else if (punctuation === 'some' && !this.#isSilent(sign, range)) {
      const words = this.#isStar(sign, range) ? names.star : operatorWords(sign, names);
      if (words !== undefined) this.#replace(words, range);
    }
  }

  /** The asterisk of "import * as", "select * from" and "count(*)" is no product. */
  #isStar(sign: string, { start, end }: SourceRange): boolean {
    if (sign !== '*') return false;
    const after = this.#source.slice(end, end + 6);
    return /^\s+(?:as|from)\b/i.test(after) || (after.startsWith(')') && this.#source[start - 1] === '(');
  }

  /** Marks that mean little to a listener: of pointers, attributes, optional values, list items, and at the end. */
  #isSilent(sign: string, { start, end }: SourceRange): boolean {
    const before = this.#source[start - 1] ?? ' ';
    const next = this.#source[end] ?? ' ';
    if (sign === '?') return /[:,);]/.test(next);
    if (sign === '!') return /[.;,)[]/.test(next);
    if (sign === '.') return this.#length === 0 || !/[\p{L}\p{N}_$#]/u.test(next);
    if (sign === '#') return /[\w[!]/.test(next);
    if (sign === '-') return this.#length === 0 && /\s/.test(next);
    if (sign === '<>') return !/\s/.test(before) || !/\s/.test(next);
    return /^(?:\*\*?|&)$/.test(sign) && /[\s(*&,<]/.test(before) && /[\w*&']/.test(next);
  }

  /** Whether "<" opens type arguments: "Map<K, V>". */
  #opensTypes(sign: string, { start }: SourceRange): boolean {
    return (
      sign === '<' && /[\p{L}\p{N}_]/u.test(this.#source[start - 1] ?? ' ') && isTypeArguments(this.#source, start)
    );
  }

  /** Whether "<" or ">" belongs to a tag or to type arguments, and is no comparison. */
  #isAngle(sign: string, { start, end }: SourceRange): boolean {
    const opensTag =
      sign === '<' &&
      /[a-zA-Z!?]/.test(this.#source.charAt(end)) &&
      !/[\p{L}\p{N}_]/u.test(this.#source[start - 1] ?? ' ');
    if (opensTag || sign === '</') this.#angles++;
    else if (this.#angles > 0 && /^\/?>+$/.test(sign))
      this.#angles = Math.max(0, this.#angles - sign.replace('/', '').length);
    else return false;
    return true;
  }

  #replace(words: string, range: SourceRange): void {
    this.#say(MappedText.replacement(words, range), range.start);
  }

  #say(words: MappedText, start: number): void {
    if (this.#length > 0) {
      const gap = this.#pause ?? { start: this.#end, end: Math.max(this.#end, start) };
      this.#push(MappedText.replacement(this.#pause === undefined ? ' ' : ', ', gap));
    }
    this.#push(words);
    this.#pause = undefined;
    this.#end = words.sourceRange(0, words.text.length).end;
  }

  #push(part: MappedText): void {
    this.#parts.push(part);
    this.#length += part.text.length;
  }

  #verbatim(start: number, end: number): MappedText {
    return MappedText.verbatim(this.#source.slice(start, end), start);
  }
}

/** The "\\n" and "\\t" of a string are white space. */
function withoutEscapes(text: MappedText): MappedText {
  const parts: MappedText[] = [];
  let at = 0;
  for (const { index, 0: escape } of text.text.matchAll(/\\[nrt]/g)) {
    parts.push(text.slice(at, index), MappedText.replacement(' ', text.sourceRange(index, index + escape.length)));
    at = index + escape.length;
  }
  return at === 0 ? text : MappedText.concat([...parts, text.slice(at)]);
}

/** Whether the "<" at `at` opens type arguments: "Map<K, V>", but not "a<b". */
function isTypeArguments(text: string, at: number): boolean {
  let depth = 0;
  for (let i = at; i < Math.min(text.length, at + LONGEST_TYPE); i++) {
    const char = text.charAt(i);
    if (char === '<') depth++;
    else if (char === '>' && text[i - 1] !== '=') depth--;
    else if (!/[\w\s:,.[\]|&?'"$=>()*]/.test(char)) return false;
    else if (char === ' ' && /\s[<>]|[&|]{2}/.test(text.slice(i, i + 3))) return false;
    if (depth === 0) return i > at + 1;
  }
  return false;
}
