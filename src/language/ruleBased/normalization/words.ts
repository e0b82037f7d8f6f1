import type { Part } from './lexer';
import { romanValue } from './numberWords';
import { type Sentence, WORD_CHARACTER } from './sentence';

/** Longer words are split. */
const MAX_WORD = 50;
/** Longest abbreviation, including full stops and spaces. */
const MAX_ABBREVIATION = 14;
/** Longest acronym that is spelled; longer capitals are emphasis. */
const MAX_SPELLED = 5;
/** Parts of a camelCase word. */
const HUMPS = /\p{Lu}+(?=\p{Lu}\p{Ll})|\p{Lu}?[\p{Ll}\p{M}']+|[^\p{Ll}]+/gu;
const CAMEL = /\p{Ll}\p{Lu}|\p{Lu}{2}\p{Ll}{2}/u;
const VOWEL = /[aeiouyáéíóúâêôãõàèìòùü]/iu;

/** Verbalizes a word: an abbreviation, a Roman numeral, the parts of a camelCase name, or the word itself. */
export function verbalizeWord({ text, at }: Part, sentence: Sentence): void {
  const { rules } = sentence;
  if (verbalizeAbbreviation(at, sentence)) return;
  const plain = text.replaceAll('’', "'").replaceAll('‑', '-');
  if (!/[\p{Script=Latin}\p{Script=Devanagari}]/u.test(plain)) return;
  if (sentence.text[at + plain.length] === '$' && Object.hasOwn(rules.money, `${plain}$`)) return;
  if (/^v$/iu.test(plain) && /\d/.test(sentence.text[at + 1] ?? '') && !WORD_CHARACTER.test(sentence.before(at))) {
    sentence.words(rules.version, at, at + 1);
    return;
  }
  if (verbalizeRomanNumeral(plain, at, sentence)) return;
  if (!CAMEL.test(plain)) {
    verbalizePieces(plain, at, sentence);
    return;
  }
  for (const part of plain.matchAll(/[^'-]+(?:'[^'-]+)*/g)) {
    for (const hump of part[0].matchAll(HUMPS)) verbalizePieces(hump[0], at + part.index + hump.index, sentence);
  }
}

/** Verbalizes letters with full stops: an abbreviation, else spelled. */
export function verbalizeInitials({ text, at, end }: Part, sentence: Sentence): void {
  if (!verbalizeAbbreviation(at, sentence)) verbalizeLetters(text.replaceAll('.', ''), at, end, sentence);
}

/** Spells letters, unless there are too many. */
export function verbalizeLetters(text: string, start: number, end: number, sentence: Sentence): void {
  if (text.length > MAX_WORD) verbalizePieces(text.toLowerCase(), start, sentence);
  else sentence.letters(text, start, end);
}

/** Expands an abbreviation that begins at `at`, full stops included. @returns whether there is one */
function verbalizeAbbreviation(at: number, sentence: Sentence): boolean {
  const { text, rules } = sentence;
  if (WORD_CHARACTER.test(sentence.before(at))) return false;
  const near = /^[\p{L}\p{M}.°º/ -]+/u.exec(text.slice(at, at + MAX_ABBREVIATION))?.[0] ?? '';
  for (let length = near.length; length > 0; length--) {
    const key = near.slice(0, length).toLowerCase();
    const end = at + length;
    if (!Object.hasOwn(rules.abbreviations, key) || WORD_CHARACTER.test(text[end] ?? '')) continue;
    sentence.words(rules.abbreviations[key] ?? '', at, end);
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

/** Verbalizes a Roman numeral, also with an ordinal suffix: "XXI", "XXIe". @returns whether it is one */
function verbalizeRomanNumeral(word: string, at: number, sentence: Sentence): boolean {
  const { rules } = sentence;
  const numeral = /^[IVX]+/.exec(word)?.[0] ?? '';
  const mark = word.slice(numeral.length);
  const value = romanValue(numeral);
  if (value === undefined || (mark !== '' && rules.ordinalMarks.exec(mark)?.[0] !== mark)) return false;
  const digits = String(value);
  const isOrdinal = mark !== '' || rules.romanNumerals === 'ordinal';
  sentence.words(isOrdinal ? rules.ordinal(digits, mark) : rules.cardinal(digits, ''), at, at + word.length);
  return true;
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
