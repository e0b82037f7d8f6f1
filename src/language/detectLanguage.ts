import type { LanguageCode } from './language';
import { LANGUAGES } from './languages';

/** Characters examined, and words that must point to a language; fewer in a sentence. */
const MAX_LENGTH = 20_000;
const MIN_WORDS = 4;
const MIN_WORDS_IN_SENTENCE = 2;
/** The best language needs this many times the words of the second best. */
const MARGIN = 1.5;

/**
 * The language that a text is written in, by its script or its frequent short words; undefined for a short or mixed
 * text. English is always `en-us`, because spelling hardly tells American from British.
 */
export function detectLanguage(text: string, minWords = MIN_WORDS): LanguageCode | undefined {
  const prose = text
    .slice(0, MAX_LENGTH)
    .replace(/```[^]*?(?:```|$)|`[^`\n]*`|https?:\S+/g, ' ')
    .toLowerCase();
  return byScript(prose) ?? byWords(prose, minWords);
}

/**
 * Tells the language of sentences; where one is too short to tell, that of its paragraph, if that is clear.
 * @param paragraph examined once, when it is first needed
 */
export function languageOfSentences(paragraph: string): (sentence: string) => LanguageCode | undefined {
  let whole: { code: LanguageCode | undefined } | undefined;
  return (sentence) =>
    detectLanguage(sentence, MIN_WORDS_IN_SENTENCE) ?? (whole ??= { code: detectLanguage(paragraph) }).code;
}

/** The languages that some sentence of a text is in, as far as its sentences can be told by their marks. Linear time. */
export function languagesIn(text: string): Set<LanguageCode> {
  const codes = new Set<LanguageCode>();
  for (const paragraph of text.split(/\n\s*\n/)) {
    const languageOf = languageOfSentences(paragraph);
    for (const sentence of paragraph.split(/(?<=[.!?…。！？])|\n/)) {
      const code = languageOf(sentence);
      if (code !== undefined) codes.add(code);
    }
  }
  return codes;
}

/** Whether two codes are variants of one language, such as American and British English. */
export function isSameLanguage(a: LanguageCode, b: LanguageCode): boolean {
  return a.slice(0, 2) === b.slice(0, 2);
}

/** Japanese must be tested before Chinese, because it mixes Chinese characters with kana. */
function byScript(prose: string): LanguageCode | undefined {
  const letters = prose.match(/\p{L}/gu)?.length ?? 0;
  return Object.values(LANGUAGES).find(
    ({ detection }) =>
      detection !== undefined &&
      'script' in detection &&
      (prose.match(detection.script)?.length ?? 0) > detection.share * Math.max(1, letters),
  )?.code;
}

function byWords(prose: string, minWords: number): LanguageCode | undefined {
  const found = prose.match(/\p{L}+/gu) ?? [];
  const counts = Object.values(LANGUAGES).flatMap(({ code, detection }) =>
    detection !== undefined && 'words' in detection
      ? [{ code, count: found.filter((word) => detection.words.has(word)).length }]
      : [],
  );
  const [best, second] = counts.sort((a, b) => b.count - a.count);
  if (!best || best.count < minWords || best.count < MARGIN * (second?.count ?? 0)) return undefined;
  return best.code;
}
