import { KokoroError } from '../common/errors';
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
export const LANGUAGE_CODES: readonly LanguageCode[] = Object.values(BY_LETTER);

/** The English name of a language. */
export function nameOfLanguage(code: LanguageCode): string {
  return NAMES[code];
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
