import type { Part } from './lexer';
import { greekLetter } from './greek';
import { romanValue } from './numberWords';
import { type Sentence, WORD_CHARACTER } from './sentence';

/** Longer words are split. */
const MAX_WORD = 50;
/** Longest abbreviation, including full stops and spaces. */
const MAX_ABBREVIATION = 14;
/** Longest acronym that is spelled; longer capitals are emphasis. */
const MAX_SPELLED = 5;
/** Begins as a Roman numeral does. */
const ROMAN = /^(?:[IVXLCDM]|[ivxlcdm]+$)/;
/** Characters before a Roman numeral that are searched for "siglo" and the like. */
const NEAR = 20;
/** Parts of a camelCase word. */
const HUMPS = /\p{Lu}+(?=\p{Lu}\p{Ll})|\p{Lu}?[\p{Ll}\p{M}']+|[^\p{Ll}]+/gu;
const CAMEL = /\p{Ll}\p{Lu}|\p{Lu}{2}\p{Ll}{2}/u;
const VOWEL = /[aeiouyáéíóúâêôãõàèìòùü]/iu;

/** Verbalizes a word: the parts of a camelCase name, or the word itself. */
export function verbalizeWord({ text, at }: Part, sentence: Sentence): void {
  const { rules } = sentence;
  const plain = text.replaceAll('’', "'").replaceAll('‑', '-');
  if (/(?<!\p{Script=Greek})\p{Script=Greek}(?!\p{Script=Greek})/u.test(plain)) {
    verbalizeGreek(plain, at, sentence);
    return;
  }
  if (!/[\p{Script=Latin}\p{Script=Devanagari}]/u.test(plain)) return;
  if (/^v$/iu.test(plain) && /\d/.test(sentence.text[at + 1] ?? '') && !WORD_CHARACTER.test(sentence.before(at))) {
    sentence.words(rules.version, at, at + 1);
    return;
  }
  if (plain.includes('-') && sentence.isEmail(at)) {
    for (const { 0: part, index } of plain.matchAll(/-|[^-]+/g))
      sentence.words(part === '-' ? rules.optionDash : part, at + index, at + index + part.length);
    return;
  }
  if (!CAMEL.test(plain)) {
    verbalizePieces(plain, at, sentence);
    return;
  }
  for (const part of plain.matchAll(/[^'-]+(?:'[^'-]+)*/g)) {
    for (const hump of part[0].matchAll(HUMPS)) verbalizePieces(hump[0], at + part.index + hump.index, sentence);
  }
}

/** Verbalizes single Greek letters, and others between them: "π", "πr". */
function verbalizeGreek(text: string, at: number, sentence: Sentence): void {
  for (const { 0: part, index } of text.matchAll(/\p{Script=Greek}|\P{Script=Greek}+/gu)) {
    const said = greekLetter(part, sentence.rules.greek) ?? part;
    sentence.words(said, at + index, at + index + part.length);
  }
}

/** Verbalizes letters with full stops: an abbreviation, else spelled. */
export function verbalizeInitials(part: Part, sentence: Sentence): void {
  const { text, at, end } = part;
  if (!verbalizeAbbreviation(part, sentence)) verbalizeLetters(text.replaceAll('.', ''), at, end, sentence);
}

/** Spells letters, unless there are too many. */
export function verbalizeLetters(text: string, start: number, end: number, sentence: Sentence): void {
  if (text.length > MAX_WORD) verbalizePieces(text.toLowerCase(), start, sentence);
  else sentence.letters(text, start, end);
}

/** Expands an abbreviation that begins at `at`, full stops included. @returns whether there is one */
export function verbalizeAbbreviation({ at }: Part, sentence: Sentence): boolean {
  const { text, rules } = sentence;
  if (WORD_CHARACTER.test(sentence.before(at))) return false;
  const near = /^[\p{L}\p{M}.°ºª/ -]+/u.exec(text.slice(at, at + MAX_ABBREVIATION))?.[0] ?? '';
  for (let length = near.length; length > 0; length--) {
    const key = near.slice(0, length).toLowerCase();
    const end = at + length;
    if (WORD_CHARACTER.test(text[end] ?? '')) continue;
    const entry = [key, `${key} #`].find((entry) => Object.hasOwn(rules.abbreviations, entry));
    if (entry === undefined || (entry !== key && !/^\s?\d/.test(text.slice(end, end + 2)))) continue;
    sentence.words(rules.abbreviations[entry] ?? '', at, end);
    sentence.verbalizedTo = end;
    if (key.endsWith('.') && endsSentence(key, end, text)) sentence.mark('.', end - 1, end);
    return true;
  }
  return false;
}

/** Whether the full stop of an abbreviation also ends the sentence. */
function endsSentence(abbreviation: string, end: number, text: string): boolean {
  const rest = text.slice(end, end + 4);
  const last = rest.trim() === '' && text.length <= end + 4;
  return last || (/^(?:etc|ecc)\.$/u.test(abbreviation) && /^\s+[¿¡"«“(]?\p{Lu}/u.test(rest));
}

/** An "x" between two numbers: "3 x 4", "10x20". @returns whether it is one */
export function verbalizeTimes({ text, at, end }: Part, sentence: Sentence): boolean {
  const isBetween =
    /^[xX]$/.test(text) &&
    /\d(?:\s?\p{L}{1,2})?\s?$/u.test(sentence.text.slice(Math.max(0, at - 6), at)) &&
    /^\s?\d/.test(sentence.text.slice(end, end + 2));
  if (isBetween) sentence.words(sentence.rules.by, at, end);
  return isBetween;
}

/** An abbreviated month before a number: "abr. 22". @returns whether it is one */
export function verbalizeMonth({ text, at, end }: Part, sentence: Sentence): boolean {
  const { rules } = sentence;
  const month = rules.months.get(text.toLowerCase());
  const gap = /^\.?(?=\s\d)/u.exec(sentence.text.slice(end, end + 3))?.[0];
  if (month === undefined || gap === undefined) return false;
  const name = rules.date('', month, '');
  if (name === text.toLowerCase()) return false;
  sentence.words(name, at, end + gap.length);
  sentence.verbalizedTo = end + gap.length;
  return true;
}

/** A Roman numeral, also with an ordinal suffix: "XXI", "XXIe", "siglo xix". @returns whether it is one */
export function verbalizeRomanNumeral({ text, at }: Part, sentence: Sentence): boolean {
  if (!ROMAN.test(text)) return false;
  const { rules } = sentence;
  const near = sentence.text.slice(Math.max(0, at - NEAR), at);
  const expected = rules.beforeRoman.test(near);
  const regnal = rules.regnal?.exec(near)?.groups;
  const numeral =
    /^[IVXLCDM]+/.exec((expected || regnal) && /^[ivxlcdm]+$/.test(text) ? text.toUpperCase() : text)?.[0] ?? '';
  const mark = text.slice(numeral.length);
  const value = romanValue(numeral);
  // A single letter is an initial or a name: "Juan C.", "tipo C".
  const isNumeral = numeral.length > 1 || (/^[IVX]$/.test(numeral) && sentence.after(at + text.length) !== '.');
  const named = isNumeral && (expected || regnal !== undefined);
  if (value === undefined || !isRomanNumeral(numeral, mark, named, sentence)) return false;
  const digits = String(value);
  const asName = regnal !== undefined && value <= 10;
  const isOrdinal = mark !== '' || asName || rules.romanNumerals === 'ordinal';
  const suffix = mark === '' && asName && regnal['feminine'] !== undefined ? 'ª' : mark;
  sentence.words(isOrdinal ? rules.ordinal(digits, suffix) : rules.cardinal(digits, ''), at, at + text.length);
  return true;
}

/** Whether letters that look like a numeral are one: "CD", "MIX" and "La" are words. */
function isRomanNumeral(numeral: string, mark: string, expected: boolean, { rules }: Sentence): boolean {
  const small = /^[IVX]+$/.test(numeral) && (romanValue(numeral) ?? 0) < 40;
  if (mark !== '') {
    const single = mark === 'e' || (numeral === 'I' && /^(?:er|re)$/.test(mark));
    return small && (numeral.length > 1 || single) && rules.ordinalMarks.exec(mark)?.[0] === mark;
  }
  return expected || (small && numeral.length > 1) || numeral.length > 3;
}

/** Adds a word, in pieces if it is very long. */
function verbalizePieces(text: string, at: number, sentence: Sentence): void {
  for (let i = 0; i < text.length; i += MAX_WORD) {
    const piece = text.slice(i, i + MAX_WORD);
    const [start, end] = [at + i, at + i + piece.length];
    if (isSpelled(piece, sentence)) sentence.letters(piece, start, end);
    else sentence.words(piece, start, end);
  }
}

function isSpelled(word: string, { rules, isShouting }: Sentence): boolean {
  if (/^[a-z]{2,5}$/.test(word)) return !VOWEL.test(word);
  if (!/^[A-Z]{1,}[sv]?$/.test(word) || word.length > MAX_SPELLED + 1) return false;
  if (rules.spelled.has(word.replace(/[sv]$/, ''))) return true;
  return word.length > 1 && !VOWEL.test(word) && !(isShouting && word.length > MAX_SPELLED);
}
