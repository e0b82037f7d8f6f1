import { KokoroError } from '../common/errors';
import type { LanguageCode } from './language';
import { LANGUAGE_CODES, languageOf, LANGUAGES } from './languages';

/** One of the voices that Kokoro v1.0 comes with. */
export interface Voice {
  /** As in the file's name: language letter, f or m, underscore, name. */
  name: string;
  /** "Heart". */
  displayName: string;
  /** "Heart, American English, female". */
  label: string;
  code: LanguageCode;
  /** English name of the language. */
  language: string;
  gender: 'female' | 'male';
  /** The grade that the model's card gives the voice, A to F; it gives none to some languages. */
  grade: string | undefined;
}

/** Voices of one language and gender, the best first. */
export interface VoiceGroup {
  label: string;
  voices: readonly Voice[];
}

export const DEFAULT_VOICE = 'af_heart';

/** All voices with the overall grades of hexgrad/Kokoro-82M's VOICES.md, the best first within language and gender. */
const GRADES = `
af_heart A, af_bella A-, af_nicole B-, af_aoede C+, af_kore C+, af_sarah C+, af_alloy C, af_nova C, af_sky C-, af_jessica D, af_river D,
am_fenrir C+, am_michael C+, am_puck C+, am_echo D, am_eric D, am_liam D, am_onyx D, am_santa D-, am_adam F+,
bf_emma B-, bf_isabella C, bf_alice D, bf_lily D, bm_fable C, bm_george C, bm_lewis D+, bm_daniel D,
ef_dora, em_alex, em_santa, ff_siwis B-, hf_alpha C, hf_beta C, hm_omega C, hm_psi C, if_sara C, im_nicola C,
jf_alpha C+, jf_gongitsune C, jf_tebukuro C, jf_nezumi C-, jm_kumo C-, pf_dora, pm_alex, pm_santa,
zf_xiaobei D, zf_xiaoni D, zf_xiaoxiao D, zf_xiaoyi D, zm_yunjian D, zm_yunxi D, zm_yunxia D, zm_yunyang D`;

/** The 54 voices of Kokoro v1.0, in the order in which they are shown. */
export const VOICES: readonly Voice[] = GRADES.trim().split(/,\s*/).map(describe);
const BY_NAME: ReadonlyMap<string, Voice> = new Map(VOICES.map((voice) => [voice.name, voice]));

/** What a name, and a grade after a space, tell of a voice; throws `voice-unknown` for the letter of no language. */
export function describe(entry: string): Voice {
  const [name = '', grade] = entry.split(' ');
  const code = languageOf(name);
  const displayName = name.charAt(3).toUpperCase() + name.slice(4);
  const gender = name.charAt(1) === 'f' ? 'female' : 'male';
  const language = LANGUAGES[code].name;
  const label = `${displayName}, ${language}, ${gender}`;
  return { name, displayName, label, code, language, gender, grade };
}

/** The voice of this name; throws `voice-unknown`, naming similar ones. */
export function findVoice(name: string): Voice {
  const voice = BY_NAME.get(name);
  if (voice !== undefined) return voice;
  const near = similarNames(name.slice(0, 40).toLowerCase());
  const hint =
    near.length > 0 ? `did you mean ${near.join(' or ')}?` : 'choose one such as af_heart, am_michael or bf_emma.';
  throw new KokoroError('voice-unknown', `There is no voice “${name.slice(0, 40)}”; ${hint}`);
}

/** Whether a text has the form of a voice's name, published or not; only such a text may become a part of a path. */
export function isVoiceName(text: string): boolean {
  return /^[a-z]{2}_[a-z0-9_-]{1,60}$/i.test(text);
}

/** Whether a voice is one of Kokoro v1.0's. */
export function isPublished(name: string): boolean {
  return BY_NAME.has(name);
}

/** The best voice of a language. */
export function bestVoice(code: LanguageCode): Voice {
  const voice = VOICES.find((candidate) => candidate.code === code);
  if (voice === undefined) throw new KokoroError('voice-unknown', `There is no voice for ${LANGUAGES[code].name}.`);
  return voice;
}

/** The voices by language and gender, for a list to choose from. */
export function groupVoices(): VoiceGroup[] {
  const genders = ['female', 'male'] as const;
  return LANGUAGE_CODES.flatMap((code) =>
    genders.map((gender) => ({
      label: `${LANGUAGES[code].name}, ${gender}`,
      voices: VOICES.filter((voice) => voice.code === code && voice.gender === gender),
    })),
  ).filter(({ voices }) => voices.length > 0);
}

/** Up to three names with few letters wrong, or the same display name. */
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

/** Levenshtein's distance. */
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
