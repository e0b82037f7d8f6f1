import type { LanguageData } from '../ruleBased/g2p/ruleData';
import { compileRules } from '../ruleBased/g2p/rules';
import { type ClauseWord, letterNames, RuleBasedLanguage } from '../ruleBased/ruleBasedLanguage';
import { HINDI } from './verbalize';
import { wordSet } from '../wordSet';

const table = (pairs: string): ReadonlyMap<string, string> =>
  new Map(
    pairs.split(' ').map((pair) => [pair.slice(0, pair.indexOf(':')), pair.slice(pair.indexOf(':') + 1)] as const),
  );
const CONSONANTS = table(
  'क:k ख:kʰ ग:ɡ घ:ɡʰ ङ:ŋ च:c छ:cʰ ज:ɟ झ:ɟʰ ञ:ɲ ट:ʈ ठ:ʈʰ ड:ɖ ढ:ɖʰ ण:ɳ त:t थ:tʰ द:d ध:dʰ न:n प:p फ:pʰ ब:b भ:bʰ म:m ' +
    'य:j र:ɾ ल:l व:ʋ श:ʃ ष:ʂ स:s ह:h ळ:ɭ',
);
/** Consonants with a nukta, a dot below. */
const DOTTED = table('ड:r. ढ:r.h ज:z फ:f ख:x ग:ɣ क:q य:j र:ɾ न:n');
const VOWELS = table('अ:ə आ:aː इ:ɪ ई:iː उ:ʊ ऊ:uː ऋ:ɾɪ ए:eː ऐ:ɛː ओ:oː औ:ɔː ऑ:ɔ ऍ:æ');
const SIGNS = table('ा:aː ि:ɪ ी:iː ु:ʊ ू:uː े:eː ै:ɛː ो:oː ौ:ɔː ॉ:ɔ ॅ:æ');
const NUKTA = '़';
const VIRAMA = '्';

/** A silent schwa. The consonant before it sounds as before a vowel. */
const SILENT = '·';

/** Consonants and the vowel after them; the last syllable of a word may have no vowel. */
interface Syllable {
  onset: string[];
  vowel: string;
  nasal: '' | 'ं' | 'ँ';
  stress: string;
}

/** Splits a word into syllables and adds the inherent schwa. */
function syllables(word: string): Syllable[] {
  const found: Syllable[] = [];
  let onset: string[] = [];
  const letters = Array.from(word.normalize('NFD'));
  for (let i = 0; i < letters.length; i++) {
    const letter = letters[i] ?? '';
    const dotted = letters[i + 1] === NUKTA;
    const consonant = (dotted ? DOTTED.get(letter) : undefined) ?? CONSONANTS.get(letter);
    const vowel = VOWELS.get(letter);
    if (consonant !== undefined) {
      if (dotted) i++;
      onset.push(consonant);
      const next = letters[i + 1] ?? '';
      if (next === VIRAMA) i++;
      else {
        if (next === 'ृ') onset.push('ɾ');
        const sign = next === 'ृ' ? 'ɪ' : SIGNS.get(next);
        if (sign !== undefined) i++;
        found.push({ onset, vowel: sign ?? 'ə', nasal: '', stress: '' });
        onset = [];
      }
    } else if (vowel !== undefined) {
      found.push({ onset, vowel, nasal: '', stress: '' });
      onset = [];
    } else if (/[ंँ]/u.test(letter)) {
      const last = found.at(-1);
      if (last) last.nasal = letter === 'ँ' ? 'ँ' : 'ं';
    }
  }
  if (onset.length > 0) found.push({ onset, vowel: '', nasal: '', stress: '' });
  return found;
}

/** Consonants that keep the schwa at the end of a word: राज्य, फिल्म, but not धर्म. */
const SCHWA_STAYS = / [jɾɳ]$|[^ɾ] [mnl]$/u;

/** Phonemes of a Hindi word in isolation. */
export function hindiWord(word: string): string {
  const parts = syllables(word);
  const last = parts.at(-1);
  // The schwa at the end of a word is silent.
  const closed =
    parts.length > 1 && last !== undefined && (last.vowel === '' || (last.vowel === 'ə' && last.nasal === ''));
  if (closed && !SCHWA_STAYS.test(last.onset.join(' '))) last.vowel = '';
  const nuclei = parts.filter(({ vowel }) => vowel !== '');
  const final = nuclei.at(-1);
  const nasal = final?.nasal === 'ं' && final !== last;
  const consonants = last?.vowel === '' ? last.onset.length + (nasal ? 1 : 0) : 0;
  markStress(nuclei, consonants);
  dropSchwas(parts);
  let phonemes = parts.map((part, i) => syllablePhonemes(part, parts[i + 1], i === 0)).join('');
  for (const [pattern, replacement] of CLUSTERS) phonemes = phonemes.replace(pattern, replacement);
  return phonemes;
}

/**
 * Stresses the last syllable if it is long and closed or ends in several consonants, else the penult if heavy, else the
 * antepenult.
 */
function markStress(nuclei: Syllable[], closing: number): void {
  const long = (part: Syllable | undefined): boolean => (part?.vowel ?? '').includes('ː');
  const end = nuclei.length - 1;
  const heavy = (i: number): boolean =>
    long(nuclei[i]) || nuclei[i]?.nasal === 'ं' || (nuclei[i + 1]?.onset.length ?? 0) > 1;
  let at = Math.max(0, end - 2);
  if (closing > (long(nuclei[end]) ? 0 : 1)) at = end;
  else if (end >= 1 && (heavy(end - 1) || end === 1)) at = end - 1;
  const stressed = nuclei[at];
  if (!stressed) return;
  stressed.stress = 'ˈ';
  const first = nuclei[0];
  if (at >= 2 && first) first.stress = 'ˌ';
  const lastOne = nuclei[end];
  if (end - at >= 2 && lastOne) lastOne.stress = 'ˌ';
}

/** Silences the schwa between single consonants with vowels around them: करना kərnaː. */
function dropSchwas(parts: Syllable[]): void {
  for (let i = parts.length - 2; i > 0; i--) {
    const part = parts[i];
    const next = parts[i + 1];
    if (!part || !next || part.vowel !== 'ə' || part.nasal !== '' || part.stress !== '' || part.onset.length !== 1)
      continue;
    if (
      next.onset.length !== 1 ||
      next.vowel === '' ||
      next.vowel === SILENT ||
      next.vowel === 'ə' ||
      parts[i - 1]?.vowel === '' ||
      (part.onset[0] ?? '').endsWith('h')
    )
      continue;
    part.vowel = SILENT;
  }
}

function syllablePhonemes(
  { onset, vowel, nasal, stress }: Syllable,
  next: Syllable | undefined,
  first: boolean,
): string {
  let said = vowel === 'ə' && (stress === 'ˈ' || (first && onset.length === 0)) ? 'ʌ' : vowel;
  if (next === undefined || (stress === '' && vowel === 'iː')) said = said.replace('iː', 'i');
  if (onset.length === 0) said = said.replace('uː', 'u');
  if (nasal !== '') {
    const stop = next?.onset[0] ?? '';
    const glide = onset.length === 0 && !first && stop === '' && stress === '';
    if (glide && said === 'oː') return 'w';
    if (glide && said === 'eː' && nasal === 'ँ') return 'j';
    if (stop !== '' && /[ʌə]/u.test(said)) said += nasalBefore(stop);
    else {
      const open = said
        .replace('ɪ', 'i')
        .replace('ʊ', 'u')
        .replace(/(?<=[^e])ː/u, '');
      said = open.replace(/^./u, (letter) => `${letter}\u0303`) + (nasal === 'ँ' && stop !== '' ? 'n' : '');
    }
  }
  return onset.join(' ') + ' ' + stress + said + ' ';
}

function nasalBefore(stop: string): string {
  if (/^[kɡ]/u.test(stop)) return 'ŋ';
  if (/^[ʈɖ]/u.test(stop)) return 'ɳ';
  if (/^[cɟ]/u.test(stop)) return 'ɲ';
  return /^[pb]/u.test(stop) ? 'm' : 'n';
}

/** How neighbouring consonants change each other. Sounds are separated by spaces. */
const CLUSTERS: readonly (readonly [RegExp, string])[] = [
  [/ɟ ɲ/gu, 'ɡj'],
  [/k ʂ/gu, 'kʃ'],
  [/c cʰ/gu, 'cʰcʰ'],
  [/(?<= |^)([tkcpɟdɡ]) +\1 /gu, '$1ː '],
  [/d dʰ/gu, 'dʰː'],
  [/t tʰ/gu, 'tʰː'],
  [/([ʈɖ]) \1ʰ/gu, '$1ʰ$1ʰ'],
  [/([ktp]) j/gu, '$1ːj'],
  [/ʈ j/gu, 'ʈʈj'],
  [/^ ˈɾ/gu, 'ɾˈ'],
  [/(?<=^ *[ˈˌ]?)ʌ(?= *h )/gu, 'ɛ'],
  [/ɾ(?= +[mʋjsɳʃʂnlɾzfxhr])/gu, 'r'],
  [/ə +j *$/u, 'ɛj'],
  [/[ ·]+/gu, ''],
];

function connectWords(words: ClauseWord[]): void {
  for (const word of words.slice(0, -1)) if (word.text === 'में') word.phonemes = word.phonemes.replace('ˈ', '');
}

/** A final consonant before a hyphen keeps its schwa: अलग-अलग. */
function pronounceHyphenated(parts: readonly Readonly<ClauseWord>[]): string {
  const last = parts.length - 1;
  return parts
    .map(({ phonemes }, i) => (i < last && /[^aeiouəʌɪʊɛɔæːˌˈ\u0303]$/u.test(phonemes) ? `${phonemes}ə` : phonemes))
    .join('');
}

/** Latin letters as Hindi speakers pronounce English. */
const latin = compileRules(
  { V: 'aeiouy' },
  `
  <ch> c
  <ck> k
  <sh> ʃ
  <th> tʰ
  <ph> pʰ
  <ee> iː
  <ea> iː
  <oo> uː
  <ou> aːʊ
  <ow> aːʊ
  <ay> eː
  <ai> eː
  <tion> ʃən
  <qu> kʋ
  <c>[eiy] s
  <c> k
  <g> ɡ
  <j> ɟ
  {V}.*[^aeiou]<e>$
  <a> ɛː
  <e> eː
  <i> ɪ
  <o> oː
  <u> ə
  <y>{V} j
  <y> i
  <b> b
  <d> ɖ
  <f> f
  <h> h
  <k> k
  <l> l
  <m> m
  <n> n
  <p> p
  <q> k
  <r> ɾ
  <s> s
  <t> ʈ
  <v> ʋ
  <w> ʋ
  <x> ks
  <z> z
  `,
);

function latinWord(word: string): string {
  return latin(word.normalize('NFD')).replace(/[ɛeɪoəaiu]/u, 'ˈ$&');
}

/** Hindi, with the symbols of misaki's EspeakG2P. */
export function createHindi({ words, emoji }: LanguageData): RuleBasedLanguage {
  return new RuleBasedLanguage({
    code: 'hi',
    rules: HINDI,
    phraseBoundaryWords: wordSet('और या लेकिन कि जो जब तो अगर क्योंकि जिससे जहाँ जैसे फिर ताकि परंतु मगर'),
    words,
    emoji,
    pronounce: (word) => (/^[a-z]/u.test(word) ? latinWord(word) : hindiWord(word)),
    letters: letterNames(
      'a:ˈA b:bˈiː c:sˈiː d:dˈiː e:ˈiː f:ˈɛf g:ʤˈiː h:ˈAʧ i:ˈI j:ʤˈA k:kˈA l:ˈɛl m:ˈɛm n:ˈɛn o:ˈQ p:pˈiː q:kjˈuː ' +
        'r:ˈɑː s:ˈɛs t:tˈiː u:jˈuː v:vˈiː w:dˈʌbəljˌuː x:ˈɛks y:wˈI z:zˈɛd',
    ),
    pronounceHyphenated,
    spelledApart: /[AEIOU]/u,
    pluralEnding: 'z',
    connectWords,
  });
}
