import type { SpokenToken } from '../../language';
import { DATE_FORMS, saidDate } from './dates';
import { type Form, formsFor, PLAIN_WORD } from './forms';
import { NUMBER_FORMS } from './numberForms';
import { sayNumber } from './quantities';
import { sayForm } from './sayForm';
import { type Found, type NormalizeOptions, Sentence } from './sentence';
import { sayWord } from './words';

/** Splits an English sentence into the words that are said and Kokoro's punctuation marks. Linear time, never throws. */
export function normalizeEnglish(text: string, options: NormalizeOptions): SpokenToken[] {
  const sentence = new Sentence(text, options);
  const forms = formsFor(text);
  for (let at = 0; at < text.length;) at += sayNext(sentence, forms, at);
  return sentence.out.tokens;
}

/** Says what begins at `at`. @returns how many characters that were, at least one */
function sayNext(sentence: Sentence, forms: readonly Form[], at: number): number {
  const word = sentence.find(PLAIN_WORD, at);
  if (word) return sayWord(word.text, at, sentence);
  for (const { name, pattern } of forms) {
    const found = pattern && sentence.find(pattern, at);
    const length = found ? sayForm(name, found) : pattern === undefined ? sayQuantity(sentence, at) : 0;
    if (length > 0) return length;
  }
  return 1;
}

/** Dates, times, and everything that begins with a number. */
function sayQuantity(sentence: Sentence, at: number): number {
  if (!/[\d$€£¥₹+\-−±<>=~^≥≤≈#.vV'’JFMASOND\p{Lu}]/u.test(sentence.text[at] ?? '')) return 0;
  if (/[\p{L}\p{N}_]/u.test(sentence.text[at - 1] ?? '')) return 0;
  for (const form of DATE_FORMS) {
    const found = sentence.find(form, at);
    const said = found && saidDate(found.groups, found.text, isDecade(found));
    if (!found || said === undefined) continue;
    const stop = found.text.endsWith('.') && found.endsSentence ? 1 : 0;
    return found.say(said, found.text.length - stop);
  }
  for (const [name, form] of NUMBER_FORMS) {
    const found = sentence.find(form, at);
    const length = found ? sayNumber(name, found) : 0;
    if (length > 0) return length;
  }
  return 0;
}

/** "In the 90s.", not "the 30s timeout": an age, not seconds. */
function isDecade(found: Found): boolean {
  return (
    /^(?:the|early|late|mid)$/.test(found.lastWord) &&
    /^(?:[.,;:!?)]|$|\s(?:and|or|when|were|was|that|had|to|but)\b)/.test(found.ahead(8))
  );
}
