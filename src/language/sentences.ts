import type { SourceRange } from '../common/range';
import type { MappedText } from '../document/mappedText';
import { cutBefore } from '../document/plainText';
import { LATIN_SENTENCES, type SentenceHabits } from './sentenceHabits';

/** Marks that may end a sentence, with closing quotes, brackets and footnote numbers. */
const ENDS =
  /(?<marks>[.!?…‼⁇⁈⁉؟。！？｡．।॥]+)(?<closers>["'”’»›)\]}」』）】》〉〕］]*(?:\s[»›])?)(?:\[\p{N}{1,3}\]){0,5}/gu;
/** Full-width marks, which need no space after them. */
const WIDE = /[。！？｡．।॥]/;
const WIDE_LETTER = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々「」『』（）]/u;
const OPENING = /["'“‘«‹([{「『（【《〈]/;
/** Code in plain text, as Markdown writes it. */
const BACKTICKS = /`[^`\n]{1,200}`/g;
/** Names that end with an exclamation mark. */
const MARKED_NAME = /(?:^|[\s("“‘'[])(?:Yahoo|Joomla|Jeopardy|Kahoot|Wham|Yum)$/;
/** The last word, including full stops inside it, after a space, quote, bracket or hyphen. */
const LAST_WORD = /(?:^|[\s("“«‘'’[¿¡—-])(?<word>[\p{L}\p{M}.]+)$/u;
const INITIAL = /(?:^|[\s("“«‘'’.¿¡—-])(?<letter>\p{Lu})$/u;
/** The number of a list item; the first one may follow a colon. */
const LIST_NUMBER = /^\s{0,9}(?:\p{Nd}{1,4}|[a-z])$|: [1a]$/u;
/** The rest of a conditional expression after "?". */
const TERNARY = /^[^.!?:]{1,60} : /;
const COMMA_OR_DASH = /^[,;:、，；：—–-]/;
const OPERATOR = /^(?:[=<>&|^%]|[+*/]\s)/;

/** Characters examined before and after a mark. */
const NEAR = 40;
/** A longer sentence is cut at a space, because a sentence is phonemized as a whole. */
const MAX_SENTENCE = 1_000;

/** Splits a block's text into trimmed sentences; line ends do not end a sentence. Linear time. */
export function splitSentences(text: MappedText, habits: SentenceHabits = LATIN_SENTENCES): MappedText[] {
  return [...sentences(text, habits)];
}

function* sentences(text: MappedText, habits: SentenceHabits): Generator<MappedText> {
  let start = 0;
  let end = 0;
  let hasWords = false;
  for (const next of [...endsOf(text, habits), text.text.length]) {
    const moreWords = /[\p{L}\p{N}]/u.test(text.text.slice(end, next));
    // A part without words joins its neighbour.
    if (hasWords && moreWords) {
      yield* trimmed(text, start, end);
      start = end;
    }
    hasWords ||= moreWords;
    end = next;
  }
  yield* trimmed(text, start, end);
}

/** Where sentences end, even if there are no words between two ends. */
function* endsOf({ text, codeRanges }: MappedText, habits: SentenceHabits): Generator<number> {
  const code = [...codeRanges, ...backticks(text)].sort((a, b) => a.start - b.start);
  let start = 0;
  let nextCode = 0;
  for (const { 0: found, index, groups } of text.matchAll(ENDS)) {
    while ((code[nextCode]?.end ?? Infinity) <= index) nextCode++;
    if ((code[nextCode]?.start ?? Infinity) <= index) continue;
    const end = index + found.length;
    const mark: Mark = {
      ...{ marks: groups?.['marks'] ?? '', closers: groups?.['closers'] ?? '' },
      // Long enough to tell whether a number begins the sentence.
      before: text.slice(Math.max(start, index - NEAR), index),
      after: text.slice(end, end + NEAR * 2),
    };
    if (!endsSentence(mark, habits)) continue;
    yield end;
    start = end;
  }
}

function* backticks(text: string): Generator<SourceRange> {
  for (const { 0: found, index } of text.matchAll(BACKTICKS)) yield { start: index, end: index + found.length };
}

/** Marks that may end a sentence, and their context. */
interface Mark {
  marks: string;
  closers: string;
  /** Text of the same sentence only. */
  before: string;
  after: string;
}

function endsSentence(mark: Mark, habits: SentenceHabits): boolean {
  const { marks, closers, before, after } = mark;
  const next = after.trimStart();
  if (next.length === after.length && after !== '' && !endsWithoutSpace(mark)) return false;
  if (COMMA_OR_DASH.test(next) || (closers !== '' && OPENING.test(before.slice(-1)))) return false;
  if (closers !== '' && habits.afterQuotation?.test(after) === true) return false;
  if (marks === '.' && closers === '' && isAbbreviation(before, next, habits)) return false;
  if (/^[.…]+$/.test(marks)) return !startsSmall(next);
  return !/^[!?]+$/.test(marks) || endsWithMark(mark, next, habits);
}

/**
 * Whether marks directly before a letter end a sentence: full-width marks do, others only between full-width letters.
 */
function endsWithoutSpace({ marks, closers, before, after }: Mark): boolean {
  if (WIDE.test(marks)) return !(marks === '．' && /^\p{N}/u.test(after) && /\p{N}$/u.test(before));
  return (
    !marks.endsWith('…') && closers === '' && WIDE_LETTER.test(before.slice(-1)) && WIDE_LETTER.test(after.charAt(0))
  );
}

/** Whether "!" or "?" ends a sentence, rather than being an operator or part of a name. */
function endsWithMark({ marks, closers, before }: Mark, next: string, habits: SentenceHabits): boolean {
  const isSpaced = /\s$/.test(before);
  if (startsSmall(next) && (isSpaced || closers !== '' || habits.goesOnInSmallLetters === true)) return false;
  if (OPERATOR.test(next) || (marks === '!' && MARKED_NAME.test(before))) return false;
  return !isSpaced || habits.spacedMarks === true || !(marks === '??' || (marks === '?' && TERNARY.test(next)));
}

function isAbbreviation(before: string, next: string, habits: SentenceHabits): boolean {
  const { abbreviations, beforeNumber, wordsOfOneCapital = '' } = habits;
  const written = LAST_WORD.exec(before)?.groups?.['word'] ?? '';
  // "EST." is a time zone, "est." an abbreviation.
  const word = /^\p{Lu}{2,}$/u.test(written) ? written : written.toLowerCase();
  if (abbreviations.has(word) || (beforeNumber.has(word) && /^#?\p{N}/u.test(next))) return true;
  const letter = INITIAL.exec(before)?.groups?.['letter'] ?? '';
  if (letter !== '' && !wordsOfOneCapital.includes(letter)) return true;
  return LIST_NUMBER.test(before);
}

/** Whether the first letter or digit of the text is a small letter. */
function startsSmall(text: string): boolean {
  return /^\p{Ll}/u.test(/[\p{L}\p{N}].*/u.exec(text)?.[0] ?? '');
}

function* trimmed(text: MappedText, start: number, end: number): Generator<MappedText> {
  for (let at = start; at < end;) {
    const cut = end - at > MAX_SENTENCE ? cutBefore(text.text, at, at + MAX_SENTENCE) : end;
    const part = text.text.slice(at, cut);
    const from = at + part.length - part.trimStart().length;
    if (part.trim() !== '') yield text.slice(from, from + part.trim().length);
    at = cut;
  }
}
