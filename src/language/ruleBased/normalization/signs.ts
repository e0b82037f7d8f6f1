import type { Part } from './lexer';
import { type Sentence, TIGHT } from './sentence';

const MARKS: Readonly<Record<string, string>> = {
  ...{ '[': '(', ']': ')', '{': '(', '}': ')', '„': '“', '«': '“', '»': '”', '‹': '“', '›': '”', '–': '—' },
  ...{ '।': '.', '॥': '.', '。': '.', '，': ',', '！': '!', '？': '?', '：': ':', '；': ';', '（': '(', '）': ')' },
};
/** How what is written with several symbols is written with one. */
const OPERATORS: Readonly<Record<string, string>> = {
  ...{ '==': '=', '===': '=', '!=': '≠', '!==': '≠', '>=': '≥', '<=': '≤', '&&': '&', '->': '→', '=>': '→' },
};
const DEVANAGARI = /\p{Script=Devanagari}/u;

/** Comparisons, arrows and conditions. */
export function sayOperator({ text, at, end }: Part, sentence: Sentence): void {
  const { symbols, or } = sentence.wording;
  const between = TIGHT.test(sentence.before(at)) && TIGHT.test(sentence.after(end));
  if (text === '::' || (text === '->' && between)) sentence.space();
  else sentence.words(/^(?:\|\||\?\?)$/.test(text) ? or : (symbols[OPERATORS[text] ?? ''] ?? ''), at, end);
}

/** A dash between words, or the two of an option. */
export function sayDash({ text, at, end }: Part, sentence: Sentence): void {
  if (text === '--' && !sentence.hyphensAreDash && beginsOption(at, end, sentence)) sayOption(text, at, end, sentence);
  else sentence.mark('—', at, end);
}

/** Any other symbol: an amount's currency, a part of a name, or a sign between words. */
export function saySymbol({ text: symbol, at, end }: Part, sentence: Sentence): void {
  const { symbols, money } = sentence.wording;
  const [before, next] = [sentence.before(at), sentence.after(end)];
  const spaced = before.trim() === '' && next.trim() === '';
  const amount = /[$€£¥₹]/.test(symbol) && /^\s?\d/.test(sentence.text.slice(end, end + 2));
  if (symbol === '-') sayHyphen(at, end, sentence);
  else if (amount && Object.hasOwn(money, symbol)) {
    const country = /(?:R|US)$/.exec(sentence.text.slice(Math.max(0, at - 2), at))?.[0] ?? '';
    sentence.money = { at, name: money[country + symbol] ?? money[symbol] ?? ['', ''] };
  } else {
    const said = saidInside(symbol, before, next, sentence);
    if (said !== undefined) sentence.words(said, at, end);
    else if (!/[*<>/\\~^]/.test(symbol) || spaced || (/[~^]/.test(symbol) && /\d/.test(next)))
      sentence.words(Object.hasOwn(symbols, symbol) ? (symbols[symbol] ?? '') : '', at, end);
  }
}

/** A mark of punctuation: most are Kokoro's, some are words inside of names. */
export function sayMark({ text: mark, at, end }: Part, sentence: Sentence): void {
  const { inside, silent } = sentence.wording;
  const [before, next] = [sentence.before(at), sentence.after(end)];
  const isInside = TIGHT.test(next);
  if (mark === '.' && isInside) {
    if (DEVANAGARI.test(before) && DEVANAGARI.test(next)) sentence.space();
    else sentence.words(inside['.'] ?? '', at, end);
  } else if (mark === ':' && (isInside || /[/:]/.test(next)) && TIGHT.test(before)) sentence.space();
  else if (silent.includes(mark)) sentence.space();
  else if (mark === '"') {
    sentence.quoteOpen = !sentence.quoteOpen && next.trim() !== '';
    sentence.mark(sentence.quoteOpen ? '“' : '”', at, end);
  } else sentence.mark(MARKS[mark] ?? mark, at, end);
}

function sayHyphen(at: number, end: number, sentence: Sentence): void {
  const { to, minus } = sentence.wording;
  const [before, next] = [sentence.before(at), sentence.after(end)];
  if (before.trim() === '' && next.trim() === '') sentence.mark('—', at, end);
  else if (/\d/.test(next)) {
    if (/\d/.test(before)) sentence.words(to, at, end);
    else if (TIGHT.test(before)) sentence.space();
    else sentence.words(minus, at, end);
  } else if (beginsOption(at, end, sentence)) sayOption('-', at, end, sentence);
}

/** Whether dashes begin the name of an option, as in `-v` and `--verbose`. */
function beginsOption(at: number, end: number, sentence: Sentence): boolean {
  return /[\s([{'"“«`|/]/u.test(sentence.before(at)) && /[A-Za-z]/.test(sentence.after(end));
}

function sayOption(dashes: string, at: number, end: number, sentence: Sentence): void {
  sentence.words(Array.from(dashes, () => sentence.wording.optionDash).join(' '), at, end);
}

/** What is said for a symbol in a name, path or address, or undefined where it does not stand in one. */
function saidInside(symbol: string, before: string, next: string, { wording }: Sentence): string | undefined {
  const { inside, hash, tilde } = wording;
  const tight = TIGHT.test(next);
  if (symbol === '#' && /^[A-Z]$/.test(before)) return 'sharp'; // C#
  if (symbol === '#' && tight) return /\d/.test(next) ? (inside['#'] ?? '') : hash;
  if (symbol === '~' && next === '/') return tilde;
  const path = /[/\\]/.test(symbol) && (tight || TIGHT.test(before) || before === '~') && !/[<>*]/.test(before + next);
  return path || (tight && TIGHT.test(before)) ? inside[symbol] : undefined;
}
