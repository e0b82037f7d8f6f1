import { verbalizeWeekday } from './dates';
import { verbalizeIdentifier } from './identifiers';
import type { Names } from './names';
import type { Match, Sentence } from './sentence';
import type { Spoken } from './spoken';
import { unitOfRate } from './units';

const LATIN_GREEK_CYRILLIC = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u;

/** A word with the pronunciation that its author gives: `[Kokoro](/kˈOkəɹO/)`. */
export function verbalizePronounced({ groups, text, at, end, sentence }: Match): number {
  sentence.out.pronounced(groups['word'] ?? '', groups['phonemes'] ?? '', at, end);
  return text.length;
}

/** Says the word at `at`, with its hyphens and apostrophes. @returns its length, without a closing quote */
export function verbalizeWord(given: string, at: number, sentence: Sentence): number {
  const { out, names } = sentence;
  const text = withoutQuote(given, at, sentence.quoteEnd);
  const plain = text.replaceAll('’', "'").replaceAll('‑', '-');
  const end = at + text.length;
  const [, base = plain, possessive = ''] = /^(.*?)('s)?$/s.exec(plain) ?? [];
  const here = wordsInContext(base, end, sentence);
  if (here !== undefined) {
    out.say(here, at, end);
    return text.length;
  }
  const name =
    names.spoken(base) ??
    sentence.abbreviations.expandBare(base, sentence.text.slice(end, end + 4)) ??
    (/^\p{Script=Greek}$/u.test(base) ? sentence.symbols.name(base) : undefined);
  if (name !== undefined) verbalizeName(name, possessive, at, end, out);
  else if (names.isSmallAcronym(base)) out.spell(inCapitals(base, names) + possessive, at, end);
  else if (/^\p{Lu}{2,}$/u.test(base)) {
    if (names.isSpelled(base)) out.spell(plain, at, end);
    else out.word(plain, at, end);
  } else if (/^\p{Lu}{2,}s$/u.test(base)) out.spell(plain, at, end);
  else if (/[\d_]/.test(base) || /\p{Ll}\p{Lu}|\p{Lu}{2}\p{Ll}/u.test(base)) {
    if ((names.isWord(base) || names.isWord(base.toLowerCase())) && !/[\d_]/.test(base)) out.word(plain, at, end);
    else verbalizeIdentifier(plain, at, out, names);
  } else if (plain.includes('-') && plain.split('-').some((part) => isNamed(part, names)))
    verbalizeHyphenated(plain, at, sentence);
  else if (LATIN_GREEK_CYRILLIC.test(plain)) out.word(plain, at, end);
  return text.length;
}

/** Removes a final apostrophe that is a quote, but not that of a plural's genitive: "users'". */
function withoutQuote(word: string, at: number, quoteEnd: number): string {
  if (!/['’]$/.test(word)) return word;
  const isGenitive = /s['’]$/i.test(word) && at + word.length - 1 !== quoteEnd;
  return isGenitive ? word : word.slice(0, -1);
}

/** The words for a word that is a unit or a weekday in its context. */
function wordsInContext(word: string, end: number, { text, out }: Sentence): string | undefined {
  const unit = /^(?:per|each)$/.test(out.lastWord) ? unitOfRate(word) : undefined;
  return verbalizeWeekday(word, text.slice(end, end + 12)) ?? unit;
}

function verbalizeName(said: string, possessive: string, at: number, end: number, out: Spoken): void {
  out.say(said, at, end);
  const last = out.tokens.at(-1);
  if (possessive !== '' && last) last.text += possessive;
}

/** "api" → "API", "apis" → "APIs". */
function inCapitals(acronym: string, names: Names): string {
  return isPlural(acronym, names) ? `${acronym.slice(0, -1).toUpperCase()}s` : acronym.toUpperCase();
}

/** "Apis" and "urls", but not "css", "dns" or "https". */
function isPlural(acronym: string, names: Names): boolean {
  return acronym.endsWith('s') && acronym !== 'https' && names.isSmallAcronym(acronym.slice(0, -1));
}

/** Whether a part of a hyphenated word is a name or acronym, so that each part is said on its own: "GitHub-hosted". */
function isNamed(part: string, names: Names): boolean {
  return names.spoken(part) !== undefined || /^\p{Lu}{2,}$/u.test(part) || /\p{Ll}\p{Lu}/u.test(part);
}

function verbalizeHyphenated(word: string, at: number, sentence: Sentence): void {
  const { tokens } = sentence.out;
  for (const { 0: part, index } of word.matchAll(/[^-]+/g)) {
    const first = tokens.length;
    verbalizeWord(part, at + index, sentence);
    // Parts of one compound share their stress: "US-ASCII".
    const token = index > 0 ? tokens[first] : undefined;
    if (token) token.spaceBefore = false;
  }
}
