import type { SpokenToken } from './language';

/** A word with the pronunciation that its author gives: `[Kokoro](/kˈOkəɹO/)`. */
export const GIVEN = /\[(?<word>[^[\]\n]+)\]\(\/(?<phonemes>[^)\n/]+)\/\)/g;

/**
 * Normalizes a sentence except for the words whose pronunciation is given. Linear time.
 * @param normalize gets the text between those words
 */
export function withGivenPronunciations(sentence: string, normalize: (text: string) => SpokenToken[]): SpokenToken[] {
  if (!sentence.includes('](/')) return normalize(sentence);
  const tokens: SpokenToken[] = [];
  let at = 0;
  const add = (end: number): void => {
    const shifted = normalize(sentence.slice(at, end)).map((token) => ({
      ...token,
      start: token.start + at,
      end: token.end + at,
    }));
    const [first] = shifted;
    if (first !== undefined && at > 0 && /\s/.test(sentence.charAt(at)))
      first.spaceBefore = first.kind !== 'punctuation';
    tokens.push(...shifted);
  };
  for (const { 0: found, index, groups } of sentence.matchAll(GIVEN)) {
    add(index);
    at = index + found.length;
    const { word: text = '', phonemes = '' } = groups ?? {};
    tokens.push({ kind: 'word', text, phonemes, start: index, end: at, spaceBefore: tokens.length > 0 });
  }
  add(sentence.length);
  return tokens;
}

/** The text as its author wants it shown: the words alone where a pronunciation is given. */
export function withoutGivenPronunciations(text: string): string {
  return text.replace(GIVEN, '$<word>');
}
