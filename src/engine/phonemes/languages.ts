import { KokoroError } from '../../common/errors';
import type { LanguageCode } from './language';

/** The languages of Kokoro's voices by the first letter of a voice's name, in the order in which they are shown. */
const BY_LETTER: Readonly<Record<string, LanguageCode>> = {
  a: 'en-us',
  b: 'en-gb',
  e: 'es',
  f: 'fr',
  h: 'hi',
  i: 'it',
  j: 'ja',
  p: 'pt-br',
  z: 'zh',
};
const NAMES: Readonly<Record<LanguageCode, string>> = {
  'en-us': 'American English',
  'en-gb': 'British English',
  es: 'Spanish',
  fr: 'French',
  hi: 'Hindi',
  it: 'Italian',
  ja: 'Japanese',
  'pt-br': 'Brazilian Portuguese',
  zh: 'Mandarin Chinese',
};
/** Those that can be spoken; `frontEnds.ts` has a front end for each. */
export const SPOKEN_LANGUAGES = [
  'en-us',
  'en-gb',
  'es',
  'fr',
  'hi',
  'it',
  'ja',
  'pt-br',
  'zh',
] as const satisfies readonly LanguageCode[];
export type SpokenLanguage = (typeof SPOKEN_LANGUAGES)[number];

export const LANGUAGE_CODES: readonly LanguageCode[] = Object.values(BY_LETTER);

/** The English name of a language. */
export function nameOfLanguage(code: LanguageCode): string {
  return NAMES[code];
}

/** Whether text in the language can be turned into phonemes. */
export function isSpoken(code: LanguageCode): code is SpokenLanguage {
  return SPOKEN_LANGUAGES.some((spoken) => spoken === code);
}

/** Throws `language-unsupported` for a language that is not spoken yet. */
export function requireSpoken(code: LanguageCode): SpokenLanguage {
  if (isSpoken(code)) return code;
  throw new KokoroError(
    'language-unsupported',
    `${NAMES[code]} is not spoken yet; choose a voice of another language, such as af_heart.`,
  );
}

/** The language of a voice, by the first letter of its name; throws `voice-unknown` for any other letter. */
export function languageOf(voiceName: string): LanguageCode {
  const letter = voiceName.charAt(0);
  const code = Object.hasOwn(BY_LETTER, letter) ? BY_LETTER[letter] : undefined;
  if (code === undefined) {
    throw new KokoroError(
      'voice-unknown',
      `“${voiceName.slice(0, 40)}” is not a voice of Kokoro; choose one such as af_heart.`,
    );
  }
  return code;
}
