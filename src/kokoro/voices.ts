/** A voice of Kokoro v1.0, as its name and the model's card describe it. */
export interface CatalogueVoice {
  /** Language letter, f or m, underscore, name: "af_heart". Names the voice pack's file too. */
  name: string;
  /** "Heart". */
  displayName: string;
  gender: 'female' | 'male';
  /** The overall grade of the model's card, A to F; undefined where the card gives none. */
  grade: string | undefined;
}

export const DEFAULT_VOICE = 'af_heart';

/** Names and overall grades from hexgrad/Kokoro-82M's VOICES.md, the best first within language and gender. */
const GRADES = `
af_heart A, af_bella A-, af_nicole B-, af_aoede C+, af_kore C+, af_sarah C+, af_alloy C, af_nova C, af_sky C-, af_jessica D, af_river D,
am_fenrir C+, am_michael C+, am_puck C+, am_echo D, am_eric D, am_liam D, am_onyx D, am_santa D-, am_adam F+,
bf_emma B-, bf_isabella C, bf_alice D, bf_lily D, bm_fable C, bm_george C, bm_lewis D+, bm_daniel D,
ef_dora, em_alex, em_santa, ff_siwis B-, hf_alpha C, hf_beta C, hm_omega C, hm_psi C, if_sara C, im_nicola C,
jf_alpha C+, jf_gongitsune C, jf_tebukuro C, jf_nezumi C-, jm_kumo C-, pf_dora, pm_alex, pm_santa,
zf_xiaobei D, zf_xiaoni D, zf_xiaoxiao D, zf_xiaoyi D, zm_yunjian D, zm_yunxi D, zm_yunxia D, zm_yunyang D`;

/** The 54 voices of Kokoro v1.0, in the order in which menus show them. */
export const VOICE_CATALOGUE: readonly CatalogueVoice[] = GRADES.trim()
  .split(/,\s*/)
  .map((entry) => {
    const [name = '', grade] = entry.split(' ');
    return { ...parseVoiceName(name), grade };
  });

const PUBLISHED: ReadonlySet<string> = new Set(VOICE_CATALOGUE.map(({ name }) => name));

/** What a voice's name says about it, in the catalogue or not. Unchecked: see `isVoiceName`. */
export function parseVoiceName(name: string): Omit<CatalogueVoice, 'grade'> {
  const displayName = name.charAt(3).toUpperCase() + name.slice(4);
  return { name, displayName, gender: name.charAt(1) === 'f' ? 'female' : 'male' };
}

/** The letter for the language that a voice speaks: "a" of "af_heart". */
export function languageLetter(voiceName: string): string {
  return voiceName.charAt(0);
}

/** Whether a text has the form of a voice's name, published or not. Only such a text may become part of a path. */
export function isVoiceName(text: string): boolean {
  return /^[a-z]{2}_[a-z0-9_-]{1,60}$/i.test(text);
}

/** Whether a voice is one of Kokoro v1.0's. */
export function isPublishedVoice(name: string): boolean {
  return PUBLISHED.has(name);
}
