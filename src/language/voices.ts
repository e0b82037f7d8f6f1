import { KokoroError } from '../common/errors';
import { type CatalogueVoice, parseVoiceName, VOICE_CATALOGUE } from '../kokoro/voices';
import type { LanguageCode } from './language';
import { LANGUAGE_CODES, languageOf, LANGUAGES } from './languages';

/** A voice of Kokoro v1.0 with the language that it speaks. */
export interface Voice extends CatalogueVoice {
  /** "Heart, American English, female". */
  label: string;
  code: LanguageCode;
  /** The language's English name. */
  language: string;
}

/** Voices of one language and gender, the best first. */
export interface VoiceGroup {
  label: string;
  voices: readonly Voice[];
}

/** The voices of Kokoro v1.0, in the order in which menus show them. */
export const VOICES: readonly Voice[] = VOICE_CATALOGUE.map(withLanguage);
const BY_NAME: ReadonlyMap<string, Voice> = new Map(VOICES.map((voice) => [voice.name, voice]));

/**
 * Describes a voice of the user's own by its name.
 * @throws KokoroError `voice-unknown` when no language has its first letter
 */
export function describeVoice(name: string): Voice {
  return withLanguage({ ...parseVoiceName(name), grade: undefined });
}

function withLanguage(voice: CatalogueVoice): Voice {
  const code = languageOf(voice.name);
  const language = LANGUAGES[code].name;
  return { ...voice, label: `${voice.displayName}, ${language}, ${voice.gender}`, code, language };
}

/** @throws KokoroError `voice-unknown`, which suggests similar names */
export function findVoice(name: string): Voice {
  const voice = BY_NAME.get(name);
  if (voice !== undefined) return voice;
  const near = similarNames(name.slice(0, 40).toLowerCase());
  const hint =
    near.length > 0 ? `did you mean ${near.join(' or ')}?` : 'choose one such as af_heart, am_michael or bf_emma.';
  throw new KokoroError('voice-unknown', `There is no voice “${name.slice(0, 40)}”; ${hint}`);
}

/** The voice to recommend for a language: its first in the catalogue. @throws KokoroError `voice-unknown` */
export function bestVoice(code: LanguageCode): Voice {
  const voice = VOICES.find((candidate) => candidate.code === code);
  if (voice === undefined) throw new KokoroError('voice-unknown', `There is no voice for ${LANGUAGES[code].name}.`);
  return voice;
}

/** The voices by language and gender, for a menu. */
export function groupVoices(): VoiceGroup[] {
  const genders = ['female', 'male'] as const;
  return LANGUAGE_CODES.flatMap((code) =>
    genders.map((gender) => ({
      label: `${LANGUAGES[code].name}, ${gender}`,
      voices: VOICES.filter((voice) => voice.code === code && voice.gender === gender),
    })),
  ).filter(({ voices }) => voices.length > 0);
}

/** Up to three voices whose names, or names without the prefix, differ by at most two letters. */
function similarNames(name: string): string[] {
  if (name.length < 3) return [];
  return VOICES.map((voice) => ({
    name: voice.name,
    distance: Math.min(editDistance(name, voice.name), editDistance(name, voice.name.slice(3)) + 0.5),
  }))
    .filter(({ distance }) => distance <= 2)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map((match) => match.name);
}

/** The Levenshtein distance. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (const [i, x] of Array.from(a).entries()) {
    const next = [i + 1];
    for (const [j, y] of Array.from(b).entries()) {
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (x === y ? 0 : 1)));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
