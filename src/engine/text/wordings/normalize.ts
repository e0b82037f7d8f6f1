import type { SpokenToken } from '../../phonemes/language';
import { romanValue, sayNumber, sayWhole } from './numberWords';
import { digitByDigit, type Wording } from './wording';

/** Longest word given on as one; longer ones are cut. */
const MAX_WORD = 50;
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
    /(?<hash>(?<![\p{L}\p{N}])(?=[a-f]*\d)(?=\d*[a-f])[\da-f]{6,40}(?![\p{L}\p{N}]))/u,
    /(?<date>(?<!\d|\d[/.-])(?:\d{4}-\d\d?-\d\d?|\d\d?(?<cut>[/.-])\d\d?\k<cut>\d{4})(?![\d]|[/.-]\d))/u,
    /(?<time>(?<!\d|\d[:.])\d\d?(?::[0-5]\d|\s?h\s?[0-5]\d)(?![\d:]|\s?(?:min|m|s)(?!\p{L})))/u,
    /(?<number>(?<![\p{L}\d.,])\d{1,3}(?:[\u00a0\u202f ]\d{3}(?![\d.]))+(?:[.,]\d+)?|\d+(?:[.,]\d+)*)/u,
    /(?<initials>(?:\p{Lu}\.){2,})/u,
    /(?<word>\p{L}[\p{L}\p{M}]*(?:['’\-‑\u200c\u200d]\p{L}[\p{L}\p{M}]*)*)/u,
    /(?<operator>[!=]==?|[<>]=|&&|\|\||[-=]>|::)/u,
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
/** How what is written with several symbols is written with one. */
const OPERATORS: Readonly<Record<string, string>> = {
  ...{ '==': '=', '===': '=', '!=': '≠', '!==': '≠', '>=': '≥', '<=': '≤', '&&': '&', '->': '→', '=>': '→' },
};
/** Said with a time of day, or repeats what was said with it. */
const AFTER_TIME = /^\s?(?:h|hs|hrs|बजे)(?![\p{L}\p{M}])\.?/u;
const DEVANAGARI = /\p{Script=Devanagari}/u;
const TIGHT = /[\p{L}\p{M}\p{N}]/u;

class Normalizer {
  readonly tokens: SpokenToken[] = [];
  readonly #text: string;
  readonly #wording: Wording;
  readonly #shouting: boolean;
  /** Whether two hyphens are a dash here, not the beginning of an option's name. */
  readonly #hyphensAreDash: boolean;
  #spaceBefore = false;
  #quoteOpen = false;
  /** What was looked at is said already up to here. */
  #saidTo = 0;
  #money: { at: number; name: readonly [string, string] } | undefined;

  constructor(text: string, wording: Wording) {
    this.#text = text.replace(/[०-९]/gu, (digit) => String(digit.charCodeAt(0) - 0x966));
    this.#wording = wording;
    this.#shouting = !/\p{Ll}/u.test(text);
    this.#hyphensAreDash = /\p{L}--(?![\p{L}-])/u.test(text);
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
      case 'hash':
        this.#hash(text, at, end);
        break;
      case 'date':
        this.#date(text, at, end);
        break;
      case 'time': {
        const [hours = '', minutes = ''] = text.split(/\s?[:h]\s?/);
        const to = end + (AFTER_TIME.exec(this.#text.slice(end, end + 8))?.[0].length ?? 0);
        this.#words(this.#wording.time(String(Number(hours)), minutes), at, to);
        this.#saidTo = to;
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
      case 'operator':
        this.#operator(text, at, end);
        break;
      case 'dash':
        if (text === '--' && !this.#hyphensAreDash && this.#beginsOption(at, end)) this.#option(text, at, end);
        else this.#mark('—', at, end);
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

  /** The name of a commit: each letter and digit is said. */
  #hash(text: string, at: number, end: number): void {
    for (const [part] of text.matchAll(/\d+|[a-f]+/g)) {
      if (/\d/.test(part)) this.#words(digitByDigit(this.#wording, part), at, end);
      else this.#letters(part, at, end);
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
    this.#words(sayWhole(this.#wording, text, ''), at, at + text.length);
  }

  #number(text: string, at: number, end: number): void {
    const wording = this.#wording;
    const money = this.#money;
    this.#money = undefined;
    const rest = this.#text.slice(end, end + 24);
    const mark = wording.ordinalMarks.exec(rest)?.[0];
    if (mark !== undefined && /^\d{1,3}$/.test(text) && !TIGHT.test(this.#text[at - 1] ?? ' ')) {
      this.#words(wording.ordinal(String(Number(text)), mark), at, end + mark.length);
      this.#saidTo = end + mark.length;
      return;
    }
    const fraction = /^\/\d(?![\p{L}\p{N}/]|[.,]\d)/u.exec(rest)?.[0];
    if (
      fraction !== undefined &&
      !/[\p{L}/]/u.test(this.#text[at - 1] ?? ' ') &&
      Object.hasOwn(wording.fractions, text + fraction)
    ) {
      this.#saidTo = end + fraction.length;
      this.#words(wording.fractions[text + fraction] ?? '', at, this.#saidTo);
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
    const value = sayNumber(wording, text, noun);
    const to = unit && after ? end + after[0].length : end;
    this.#words(counted ? `${value} ${noun}`.replace("' ", "'") : value, money?.at ?? at, to);
    // What stands between the sign or the number and its unit is said with them.
    this.#saidTo = to;
  }

  /** Says an abbreviation that begins here; those with a full stop need it. */
  #abbreviation(at: number): boolean {
    const near = /^[\p{L}\p{M}.°º/ -]+/u.exec(this.#text.slice(at, at + MAX_ABBREVIATION))?.[0] ?? '';
    for (let end = near.length; end > 0; end--) {
      const key = near.slice(0, end).toLowerCase();
      if (!Object.hasOwn(this.#wording.abbreviations, key) || TIGHT.test(this.#text[at + end] ?? '')) continue;
      if (TIGHT.test(this.#text[at - 1] ?? ' ')) continue;
      this.#words(this.#wording.abbreviations[key] ?? '', at, at + end);
      this.#saidTo = at + end;
      const rest = this.#text.slice(at + end, at + end + 4);
      const last = rest.trim() === '' && this.#text.length <= at + end + 4;
      const closes = /^(?:etc|ecc)\.$/u.test(key) && /^\s+[¿¡"«“(]?\p{Lu}/u.test(rest);
      if (key.endsWith('.') && (last || closes)) this.#mark('.', at + end - 1, at + end);
      return true;
    }
    return false;
  }

  #word(text: string, at: number): void {
    const plain = text.replaceAll('’', "'").replaceAll('‑', '-');
    if (!/[\p{Script=Latin}\p{Script=Devanagari}]/u.test(plain)) return;
    if (this.#text[at + plain.length] === '$' && Object.hasOwn(this.#wording.money, `${plain}$`)) return;
    if (/^v$/iu.test(plain) && /\d/.test(this.#text[at + 1] ?? '') && !TIGHT.test(this.#text[at - 1] ?? ' ')) {
      this.#words(this.#wording.version, at, at + 1);
      return;
    }
    if (this.#roman(plain, at)) return;
    if (!CAMEL.test(plain)) {
      this.#cut(plain, at);
      return;
    }
    for (const part of plain.matchAll(/[^'-]+(?:'[^'-]+)*/g)) {
      for (const hump of part[0].matchAll(HUMPS)) this.#cut(hump[0], at + part.index + hump.index);
    }
  }

  /** Says a Roman numeral: "XXI", and "XXIe" where ordinals are written so. */
  #roman(word: string, at: number): boolean {
    const wording = this.#wording;
    const numeral = /^[IVX]+/.exec(word)?.[0] ?? '';
    const mark = word.slice(numeral.length);
    const value = romanValue(numeral);
    if (value === undefined || (mark !== '' && wording.ordinalMarks.exec(mark)?.[0] !== mark)) return false;
    const digits = String(value);
    this.#words(
      mark !== '' || wording.romans === 'ordinal' ? wording.ordinal(digits, mark) : wording.cardinal(digits, ''),
      at,
      at + word.length,
    );
    return true;
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
    if (/^[a-z]{2,5}$/.test(word)) return !VOWEL.test(word);
    if (!/^[A-Z]{1,}[sv]?$/.test(word) || word.length > MAX_SPELLED + 1) return false;
    if (this.#wording.spelled.has(word.replace(/[sv]$/, ''))) return true;
    return word.length > 1 && !VOWEL.test(word) && !(this.#shouting && word.length > MAX_SPELLED);
  }

  #letters(text: string, start: number, end: number): void {
    if (text.length > MAX_WORD) this.#cut(text.toLowerCase(), start);
    else this.#push({ kind: 'letters', text, start, end });
  }

  /** Comparisons, arrows and conditions. */
  #operator(text: string, at: number, end: number): void {
    const { symbols, or } = this.#wording;
    const between = TIGHT.test(this.#text[at - 1] ?? ' ') && TIGHT.test(this.#text[end] ?? ' ');
    if (text === '::' || (text === '->' && between)) this.#spaceBefore = true;
    else this.#words(text === '||' ? or : (symbols[OPERATORS[text] ?? ''] ?? ''), at, end);
  }

  /** Whether dashes begin the name of an option, as in `-v` and `--verbose`. */
  #beginsOption(at: number, end: number): boolean {
    return /[\s([{'"“«`|/]/u.test(this.#text[at - 1] ?? ' ') && /[A-Za-z]/.test(this.#text[end] ?? ' ');
  }

  #option(dashes: string, at: number, end: number): void {
    this.#words(Array.from(dashes, () => this.#wording.optionDash).join(' '), at, end);
  }

  #symbol(symbol: string, at: number, end: number): void {
    const before = this.#text[at - 1] ?? ' ';
    const next = this.#text[end] ?? ' ';
    const { symbols, money } = this.#wording;
    const spaced = before.trim() === '' && next.trim() === '';
    const amount = /[$€£¥₹]/.test(symbol) && /^\s?\d/.test(this.#text.slice(end, end + 2));
    if (symbol === '-') this.#hyphen(at, end);
    else if (amount && Object.hasOwn(money, symbol)) {
      const country = /(?:R|US)$/.exec(this.#text.slice(Math.max(0, at - 2), at))?.[0] ?? '';
      this.#money = { at, name: money[country + symbol] ?? money[symbol] ?? ['', ''] };
    } else {
      const said = this.#insideName(symbol, before, next);
      if (said !== undefined) this.#words(said, at, end);
      else if (!/[*<>/\\~^]/.test(symbol) || spaced || (/[~^]/.test(symbol) && /\d/.test(next)))
        this.#words(Object.hasOwn(symbols, symbol) ? (symbols[symbol] ?? '') : '', at, end);
    }
  }

  #hyphen(at: number, end: number): void {
    const before = this.#text[at - 1] ?? ' ';
    const next = this.#text[end] ?? ' ';
    if (before.trim() === '' && next.trim() === '') this.#mark('—', at, end);
    else if (/\d/.test(next)) {
      if (/\d/.test(before)) this.#words(this.#wording.to, at, end);
      else if (TIGHT.test(before)) this.#spaceBefore = true;
      else this.#words(this.#wording.minus, at, end);
    } else if (this.#beginsOption(at, end)) this.#option('-', at, end);
  }

  /** What is said for a symbol in a name, path or address, or undefined where it does not stand in one. */
  #insideName(symbol: string, before: string, next: string): string | undefined {
    const { inside, hash, tilde } = this.#wording;
    const tight = TIGHT.test(next);
    if (symbol === '#' && /^[A-Z]$/.test(before)) return 'sharp'; // C#
    if (symbol === '#' && tight) return /\d/.test(next) ? (inside['#'] ?? '') : hash;
    if (symbol === '~' && next === '/') return tilde;
    const path =
      /[/\\]/.test(symbol) && (tight || TIGHT.test(before) || before === '~') && !/[<>*]/.test(before + next);
    return path || (tight && TIGHT.test(before)) ? inside[symbol] : undefined;
  }

  #punctuation(mark: string, at: number, end: number): void {
    const before = this.#text[at - 1] ?? ' ';
    const next = this.#text[end] ?? ' ';
    const { inside, silent } = this.#wording;
    if (mark === '.' && TIGHT.test(next) && DEVANAGARI.test(before) && DEVANAGARI.test(next)) this.#spaceBefore = true;
    else if (mark === '.' && TIGHT.test(next)) this.#words(inside['.'] ?? '', at, end);
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
