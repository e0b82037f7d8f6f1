import { type Endings, markStress } from '../ruleBased/g2p/endings';
import type { LanguageData } from '../ruleBased/g2p/ruleData';
import { compileRules } from '../ruleBased/g2p/rules';
import { type ClauseWord, letterNames, RuleBasedLanguage } from '../ruleBased/ruleBasedLanguage';
import { ITALIAN } from './verbalize';
import { wordSet } from '../wordSet';

const CLASSES = { V: 'aeiouɛɔ', E: 'eiɛ', C: 'bcdfghjklmnpqrstvwxz', O: 'aouɔeɛ' };
const transcribe = compileRules(
  CLASSES,
  `
  <'>
  <->
  <cch> kː
  <cci>[aouɔeɛ] ʧː
  <cciˈ>[aouɔeɛ] ʧːˈ
  ^<c>'è ʧ
  ^<c>'ˈɛ ʧ
  ^<c>'ˈe ʧ
  <ch>$ ʧ
  <ch>[aourltɔ] ʧ
  <ch>ˈ[aouɔ] ʧ
  <cc>ˈ?{E} ʧː
  <cc> kː
  <ch> k
  <ci>[aouɔeɛ] ʧ
  <ciˈ>[aouɔeɛ] ʧˈ
  <c>ˈ?{E} ʧ
  <cq> kː
  <ck> k
  <c> k
  <ggh> ɡː
  <ggi>[aouɔ] ʤː
  <ggiˈ>[aouɔeɛ] ʤːˈ
  <gg>ˈ?{E} ʤː
  <gg> ɡː
  <gh> ɡ
  <gli>{O} ʎ
  <gliˈ>{O} ʎˈ
  <gl>ˈ?i ʎ
  ˈ{V}<gn>{V}$ ɲɲ
  <gn> ɲ
  <gi>[aouɔe] ʤ
  <giˈ>[aouɔeɛ] ʤˈ
  <g>ˈ?{E} ʤ
  <g> ɡ
  <sci>[aouɔeɛ] ʃ
  <sciˈ>[aouɔeɛ] ʃˈ
  <sc>ˈ?{E} ʃ
  <sh> ʃ
  <ss> S
  {V}<s>ˈ?{V} z
  <s>[bdglmnrv] z
  <s> s
  ˈ?i<zz>ˈ?[aoeɔɛ] ʣː
  mˈɛ<zz> ʣː
  <zz> ʦː
  ^<z> ʣ
  <z> ʦ
  <tt> tː
  <pp> pː
  <bb> bː
  <dd> dː
  <rr> rɾ
  a<r>ˈ?a ɾ
  {V}<r>ˈ{V}$ ɾ
  <r> r
  <q> k
  [qg]<u>ˈ?{V} w
  <h>
  <j> ʤ
  <n>ˈ?g(?!i|e|ˈi|ˈe|ˈɛ|n) ŋ
  <n>ks?$ ŋ
  <n> n
  <x> ks
  {V}<y>$ i
  {V}<y> ɪ
  <y>$ ɪ
  <y> i
  <w> w
  <k> k
  ^{C}?ˈa<i>$ j
  rˈa<i>$ ːɪ
  {V}<i>$ i
  ^<i>ˈ?{V} j
  '<i>ˈ?{V} j
  ˈ<i> i
  [rl]<i>ˈ?{V} i
  (?:{V}s|z)<i>ˈ?on i
  <i>ˈ[eɛ]r i
  <i>[ao]$ i
  <i>ˈ?{V} j
  [ae]<i> ɪ
  <i>$ ɪ
  <i> i
  ˈ<u> u
  ^<u>ˈ w
  '<u>ˈ w
  ˈa<u> ʊ
  <u> ʊ
  <b> b
  <d> d
  <f> f
  <ll>$ l
  <l> l
  <m> m
  <ph> f
  <p> p
  <t> t
  <v> v
  <a> a
  <e> e
  <o> o
  <ɛ> ɛ
  <ɔ> ɔ
  <ˈ> ˈ
  `,
);
const ACCENTED: Readonly<Record<string, string>> = {
  à: 'a',
  è: 'ɛ',
  é: 'e',
  ì: 'i',
  í: 'i',
  ò: 'ɔ',
  ó: 'o',
  ù: 'u',
  ú: 'u',
};

/** Phonemes of an Italian word in isolation. */
export function italianWord(word: string, endings: Endings): string {
  return italianMarked(markItalian(word, endings));
}

/** Marks the stressed vowel of a word: città → cittˈa, anello → anˈɛllo. */
function markItalian(word: string, endings: Endings): string {
  const accent = /[àèéìíòóùú]/u.exec(word);
  if (!accent) return markStress(word, endings);
  const marked = word.slice(0, accent.index) + 'ˈ' + (ACCENTED[accent[0]] ?? '') + word.slice(accent.index + 1);
  return marked.replace(/[àèéìíòóùú]/gu, (letter) => ACCENTED[letter] ?? '');
}

/** Phonemes of a word with its stressed vowel marked. */
export function italianMarked(marked: string): string {
  return transcribe(marked).replace(/aɪ/gu, 'I').replace(/eɪ/gu, 'A');
}

/** Unstressed, except at the end of a clause. */
const UNSTRESSED = wordSet(
  'di e che il la a in un per è del i le si con da ma al ha più se nel mi lo o ho ci su ad dal ti ed tra ai sul ne me ' +
    'chi mai hai dai vi te tu de li quel fu col fra ce ve',
);
/** Take secondary stress, except at the end of a clause. */
const HALF_STRESSED = wordSet(
  'una della sono come alla anche delle questo era questa hanno suo loro perché sia sua dalla degli alle senza ogni mio ' +
    'mia sulla sei quella noi questi lui siamo contro mentre abbiamo suoi aveva dalle sarà tuo dello queste sarebbe ' +
    'nostro agli oltre alcuni nessuno tua verso lei sui nostra quelle sue sulle vuole allo miei pure alcune avrebbe ' +
    'nostri saranno dagli avevo avete siete cioè ero neanche tuoi nessun mie nostre nessuna vostro avrei furono dallo ' +
    'fossero alcun vostra vuol avrà tue sugli sarebbero egli coi essa alcuna essi sullo ebbe sarei vostri fossi quegli ' +
    'vostre sarò avranno avessero esse saremo eri avrò avevi avremo ciascun ebbero siate avrete sarete ella abbiate ' +
    'fossimo avessimo alcuno foste ebbi benchè fummo dei',
);
function connectWords(words: ClauseWord[]): void {
  words.forEach((word, i) => {
    const next = words[i + 1];
    if (!next) return;
    // In "questo è" both words keep some stress.
    if (/^quest[oa]$/u.test(word.text) && next.text === 'è') return;
    if (word.text === 'è' && /^quest[oa]$/u.test(words[i - 1]?.text ?? '')) {
      word.phonemes = words[i - 1]?.text === 'questo' ? 'ˌɛ' : 'ˈɛ';
      return;
    }
    if (UNSTRESSED.has(word.text)) {
      word.phonemes = word.phonemes.replace(/[ˈˌː]/gu, '').replace('ɛ', 'e').replace('ɔ', 'o');
      if (word.text !== 'i') word.phonemes = word.phonemes.replace(/i$/u, 'ɪ').replace('u', 'ʊ');
    } else if (HALF_STRESSED.has(word.text)) {
      word.phonemes = word.phonemes.replace('ˈ', 'ˌ').replace('ˌu', 'ˌʊ');
    }
  });
}

/** Italian, with the symbols of misaki's EspeakG2P. */
export function createItalian({ words, endings, emoji }: LanguageData): RuleBasedLanguage {
  return new RuleBasedLanguage({
    code: 'it',
    rules: ITALIAN,
    phraseBoundaryWords: new Set([
      ...UNSTRESSED,
      ...HALF_STRESSED,
      'uno',
      'gli',
      'nei',
      'negli',
      'quando',
      'dove',
      'però',
    ]),
    words,
    emoji,
    pronounce: (word) => italianWord(word, endings),
    letters: letterNames(
      'a:ˈa b:bˈi c:ʧˈi d:dˈi e:ˈe f:ˈɛffe g:ʤˈi h:ˈakːa i:ˈi j:ˌilˈuŋɡa k:kˈapːa l:ˈɛlle m:ˈɛmme n:ˈɛnne o:ˈɔ p:pˈi ' +
        'q:kˈu r:ˈɛrɾe s:ˈɛSe t:tˈi u:ˈu v:vˈu w:vˌudˈopːja x:ˈiks y:ˈipsilon z:ʣˈɛta',
    ),
    pluralEnding: '',
    connectWords,
  });
}
