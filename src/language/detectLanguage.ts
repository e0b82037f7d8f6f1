import type { LanguageCode } from './language';
import { LANGUAGES } from './languages';

/** Characters examined, and words that must point to a language. */
const MAX_LENGTH = 20_000;
const MIN_WORDS = 4;
/** The best language needs this many times the words of the second best. */
const MARGIN = 1.5;

/**
 * The language that a text is written in, by its script or its frequent short words; undefined for a short or mixed
 * text. English is always `en-us`, because spelling hardly tells American from British.
 */
export function detectLanguage(text: string): LanguageCode | undefined {
  const prose = text
    .slice(0, MAX_LENGTH)
    .replace(/```[^]*?(?:```|$)|`[^`\n]*`|https?:\S+/g, ' ')
    .toLowerCase();
  return byScript(prose) ?? byWords(prose);
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

function byWords(prose: string): LanguageCode | undefined {
  const found = prose.match(/\p{L}+/gu) ?? [];
  const counts = Object.values(LANGUAGES).flatMap(({ code, detection }) =>
    detection !== undefined && 'words' in detection
      ? [{ code, count: found.filter((word) => detection.words.has(word)).length }]
      : [],
  );
  const [best, second] = counts.sort((a, b) => b.count - a.count);
  if (!best || best.count < MIN_WORDS || best.count < MARGIN * (second?.count ?? 0)) return undefined;
  return best.code;
}
