import type { Part } from './lexer';
import { type Sentence, WORD_CHARACTER } from './sentence';

const MARKS: Readonly<Record<string, string>> = {
  ...{ '[': '(', ']': ')', '{': '(', '}': ')', '„': '“', '«': '“', '»': '”', '‹': '“', '›': '”', '–': '—' },
  ...{ '।': '.', '॥': '.', '。': '.', '，': ',', '！': '!', '？': '?', '：': ':', '；': ';', '（': '(', '）': ')' },
};
/** The single symbol for an operator of several characters. */
const OPERATORS: Readonly<Record<string, string>> = {
  ...{ '==': '=', '===': '=', '!=': '≠', '!==': '≠', '>=': '≥', '<=': '≤', '&&': '&', '->': '→', '=>': '→' },
};
const DEVANAGARI = /\p{Script=Devanagari}/u;

/** Comparisons, arrows and conditions. */
export function verbalizeOperator({ text, at, end }: Part, sentence: Sentence): void {
  const { symbols, or } = sentence.rules;
  const between = WORD_CHARACTER.test(sentence.before(at)) && WORD_CHARACTER.test(sentence.after(end));
  if (text === '::' || (text === '->' && between)) sentence.space();
  else sentence.words(/^(?:\|\||\?\?)$/.test(text) ? or : (symbols[OPERATORS[text] ?? ''] ?? ''), at, end);
}

/** A dash between words, or the two hyphens of an option. */
export function verbalizeDash({ text, at, end }: Part, sentence: Sentence): void {
  if (text === '--' && !sentence.hyphensAreDash && beginsOption(at, end, sentence))
    verbalizeOptionDashes(text, at, end, sentence);
  else sentence.mark('—', at, end);
}

/** Any other symbol: a currency sign, part of a name, or a sign between words. */
export function verbalizeSymbol({ text: symbol, at, end }: Part, sentence: Sentence): void {
  const { symbols, money } = sentence.rules;
  const [before, next] = [sentence.before(at), sentence.after(end)];
  const spaced = before.trim() === '' && next.trim() === '';
  const amount = /[$€£¥₹]/.test(symbol) && /^\s?\d/.test(sentence.text.slice(end, end + 2));
  if (symbol === '-') verbalizeHyphen(at, end, sentence);
  else if (amount && Object.hasOwn(money, symbol)) {
    const country = /(?:R|US)$/.exec(sentence.text.slice(Math.max(0, at - 2), at))?.[0] ?? '';
    sentence.money = { at, name: money[country + symbol] ?? money[symbol] ?? ['', ''] };
  } else {
    const said = symbolInName(symbol, before, next, sentence);
    if (said !== undefined) sentence.words(said, at, end);
    else if (!/[*<>/\\~^]/.test(symbol) || spaced || (/[~^]/.test(symbol) && /\d/.test(next)))
      sentence.words(Object.hasOwn(symbols, symbol) ? (symbols[symbol] ?? '') : '', at, end);
  }
}

/** A punctuation mark: passed on in prose, a word inside names. */
export function verbalizeMark({ text: mark, at, end }: Part, sentence: Sentence): void {
  const { inNames, silent } = sentence.rules;
  const [before, next] = [sentence.before(at), sentence.after(end)];
  const isInside = WORD_CHARACTER.test(next);
  if (mark === '.' && isInside) {
    if (DEVANAGARI.test(before) && DEVANAGARI.test(next)) sentence.space();
    else sentence.words(inNames['.'] ?? '', at, end);
  } else if (mark === ':' && (isInside || /[/:]/.test(next)) && WORD_CHARACTER.test(before)) sentence.space();
  else if (silent.includes(mark)) sentence.space();
  else if (mark === '"') {
    sentence.quoteOpen = !sentence.quoteOpen && next.trim() !== '';
    sentence.mark(sentence.quoteOpen ? '“' : '”', at, end);
  } else sentence.mark(MARKS[mark] ?? mark, at, end);
}

function verbalizeHyphen(at: number, end: number, sentence: Sentence): void {
  const { to, minus } = sentence.rules;
  const [before, next] = [sentence.before(at), sentence.after(end)];
  if (before.trim() === '' && next.trim() === '') sentence.mark('—', at, end);
  else if (/\d/.test(next)) {
    if (/\d/.test(before)) sentence.words(to, at, end);
    else if (WORD_CHARACTER.test(before)) sentence.space();
    else sentence.words(minus, at, end);
  } else if (beginsOption(at, end, sentence)) verbalizeOptionDashes('-', at, end, sentence);
}

/** Whether hyphens begin an option, as in `-v` and `--verbose`. */
function beginsOption(at: number, end: number, sentence: Sentence): boolean {
  return /[\s([{'"“«`|/]/u.test(sentence.before(at)) && /[A-Za-z]/.test(sentence.after(end));
}

function verbalizeOptionDashes(dashes: string, at: number, end: number, sentence: Sentence): void {
  sentence.words(Array.from(dashes, () => sentence.rules.optionDash).join(' '), at, end);
}

/** The word for a symbol in a name, path or address; undefined where it is not in one. */
function symbolInName(symbol: string, before: string, next: string, { rules }: Sentence): string | undefined {
  const { inNames, hash, tilde } = rules;
  const tight = WORD_CHARACTER.test(next);
  if (symbol === '#' && /^[A-Z]$/.test(before)) return 'sharp'; // C#
  if (symbol === '#' && tight) return /\d/.test(next) ? (inNames['#'] ?? '') : hash;
  if (symbol === '~' && next === '/') return tilde;
  const path =
    /[/\\]/.test(symbol) && (tight || WORD_CHARACTER.test(before) || before === '~') && !/[<>*]/.test(before + next);
  return path || (tight && WORD_CHARACTER.test(before)) ? inNames[symbol] : undefined;
}
