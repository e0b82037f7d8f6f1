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
/** A number, perhaps with a currency before it. */
const AMOUNT = /^(?:[.,]?\d|\p{Lu}{0,3}\p{Sc}\s?\d)/u;
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

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

/** A hyphen or dash between two numbers: "10-20". @returns whether it is one */
export function verbalizeRange({ text, at, end }: Part, sentence: Sentence): boolean {
  if (text === '/') return verbalizeDays(at, end, sentence);
  if (!/^[-–—]$/.test(text) || isDifference(end, sentence)) return false;
  const near = sentence.text.slice(Math.max(0, at - 24), at);
  const next = sentence.text.slice(end, end + 12);
  if (!/(?:[\d%€$£₹°]|(?<!\p{L})\d{1,2}\s?h)$/u.test(near) || !/^(?:\d|\p{Lu}{0,3}\p{Sc}\s?\d)/u.test(next))
    return false;
  // "17-18-19" is a list.
  if (/(?<![\d-])\d+-\d+$/.test(near) ? /^\d+(?![\d-])/.test(next) : /^\d+-[\p{L}\d]/u.test(next))
    sentence.mark(',', at, end);
  else sentence.words(sentence.rules.to, at, end);
  return true;
}

/** "5-3=2". */
function isDifference(end: number, { text }: Sentence): boolean {
  return /^\d[\d.,]{0,9}\s?=/.test(text.slice(end, end + 12));
}

/** The stroke between days of a month: "17/18 juin". @returns whether it is one */
function verbalizeDays(at: number, end: number, sentence: Sentence): boolean {
  const month = /^(?:\d{1,2}\/){0,5}\d{1,2}\s(?:de\s)?(\p{L}+)/u.exec(sentence.text.slice(end, end + 36))?.[1] ?? '';
  if (!/\d/.test(sentence.before(at)) || !sentence.rules.months.has(month.toLowerCase())) return false;
  sentence.mark(',', at, end);
  return true;
}

/** The hyphen of a score, whose first number is the higher one: "3-2". @returns whether it is one */
export function verbalizeScore({ text, at, end }: Part, sentence: Sentence): boolean {
  if (text !== '-' || isDifference(end, sentence)) return false;
  const first = /(?<![\p{L}\d.,/-])\d{1,3}$/u.exec(sentence.text.slice(Math.max(0, at - 6), at))?.[0];
  const second = /^\d{1,3}(?![\p{L}\d/-]|[.,]\d)/u.exec(sentence.text.slice(end, end + 6))?.[0];
  if (first === undefined || second === undefined || Number(first) <= Number(second)) return false;
  const { score, to } = sentence.rules;
  if (score === '') sentence.mark(',', at, end);
  else sentence.words(score ?? to, at, end);
  return true;
}

/** A minus or plus sign before a number, and a minus between two numbers of a sum. @returns whether it is one */
export function verbalizeSign({ text, at, end }: Part, sentence: Sentence): boolean {
  const { minus, plus } = sentence.rules;
  const [before, next] = [sentence.before(at), sentence.text.slice(end, end + 6)];
  const sign = { '-': minus, '−': minus, '–': minus, '+': plus }[text];
  if (sign === undefined) return false;
  const isSum = before.trim() === '' && /^\s\S/.test(next) && (text === '−' || (text !== '+' && isInSum(at, sentence)));
  const isZone = /(?:GMT|UTC)\s?$/iu.test(sentence.text.slice(Math.max(0, at - 4), at));
  const isPrefix =
    (AMOUNT.test(next) || /^[∞√π]/.test(next)) && (text === '−' || isZone || !WORD_CHARACTER.test(before));
  if (!isSum && !isPrefix && !(/\d/.test(before) && isDifference(end, sentence))) return false;
  sentence.words(sign, at, end);
  sentence.signEnd = end;
  return true;
}

/** Whether a spaced hyphen is a minus: there is an equals sign, and a number or letter on either side. */
function isInSum(at: number, { text }: Sentence): boolean {
  const near = text.slice(Math.max(0, at - 12), at + 12);
  return (
    /[=+×*]/.test(text.slice(Math.max(0, at - 60), at + 60)) &&
    /(?:\d|(?<!\p{L})\p{L})\s-\s(?:\d|\p{L}(?!\p{L}))/u.test(near)
  );
}

/** Raised digits: "10²", "x³". Those after a longer word or a mark refer to a note and are silent. */
export function verbalizePower({ text, at, end }: Part, sentence: Sentence): void {
  const { rules } = sentence;
  const base = /[\p{L}\p{M}\d)]{1,4}$/u.exec(sentence.text.slice(Math.max(0, at - 4), at))?.[0] ?? '';
  if (!base.endsWith(')') && !/^(?:\p{L}|\d{1,4})$/u.test(base)) {
    sentence.space();
    return;
  }
  const digits = Array.from(text.replace(/[⁺⁻]/u, ''), (digit) => SUPERSCRIPTS.indexOf(digit)).join('');
  sentence.words(rules.power(String(Number(digits)), text.startsWith('⁻')), at, end);
}

/** A sign of a sum or comparison. @returns whether it is one */
export function verbalizeMathSign(part: Part, sentence: Sentence): boolean {
  if (!/^[+=×÷<>≤≥≠≈±]$/.test(part.text)) return false;
  verbalizeSymbol(part, sentence);
  return true;
}

/** Any other symbol: part of a name, or a sign between words. */
export function verbalizeSymbol({ text: symbol, at, end }: Part, sentence: Sentence): void {
  const { symbols } = sentence.rules;
  const [before, next] = [sentence.before(at), sentence.after(end)];
  const spaced = before.trim() === '' && next.trim() === '';
  if (/[-_]/.test(symbol) && sentence.isEmail(at))
    sentence.words(symbol === '-' ? sentence.rules.optionDash : sentence.rules.underscore, at, end);
  else if (symbol === '-') verbalizeHyphen(at, end, sentence);
  else if (symbol === '/' && followsQuantity(at, sentence)) sentence.words(sentence.rules.per('').trim(), at, end);
  else if (/[×·]/.test(symbol) && /\d\s?$/.test(sentence.text.slice(Math.max(0, at - 2), at))) {
    sentence.words(symbols['×'] ?? '', at, end);
  } else {
    const said = symbolInName(symbol, before, next, sentence);
    if (said !== undefined) sentence.words(said, at, end);
    else if (!/[*<>/\\~^]/.test(symbol) || spaced || (/[~^]/.test(symbol) && /\d/.test(next)))
      sentence.words(Object.hasOwn(symbols, symbol) ? (symbols[symbol] ?? '') : '', at, end);
  }
}

/** Whether an amount or a measure ends at `at`: "3 €/mois", "5 l/100 km". */
function followsQuantity(at: number, { tokens }: Sentence): boolean {
  const last = tokens.at(-1);
  return last?.end === at && (last.semiotic === 'money' || last.semiotic === 'measure');
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
  const [before, next] = [sentence.before(at), sentence.after(end)];
  if (before.trim() === '' && next.trim() === '') sentence.mark('—', at, end);
  else if (/\d/.test(next)) sentence.space();
  else if (beginsOption(at, end, sentence)) verbalizeOptionDashes('-', at, end, sentence);
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
