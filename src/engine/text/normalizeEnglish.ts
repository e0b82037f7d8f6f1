import type { SpokenToken } from '../phonemes/language';

/** Longest word given on as one; longer ones are cut. */
const MAX_WORD = 50;
/** How symbols are said between words; what is not listed here or below is silent. */
const SYMBOLS: Readonly<Record<string, string>> = {
  '&': 'and',
  '%': 'percent',
  '+': 'plus',
  '=': 'equals',
  '@': 'at',
  '×': 'times',
  '°': 'degrees',
  '→': 'to',
  '≥': 'greater or equal to',
  '≤': 'less or equal to',
  '≠': 'not equal to',
};
const MONEY: Readonly<Record<string, string>> = { $: 'dollars', '€': 'euros', '£': 'pounds' };
const MARKS: Readonly<Record<string, string>> = {
  ...{ '[': '(', ']': ')', '{': '(', '}': ')', '„': '“', '«': '“', '»': '”', '–': '—' },
  ...{ '。': '.', '，': ',', '、': ',', '！': '!', '？': '?', '：': ':', '；': ';', '（': '(', '）': ')' },
};

/** What a sentence is made of; every alternative takes what it looked at, so that the whole is linear. */
const LEXER = new RegExp(
  [
    /(?<space>\s+)/u,
    /(?<short>\b(?:e\.g|i\.e)\.?(?![\p{L}\p{N}]))/u,
    /(?<title>\b(?:Mr|Mrs|Ms|Dr|Prof|vs)\.(?=\s))/u,
    /(?<money>[$€£](?=\d))/u,
    /(?<number>\d+(?:,\d{3}(?!\d))*(?:\.\d+)*(?:(?:st|nd|rd|th)(?![\p{L}\p{N}]))?)/u,
    /(?<initials>(?:\p{Lu}\.){2,})/u,
    /(?<word>\p{L}[\p{L}\p{M}]*(?:['’\-‑]\p{L}[\p{L}\p{M}]*)*)/u,
    /(?<dash>--+|[—–])/u,
    /(?<ellipsis>\.{2,}|…)/u,
    /(?<mark>[;:,.!?()[\]{}“”„«»。，、！？：；（）"])/u,
    /(?<symbol>[\p{S}&%@#/*\\_-])/u,
    /(?<other>[^])/u,
  ]
    .map((part) => part.source)
    .join('|'),
  'guy',
);
/** Parts of a camelCase word. */
const HUMPS = /\p{Lu}+(?=\p{Lu}\p{Ll})|\p{Lu}?[\p{Ll}\p{M}']+|[^\p{Ll}]+/gu;
const LATIN_GREEK_CYRILLIC = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u;

class Normalizer {
  readonly tokens: SpokenToken[] = [];
  readonly #text: string;
  readonly #spokenEnd: number;
  #spaceBefore = false;
  #quoteOpen = false;
  #money: { at: number; name: string } | undefined;

  constructor(text: string) {
    this.#text = text;
    this.#spokenEnd = text.trimEnd().length;
  }

  run(): SpokenToken[] {
    for (const match of this.#text.matchAll(LEXER)) {
      const groups: Record<string, string | undefined> = match.groups ?? {};
      const kind = Object.keys(groups).find((name) => groups[name] !== undefined);
      this.#take(kind ?? 'other', match[0], match.index);
    }
    return this.tokens;
  }

  #take(kind: string, text: string, at: number): void {
    const end = at + text.length;
    const next = this.#text[end] ?? ' ';
    switch (kind) {
      case 'short':
        this.#words(text.startsWith('e') || text.startsWith('E') ? 'for example' : 'that is', at, end);
        break;
      case 'title':
        this.#words(text.slice(0, -1), at, end);
        break;
      case 'money':
        this.#money = { at, name: MONEY[text] ?? '' };
        break;
      case 'number':
        if (text.length > MAX_WORD) this.#cut(text, at);
        else this.#words(this.#money ? `${text} ${this.#money.name}` : text, this.#money?.at ?? at, end);
        this.#money = undefined;
        break;
      case 'initials':
        if (text.length > MAX_WORD) this.#cut(text, at);
        else this.#words(text.replaceAll('.', ''), at, end);
        if (end === this.#spokenEnd) this.#mark('.', end - 1, end);
        break;
      case 'word':
        this.#word(text, at);
        break;
      case 'dash':
        this.#mark('—', at, end);
        break;
      case 'ellipsis':
        this.#mark('…', at, end);
        break;
      case 'mark':
        this.#punctuation(text, at, next);
        break;
      case 'symbol':
        this.#symbol(text, at, next);
        break;
      default:
        this.#spaceBefore = true;
    }
  }

  #word(text: string, at: number): void {
    if (!LATIN_GREEK_CYRILLIC.test(text)) return;
    const plain = text.replaceAll('’', "'").replaceAll('‑', '-');
    const camel = /\p{Ll}\p{Lu}|\p{Lu}{2}\p{Ll}{2}/u.test(plain);
    const parts = camel ? plain.matchAll(/[^'-]+(?:'[^'-]+)*/g) : [{ 0: plain, index: 0 }];
    for (const part of parts) {
      const humps = camel ? part[0].matchAll(HUMPS) : [{ 0: part[0], index: 0 }];
      for (const hump of humps) {
        this.#cut(hump[0], at + part.index + hump.index);
      }
    }
  }

  /** A word, in pieces if it is very long. */
  #cut(text: string, at: number): void {
    for (let i = 0; i < text.length; i += MAX_WORD) {
      const piece = text.slice(i, i + MAX_WORD);
      this.#words(piece, at + i, at + i + piece.length);
    }
  }

  #symbol(symbol: string, at: number, next: string): void {
    const before = this.#text[at - 1] ?? ' ';
    const tight = /[\p{L}\p{N}]/u;
    const spaced = before.trim() === '' && next.trim() === '';
    const between = tight.test(before) && tight.test(next);
    if (symbol === '-' && spaced) this.#mark('—', at, at + 1);
    else if (symbol === '-' && /\d/.test(next)) this.#words(this.#hyphen(before, at), at, at + 1);
    else if (symbol === '/' && between) this.#words('slash', at, at + 1);
    else if (symbol === '*' && (spaced || between)) this.#words('times', at, at + 1);
    else if (symbol === '#') this.#words(/[CF]/.test(before) ? 'sharp' : /\d/.test(next) ? 'number' : '', at, at + 1);
    else if (symbol === '~' && /\d/.test(next)) this.#words('about', at, at + 1);
    else if (/[<>]/.test(symbol) && spaced) this.#words(symbol === '<' ? 'less than' : 'greater than', at, at + 1);
    else this.#words(Object.hasOwn(SYMBOLS, symbol) ? (SYMBOLS[symbol] ?? '') : '', at, at + 1);
  }

  /** What a hyphen before a digit says: a range, a sign, or nothing (dates, identifiers). */
  #hyphen(before: string, at: number): string {
    if (!/[\p{L}\p{N}.]/u.test(before)) return 'minus';
    return /(?:^|[\s(])\d{1,4}-\d{1,4}(?![\d-])/.test(this.#text.slice(Math.max(0, at - 5), at + 6)) ? 'to' : '';
  }

  #punctuation(mark: string, at: number, next: string): void {
    const inside = /[\p{L}\p{N}]/u.test(next);
    if (mark === '.' && inside) this.#words('dot', at, at + 1);
    else if (mark === ':' && (/[/:]/.test(next) || inside)) this.#spaceBefore = true;
    else if (mark === '"') {
      this.#quoteOpen = !this.#quoteOpen && next.trim() !== '';
      this.#mark(this.#quoteOpen ? '“' : '”', at, at + 1);
    } else this.#mark(MARKS[mark] ?? mark, at, at + 1);
  }

  /** Words said for the part of the sentence from `start` to `end`. */
  #words(text: string, start: number, end: number): void {
    const last = this.tokens.at(-1);
    const glued = last?.kind === 'punctuation' && /[(“—]/.test(last.text) && !this.#spaceBefore;
    this.#spaceBefore = text === '';
    if (text !== '') this.tokens.push({ kind: 'word', text, start, end, spaceBefore: !glued });
  }

  #mark(text: string, start: number, end: number): void {
    const last = this.tokens.at(-1);
    if (last?.kind === 'punctuation' && last.text === text && last.end === start) last.end = end;
    else this.tokens.push({ kind: 'punctuation', text, start, end, spaceBefore: this.#spaceBefore });
    this.#spaceBefore = false;
  }
}

/** Splits an English sentence into the words that are said and Kokoro's punctuation marks. */
export function normalizeEnglish(sentence: string): SpokenToken[] {
  return new Normalizer(sentence).run();
}
