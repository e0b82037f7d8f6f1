import { KokoroError } from '../common/errors';
import { languageLetter } from '../kokoro/voices';
import { CHINESE } from './chinese/descriptor';
import type { LanguageDescriptor } from './descriptor';
import { AMERICAN_ENGLISH, BRITISH_ENGLISH } from './english/descriptor';
import { FRENCH } from './french/descriptor';
import { HINDI } from './hindi/descriptor';
import { ITALIAN } from './italian/descriptor';
import { JAPANESE } from './japanese/descriptor';
import type { LanguageCode } from './language';
import { BRAZILIAN_PORTUGUESE } from './portuguese/descriptor';
import { SPANISH } from './spanish/descriptor';

/**
 * The languages of Kokoro's voices, in menu order. Their front ends are loaded in loader.ts, so that a program that
 * only shows names does not bundle them.
 */
export const LANGUAGES: Readonly<Record<LanguageCode, LanguageDescriptor>> = {
  'en-us': AMERICAN_ENGLISH,
  'en-gb': BRITISH_ENGLISH,
  es: SPANISH,
  fr: FRENCH,
  hi: HINDI,
  it: ITALIAN,
  ja: JAPANESE,
  'pt-br': BRAZILIAN_PORTUGUESE,
  zh: CHINESE,
};

export const LANGUAGE_CODES: readonly LanguageCode[] = Object.values(LANGUAGES).map(({ code }) => code);

const BY_LETTER: ReadonlyMap<string, LanguageCode> = new Map(
  Object.values(LANGUAGES).map(({ voiceLetter, code }) => [voiceLetter, code]),
);

/** Whether the first letter of a voice's name stands for a language. */
export function hasLanguage(voiceName: string): boolean {
  return BY_LETTER.has(languageLetter(voiceName));
}

/**
 * The language of a voice, by the first letter of its name. @throws KokoroError `voice-unknown` for any other letter
 */
export function languageOf(voiceName: string): LanguageCode {
  const code = BY_LETTER.get(languageLetter(voiceName));
  if (code === undefined) {
    throw new KokoroError(
      'voice-unknown',
      `“${voiceName.slice(0, 40)}” is not a voice of Kokoro; choose one such as af_heart.`,
    );
  }
  return code;
}
