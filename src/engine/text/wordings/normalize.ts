import type { SpokenToken } from '../../phonemes/language';
import { digitByDigit, type Wording } from './wording';

/** Longest word given on as one; longer ones are cut. */
const MAX_WORD = 50;
/** Longest number that is said as a number; longer ones are said digit by digit. */
const MAX_DIGITS = 15;
/** Longest abbreviation, its full stops and spaces counted. */
const MAX_ABBREVIATION = 14;
/** Longest capitals that are spelled; longer ones are shouting. */
const MAX_SPELLED = 5;
const MARKS: Readonly<Record<string, string>> = {
  ...{ '[': '(', ']': ')', '{': '(', '}': ')', '„': '“', '«': '“', '»': '”', '‹': '“', '›': '”', '–': '—' },
  ...{ '।': '.', '॥': '.', '。': '.', '，': ',', '！': '!', '？': '?', '：': ':', '；': ';', '（': '(', '）': ')' },
};

/** What a sentence is made of; every alternative takes what it looked at, so that the whole is linear. */
const LEXER = new RegExp(
  [
    /(?<space>\s+)/u,
    /(?<scheme>\b(?:https?|ftp|file):\/\/(?:www\.)?)/u,
    /(?<date>(?<!\d|\d[/.-])(?:\d{4}-\d\d?-\d\d?|\d\d?(?<cut>[/.-])\d\d?\k<cut>\d{4})(?![\d]|[/.-]\d))/u,
    /(?<time>(?<!\d|\d[:.])\d\d?(?::[0-5]\d|\s?h\s?[0-5]\d)(?![\d:]))/u,
    /(?<number>\d{1,3}(?:[\u00a0\u202f ]\d{3}(?!\d))+(?:[.,]\d+)?|\d+(?:[.,]\d+)*)/u,
    /(?<initials>(?:\p{Lu}\.){2,})/u,
    /(?<word>\p{L}[\p{L}\p{M}]*(?:['’\-‑\u200c\u200d]\p{L}[\p{L}\p{M}]*)*)/u,
    /(?<dash>--+|[—–])/u,
    /(?<ellipsis>\.{2,}|…)/u,
    /(?<mark>[;:,.!?()[\]{}“”„«»‹›।॥。，、！？：；（）"])/u,
    /(?<symbol>[\p{S}&%@#/*\\_§-])/u,
    /(?<other>[^])/u,
  ]
    .map((part) => part.source)
    .join('|'),
  'gu',
);
/** Parts of a camelCase word. */
const HUMPS = /\p{Lu}+(?=\p{Lu}\p{Ll})|\p{Lu}?[\p{Ll}\p{M}']+|[^\p{Ll}]+/gu;
const CAMEL = /\p{Ll}\p{Lu}|\p{Lu}{2}\p{Ll}{2}/u;
const VOWEL = /[aeiouyáéíóúâêôãõàèìòùü]/iu;
const TIGHT = /[\p{L}\p{M}\p{N}]/u;

class Normalizer {
  readonly tokens: SpokenToken[] = [];
  readonly #text: string;
  readonly #wording: Wording;
  readonly #shouting: boolean;
  #spaceBefore = false;
  #quoteOpen = false;
  /** What was looked at is said already up to here. */
  #saidTo = 0;
  #money: { at: number; name: readonly [string, string] } | undefined;

  constructor(text: string, wording: Wording) {
    this.#text = text;
    this.#wording = wording;
    this.#shouting = !/\p{Ll}/u.test(text);
  }

  run(): SpokenToken[] {
    for (const match of this.#text.matchAll(LEXER)) {
      if (match.index + match[0].length <= this.#saidTo) continue;
      const groups: Record<string, string | undefined> = match.groups ?? {};
      const kind = Object.keys(groups).find((name) => groups[name] !== undefined);
      this.#take(kind ?? 'other', match[0], match.index);
    }
    return this.tokens;
  }

  #take(kind: string, text: string, at: number): void {
    const end = at + text.length;
    switch (kind) {
      case 'date':
        this.#date(text, at, end);
        break;
      case 'time': {
        const [hours = '', minutes = ''] = text.split(/\s?[:h]\s?/);
        this.#words(this.#wording.time(String(Number(hours)), minutes), at, end);
        break;
      }
      case 'number':
        this.#number(text, at, end);
        break;
      case 'initials':
        if (!this.#abbreviation(at)) this.#letters(text.replaceAll('.', ''), at, end);
        break;
      case 'word':
        if (!this.#abbreviation(at)) this.#word(text, at);
        break;
      case 'dash':
        this.#mark('—', at, end);
        break;
      case 'ellipsis':
        this.#mark('…', at, end);
        break;
      case 'mark':
        this.#punctuation(text, at, end);
        break;
      case 'symbol':
        this.#symbol(text, at, end);
        break;
      case 'space':
        this.#spaceBefore = true;
        break;
      default: // silent
    }
  }

  #date(text: string, at: number, end: number): void {
    const parts = text.split(/[/.-]/);
    const [day = '', month = '', year = ''] = parts[0]?.length === 4 ? parts.toReversed() : parts;
    if (Number(day) < 1 || Number(day) > 31 || Number(month) < 1 || Number(month) > 12) {
      for (const part of text.matchAll(/\d+/g)) this.#digits(part[0], at + part.index);
    } else this.#words(this.#wording.date(String(Number(day)), Number(month), year), at, end);
  }

  #digits(text: string, at: number): void {
    this.#words(this.#whole(text, ''), at, at + text.length);
  }

  #number(text: string, at: number, end: number): void {
    const wording = this.#wording;
    const money = this.#money;
    this.#money = undefined;
    const rest = this.#text.slice(end, end + 24);
    const mark = wording.ordinalMarks.exec(rest)?.[0];
    if (mark !== undefined && /^\d{1,3}$/.test(text)) {
      this.#words(wording.ordinal(String(Number(text)), mark), at, end + mark.length);
      this.#saidTo = end + mark.length;
      return;
    }
    const after = /^\s?(%|°[CF]|[$€£¥₹]|[\p{L}µμ°Ω]+(?:\/\p{L}+)?)(?![\p{L}\p{N}])/u.exec(rest);
    const name = after?.[1] ?? '';
    const own = (table: Readonly<Record<string, readonly [string, string]>>): readonly [string, string] | undefined =>
      Object.hasOwn(table, name) ? table[name] : undefined;
    const unit = own(wording.units) ?? (money === undefined ? own(wording.money) : undefined);
    const counted = money?.name ?? unit;
    const one = Number(text) === 1;
    const noun = counted ? counted[one ? 0 : 1] : (/^\s(\p{L}[\p{L}\p{M}]*)/u.exec(rest)?.[1] ?? '');
    const value = this.#value(text, noun);
    const to = unit && after ? end + after[0].length : end;
    this.#words(counted ? `${value} ${noun}` : value, money?.at ?? at, to);
    // What stands between the sign or the number and its unit is said with them.
    this.#saidTo = to;
  }

  /** A number as it is written, with its groups, decimals or parts of a version. */
  #value(text: string, noun: string): string {
    const { decimal, comma, point } = this.#wording;
    const plain = text.replace(/[\u00a0\u202f ]/g, '');
    const own =
      decimal === ','
        ? /^\d{1,3}(?:\.\d{3})+(?:,\d+)?$/
        : /^\d{1,2}(?:,\d{2})*,\d{3}(?:\.\d+)?$|^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;
    const other =
      decimal === ','
        ? /^\d{1,3}(?:(?:,\d{3}){2,}|,\d{3}\.\d+)(?:\.\d+)?$/
        : /^\d{1,3}(?:(?:\.\d{3}){2,}|\.\d{3},\d+)(?:,\d+)?$/;
    const isOwn = own.test(plain);
    const grouped = isOwn || other.test(plain);
    const cut = isOwn === (decimal === ',') ? ',' : '.';
    const parts = (grouped ? plain.replaceAll(cut === ',' ? '.' : ',', '') : plain).split(/([.,])/);
    const isDecimal = parts.length === 3;
    return parts
      .map((part, i) => {
        if (part === '.' || part === ',') return part === ',' || (grouped && decimal === ',') ? comma : point;
        if (i > 0 && isDecimal) return this.#decimals(part);
        return this.#whole(part, isDecimal ? '' : noun);
      })
      .join(' ');
  }

  #decimals(digits: string): string {
    const asNumber = this.#wording.decimals === 'number' && digits.length <= 2;
    return asNumber ? this.#whole(digits, '') : digitByDigit(this.#wording, digits);
  }

  /** Digits as a number, their leading zeros said; what is too long is said digit by digit. */
  #whole(digits: string, noun: string): string {
    const value = digits.replace(/^0+(?=\d)/, '');
    if (digits.length > MAX_DIGITS) return digitByDigit(this.#wording, digits);
    const zeros = digitByDigit(this.#wording, digits.slice(0, digits.length - value.length));
    return `${zeros} ${this.#wording.cardinal(value, noun)}`.trim();
  }

  /** Says an abbreviation that begins here; those with a full stop need it. */
  #abbreviation(at: number): boolean {
    const near = /^[\p{L}\p{M}.°º -]+/u.exec(this.#text.slice(at, at + MAX_ABBREVIATION))?.[0] ?? '';
    for (let end = near.length; end > 0; end--) {
      const key = near.slice(0, end).toLowerCase();
      if (!Object.hasOwn(this.#wording.abbreviations, key) || TIGHT.test(this.#text[at + end] ?? '')) continue;
      if (TIGHT.test(this.#text[at - 1] ?? ' ')) continue;
      this.#words(this.#wording.abbreviations[key] ?? '', at, at + end);
      this.#saidTo = at + end;
      const last = key.endsWith('.') && this.#text.slice(at + end).trim() === '';
      if (last) this.#mark('.', at + end - 1, at + end);
      return true;
    }
    return false;
  }

  #word(text: string, at: number): void {
    const plain = text.replaceAll('’', "'").replaceAll('‑', '-');
    if (!/[\p{Script=Latin}\p{Script=Devanagari}]/u.test(plain)) return;
    if (plain === 'R' && this.#text[at + 1] === '$' && Object.hasOwn(this.#wording.money, 'R$')) return;
    if (!CAMEL.test(plain)) {
      this.#cut(plain, at);
      return;
    }
    for (const part of plain.matchAll(/[^'-]+(?:'[^'-]+)*/g)) {
      for (const hump of part[0].matchAll(HUMPS)) this.#cut(hump[0], at + part.index + hump.index);
    }
  }

  /** A word, in pieces if it is very long. */
  #cut(text: string, at: number): void {
    for (let i = 0; i < text.length; i += MAX_WORD) {
      const piece = text.slice(i, i + MAX_WORD);
      if (this.#isSpelled(piece)) this.#letters(piece, at + i, at + i + piece.length);
      else this.#words(piece, at + i, at + i + piece.length);
    }
  }

  #isSpelled(word: string): boolean {
    if (!/^[A-Z]{1,}s?$/.test(word) || word.length > MAX_SPELLED + 1) return false;
    if (this.#wording.spelled.has(word)) return true;
    return word.length > 1 && !VOWEL.test(word) && !(this.#shouting && word.length > MAX_SPELLED);
  }

  #letters(text: string, start: number, end: number): void {
    if (text.length > MAX_WORD) this.#cut(text.toLowerCase(), start);
    else this.#push({ kind: 'letters', text, start, end });
  }

  #symbol(symbol: string, at: number, end: number): void {
    const before = this.#text[at - 1] ?? ' ';
    const next = this.#text[end] ?? ' ';
    const { inside, symbols, money, minus, to } = this.#wording;
    const spaced = before.trim() === '' && next.trim() === '';
    const between = TIGHT.test(before) && TIGHT.test(next);
    if (symbol === '-' && spaced) this.#mark('—', at, end);
    else if (symbol === '-' && /\d/.test(next)) {
      if (/\d/.test(before)) this.#words(to, at, end);
      else if (TIGHT.test(before)) this.#spaceBefore = true;
      else this.#words(minus, at, end);
    } else if (
      /[$€£¥₹]/.test(symbol) &&
      /^\s?\d/.test(this.#text.slice(end, end + 2)) &&
      Object.hasOwn(money, symbol)
    ) {
      const real = this.#text.slice(Math.max(0, at - 1), at).endsWith('R') && Object.hasOwn(money, 'R$');
      this.#money = { at, name: money[real ? 'R$' : symbol] ?? ['', ''] };
    } else if (between && Object.hasOwn(inside, symbol)) this.#words(inside[symbol] ?? '', at, end);
    else if (symbol === '#' && /\d/.test(next)) this.#words(inside['#'] ?? '', at, end);
    else if (!/[*<>/]/.test(symbol) || spaced)
      this.#words(Object.hasOwn(symbols, symbol) ? (symbols[symbol] ?? '') : '', at, end);
  }

  #punctuation(mark: string, at: number, end: number): void {
    const before = this.#text[at - 1] ?? ' ';
    const next = this.#text[end] ?? ' ';
    const { inside, silent } = this.#wording;
    if (mark === '.' && TIGHT.test(next)) this.#words(inside['.'] ?? '', at, end);
    else if (mark === ':' && (TIGHT.test(next) || next === '/' || next === ':') && TIGHT.test(before)) {
      this.#spaceBefore = true;
    } else if (silent.includes(mark)) this.#spaceBefore = true;
    else if (mark === '"') {
      this.#quoteOpen = !this.#quoteOpen && next.trim() !== '';
      this.#mark(this.#quoteOpen ? '“' : '”', at, end);
    } else this.#mark(MARKS[mark] ?? mark, at, end);
  }

  /** Words said for the part of the sentence from `start` to `end`. */
  #words(text: string, start: number, end: number): void {
    for (const word of text.split(' ').filter(Boolean)) this.#push({ kind: 'word', text: word, start, end });
  }

  #push(token: Omit<SpokenToken, 'spaceBefore'>): void {
    const last = this.tokens.at(-1);
    const glued = last?.kind === 'punctuation' && /[(“—]/.test(last.text) && !this.#spaceBefore;
    this.#spaceBefore = false;
    this.tokens.push({ ...token, spaceBefore: !glued });
  }

  #mark(text: string, start: number, end: number): void {
    const last = this.tokens.at(-1);
    if (last?.kind === 'punctuation' && last.text === text && last.end === start) last.end = end;
    else this.tokens.push({ kind: 'punctuation', text, start, end, spaceBefore: this.#spaceBefore });
    this.#spaceBefore = false;
  }
}

/** Splits a sentence into the words that are said, in the language of `wording`, and Kokoro's punctuation marks. */
export function normalizeWith(wording: Wording, sentence: string): SpokenToken[] {
  return new Normalizer(sentence, wording).run();
}
