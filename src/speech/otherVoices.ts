import { VOICE_ROLES, type VoiceRole } from '../document/block';
import { isSameLanguage, languagesIn } from '../language/detectLanguage';
import type { LanguageCode } from '../language/language';
import { LANGUAGE_CODES } from '../language/languages';
import { bestVoice } from '../language/voices';

/** What can have a voice of its own: parts of a document, and languages. */
export const VOICE_PURPOSES = [...VOICE_ROLES, ...LANGUAGE_CODES] as const;
export type VoicePurpose = VoiceRole | LanguageCode;

/** Names of voices, or blends, by what they read. */
export type VoicesFor = Readonly<Partial<Record<VoicePurpose, string>>>;

/**
 * The voices for the languages that a text has besides the one that it is read in: those that the user has chosen, or
 * the first of each language.
 */
export function voicesForLanguages(text: string, language: LanguageCode, chosen: VoicesFor): [LanguageCode, string][] {
  const others = [...languagesIn(text)].filter((code) => !isSameLanguage(code, language));
  return others.map((code) => [code, chosen[code] ?? bestVoice(code).name]);
}

/** The language that a voice reads a part of a document in: its own if that is a variant of the document's. */
export function languageForPart(voice: LanguageCode, document: LanguageCode): LanguageCode {
  return isSameLanguage(voice, document) ? voice : document;
}
