import type { SpokenToken } from './language';

/** A number that ends with zeros. */
const ROUND = /[1-9](0{1,12})$/;
const NUMBER = /^[1-9]\d*/;

/**
 * Puts a comma between two numbers that would be heard as one: "200 17" is not "two hundred seventeen". Numbers that are
 * written as one ("10 000") are one token already.
 */
export function separateNumbers(sentence: string, tokens: readonly SpokenToken[]): SpokenToken[] {
  const separated: SpokenToken[] = [];
  for (const token of tokens) {
    const before = separated.at(-1);
    if (before && merges(sentence, before, token)) {
      separated.push({ kind: 'punctuation', text: ',', start: before.end, end: token.start, spaceBefore: false });
    }
    separated.push(token);
  }
  return separated;
}

function merges(sentence: string, before: SpokenToken, after: SpokenToken): boolean {
  if (before.kind === 'punctuation' || after.kind === 'punctuation' || before.end >= after.start) return false;
  if (sentence.slice(before.end, after.start).trim() !== '') return false;
  const zeros = ROUND.exec(sentence.slice(before.start, before.end));
  const digits = NUMBER.exec(sentence.slice(after.start, after.end))?.[0].length ?? Infinity;
  return digits <= (zeros?.[1] ?? '').length;
}
