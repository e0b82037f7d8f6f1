import type { LanguageData } from '../ruleBased/g2p/ruleData';
import { compileRules } from '../ruleBased/g2p/rules';
import { type ClauseWord, letterNames, RuleBasedLanguage } from '../ruleBased/ruleBasedLanguage';
import { FRENCH } from './verbalize';
import { wordSet } from '../wordSet';

const CLASSES = { V: 'aeiouyàâäéèêëîïôöùûüœæ', C: 'bcdfghjklmnpqrstvwxzç', E: 'eiyéèêëîï', S: 'bcdfgjklpqrstvwxzç' };
const transcribe = compileRules(
  CLASSES,
  `
  <'>
  <ail>$ aj
  <aill> aj
  <ain>(?!{V}|n) ɛ̃
  <aim>(?!{V}|m) ɛ̃
  <aî> ɛ
  <aï> ai
  <aien>t$ ɛ
  <aiˈ> ɛ
  <ai>$ e
  <ai> ɛ
  <aou>t u
  <eau> o
  <au> o
  <ay>{V} ɛj
  <ay> ɛ
  <an>(?!{V}|n) ɑ̃
  <am>[bp] ɑ̃
  <a> a
  <à> a
  <â> aː
  <ä> a
  <æ> e
  <bb> b
  <b>s?$ b
  <b> b
  <cch> k
  <cc>{E} ks
  <cc> k
  <c>' s
  <ch>[rlnt] k
  <ch> ʃ
  <c>{E} s
  <ck> k
  <cq> k
  n<c>s?$
  <c> k
  <ç> s
  <dd> d
  <d>s?$
  <d> d
  <ée>$ e
  <ées>$ e
  <é> e
  <è> ɛ
  <ê> ɛ
  <ë> ɛ
  <eil>$ ɛj
  <eill> ɛj
  <euil>$ œj
  <euill> œj
  <ein>(?!{V}|n) ɛ̃
  <eim>(?!{V}|m) ɛ̃
  <ei> ɛ
  <eu>re?s?$ œ
  <eu>[lf] œ
  <eu>[bp]l œ
  <eû> ø
  <eu> ø
  (?:ss|tt|nn|is|us|[^u]v|gn|rr|ent|[aeou]l|bl|gu|qu|ai|oi)<ent>$
  i<en>(?:c|t[ei]) ɑ̃
  i<en>t?s?$ ɛ̃
  <en>t$ ɑ̃
  i<en>(?!{V}|n) ɛ̃
  é<en>(?!{V}|n) ɛ̃
  <en>(?!{V}|n) ɑ̃
  <em>[bpm](?!e) ɑ̃
  <er>$ e
  <ers>$ e
  <ez>$ e
  <et>$ ɛ
  <ets>$ ɛ
  ^[dlmstc]<es>$ e
  <ey> ɛ
  ^{C}{C}?<e>$ ə
  {V}<e>s?$
  <e>$
  <es>$
  <e>x ɛ
  ^<e>(?:ff|ss) e
  <e>mment a
  <e>(?:ll|tt|rr|nn|mm|ff) ɛ
  <e>ss ɛ
  <e>(?:[bcdfgkptv][rl]|[cgpt]h|gn){V} ə
  <e>{S}(?={C}) ɛ
  <e>[mn]n ɛ
  <e>{C}$ ɛ
  {V}{C}<e>{C}{V}
  {V}(?:ll|pp|tt|ss|nn|mm|rr)<e>{C}{V}
  <e> ə
  <ff> f
  <f> f
  <gg>{E} ɡʒ
  <gg> ɡ
  <gn> nj
  <ge>[aoâô] ʒ
  <g>{E} ʒ
  <gu>{E} ɡ
  <g>s?$
  <g> ɡ
  <h>
  <ill>e j
  {V}<ill> j
  {V}<il>$ j
  <ill> ij
  <in>(?!{V}|n) ɛ̃
  <im>[bp] ɛ̃
  [bcdfgptv][rl]<i> i
  <i>es?$ i
  <i>{V} j
  <i> i
  <î> i
  <ï> i
  <j> ʒ
  <k> k
  <ll> l
  <l> l
  <mm> m
  <m> m
  <nn> n
  <ng>$ ŋ
  <n> n
  <œu>[rfv] œ
  <œu>l œ
  <œu> ø
  <œ> e
  <oeu> œ
  <oin>(?!{V}) wɛ̃
  <oi> wa
  <oî> wa
  <où> u
  <oû> u
  ^{C}?<ou>[iï] w
  <ou>[aeéèi](?!$|s$|nt$) w
  <ou> u
  <oy>{V} waj
  <oy> wa
  <on>(?!{V}|n) ɔ̃
  <om>[bp] ɔ̃
  <om>s?$ ɔ̃
  <o>s?t?$ o
  <o>se o
  <o>ti o
  <o>(?:[cptg]h|qu|{C})(?!es?$|ent$|{C}){V} o
  <o> ɔ
  <ô> oː
  <ö> ø
  <ph> f
  <pp> p
  m<p>t
  <p>s?$
  <p>ts?$
  <p> p
  <qu> k
  <q> k
  <rr> ʁ
  <r> ʁ
  <ss> s
  <sch> ʃ
  <sc>{E} s
  <sh> ʃ
  {V}<s>{V} z
  <s>[bdgv] z
  <s>$
  <s> s
  <tt> t
  <th> t
  s<ti>on tj
  <ti>on sj
  <ti>(?:al|el|eu|at) sj
  a<tie>s?$ si
  <tie>l sjɛ
  <tie>nt sjɑ̃
  <t>s?$
  <t> t
  [gq]<u>{V}
  <un>(?!{V}|n) œ̃
  <um>[bp] œ̃
  <um>$ ɔm
  <uy>{V} yij
  <u>i y
  <u> y
  <ù> u
  <û> yː
  <ü> y
  <v> v
  <w> w
  ^e<x>{V} ɡz
  <x>$
  <xc>{E} ks
  <x> ks
  <ym>[bp] ɛ̃
  <yn>(?!{V}|n) ɛ̃
  <y>{V} j
  <y> i
  <zz> dz
  <z>$
  <z> z
  `,
);

/** Phonemes of a French word in isolation: the last vowel that is not a schwa is stressed. */
export function frenchWord(word: string): string {
  const transcribed = transcribe(word);
  const lastFull = Array.from(transcribed.matchAll(/[aeiouyɛɔœøɑ]/gu)).at(-1)?.index ?? 0;
  const phonemes = transcribed.slice(0, lastFull).replaceAll('ː', '') + transcribed.slice(lastFull);
  const nuclei = Array.from(phonemes.matchAll(/[aeiouyɛɔœøɑə]/gu), (match) => match.index);
  const full = nuclei.filter((at) => phonemes.charAt(at) !== 'ə');
  const at = full.at(-1) ?? nuclei.at(-1);
  return at === undefined ? phonemes : `${phonemes.slice(0, at)}ˈ${phonemes.slice(at)}`;
}

/** An elided word is unstressed: l', jusqu'. */
function pronounceElided(word: string): string {
  return frenchWord(word).replace('ˈ', '');
}

/** The t of "vingt" sounds before other numbers, and "-y" is a word, not a letter: vingt-trois, allez-y. */
function pronounceHyphenated(parts: readonly Readonly<ClauseWord>[]): string {
  const said = parts.map(({ text, phonemes }, i) => {
    if (i > 0 && text === 'y') return /[sz]$/u.test(parts[i - 1]?.text ?? '') ? 'zˈi' : 'ˈi';
    return text === 'vingt' && i === 0 && parts.length === 2 ? 'vˈɛ̃t' : phonemes;
  });
  return said.join('');
}

/** Unstressed, except at the end of a clause. */
const UNSTRESSED = wordSet(
  'la le et à les est en un que a pas une il pour dans qui ce sur par on plus mais vous ça tu elle son y tout nous ' +
    'comme ils quand très tous sans non où entre autres peu autre faut contre sous trop leurs toute chez es toutes eu ceux ' +
    'elles vers chaque eux lors tant celle près quel quelle tel celles telle vaut quelles quels telles aient uns guère sons ' +
    'de des du je ne se au aux me te ma mon mes ta ton tes sa ses ces cet cette leur notre votre nos vos ni ou car dont',
);
/** Take secondary stress, except at the end of a clause. */
const HALF_STRESSED = wordSet(
  'avec lui aussi moi après encore alors rien toujours avant depuis jamais toi quoi soit oui ainsi beaucoup quelques ' +
    'comment cela mieux plusieurs pourquoi mois point quelque assez enfin autant loin afin voilà lorsque parmi presque ' +
    'points plupart autour pourtant voici durant puisque tandis ceci toutefois soi néanmoins sois',
);
/** Unstressed after the words in SUBJECTS: ils sont, vous êtes. */
const VERBS = new Set(['sont', 'êtes', 'ont', 'ai']);
const SUBJECTS = new Set(['ils', 'elles', 'qui', 'ne', 'vous', 'je']);
const VOWEL = /^[ˈˌ]?(?:[aeiouyɛɔœøɑ]|j(?=[øˈ]ø?$))/u;
/** Words that begin with a vowel but allow no liaison (h aspiré). */
const NO_LIAISON =
  /^(?:onz|oui$|haut|hasard|héros|huit|hors|haine|hall|halte|hamac|hanche|handicap|hangar|hareng|haricot|hausse|hauteur|hérisson|hibou|hiérarch|holland|hongr|honte|houle|housse|hub$|hurl|hache|haie|haïr|hâte|hacker|hash|heurt|ha$|yaourt|yacht)/u;
/** Words whose silent s or x never makes a liaison. */
const NO_LIAISON_FROM = /^(?:accès|succès|vers|mis|tous|index)$|(?:[^p]r?ès|us|ps|ex)$/u;
const LIAISON_T =
  /(?:ai|on|eu|au|î|û)t$|^(?:est|tout|petit|soit|met|permet|dit|suit|huit|vingt|cent|saint|furent|eut|fut|allait|quant|tant|dont|ont)$/u;

/** The liaison consonant of a word before a vowel, or '': les enfants, un ami, petit à petit. */
function liaison({ text: whole, phonemes }: ClauseWord, next: string): string {
  const text = whole.slice(whole.lastIndexOf("'") + 1);
  if (NO_LIAISON_FROM.test(text) || /^(?:ou|avec)$/u.test(next)) return '';
  if (/[sxz]$/u.test(text) && (text.endsWith('es') || !/[sz]$/u.test(phonemes)) && !text.endsWith('ès')) return 'z';
  if (/^(?:six|dix)$/u.test(text)) return 'z';
  if (text.endsWith('t') && !phonemes.endsWith('t')) {
    return LIAISON_T.test(text) || (text.endsWith('ent') && !phonemes.endsWith('ɑ̃')) ? 't' : '';
  }
  if (/^(?:quand|grand|second|prend|rend|comprend|attend|entend|dépend|vend|étend|tend)$/u.test(text)) return 't';
  if (/^(?:un|aucun|en|on|son|mon|ton|bien|rien|bon|plein|certain|prochain)$/u.test(text)) return 'n';
  if (/^(?:trop|beaucoup)$/u.test(text)) return 'p';
  return /^(?:premier|dernier)$/u.test(text) ? 'ʁ' : '';
}

function connectWords(words: ClauseWord[]): void {
  words.forEach((word, i) => {
    const next = words[i + 1];
    if (!next) return;
    const base = word.text.slice(word.text.lastIndexOf("'") + 1);
    const before = words[i - 1]?.text ?? '';
    if (word.text === 'y') word.phonemes = 'i';
    if (word.text === 'tous' && UNSTRESSED.has(next.text)) word.phonemes = 'tu';
    else if (UNSTRESSED.has(base) || (VERBS.has(base) && (SUBJECTS.has(before) || next.text === 'pas')))
      word.phonemes = word.phonemes.replace(/[ˈˌ]/gu, '');
    else if (HALF_STRESSED.has(word.text)) word.phonemes = word.phonemes.replace('ˈ', 'ˌ');
    const vowel = VOWEL.test(next.phonemes) || next.text.startsWith('oi');
    if (vowel && !NO_LIAISON.test(next.text)) {
      const consonant = liaison(word, next.text);
      if (/^(?:six|dix)$/u.test(word.text)) word.phonemes = word.phonemes.replace(/s$/u, '');
      word.phonemes += consonant;
    }
  });
}

/** French, with the symbols of misaki's EspeakG2P. */
export function createFrench({ words, emoji }: LanguageData): RuleBasedLanguage {
  return new RuleBasedLanguage({
    code: 'fr',
    rules: FRENCH,
    phraseBoundaryWords: new Set([...UNSTRESSED, ...HALF_STRESSED, 'donc', 'or']),
    words,
    emoji,
    pronounce: frenchWord,
    pronounceElided,
    pronounceHyphenated,
    letters: letterNames(
      'b:bˈe c:sˈe d:dˈe e:ˈə f:ˈɛf g:ʒˈe h:ˈaʃ i:ˈi j:ʒˈi k:kˈa l:ˈɛl m:ˈɛm n:ˈɛn o:ˈo p:pˈe q:kˈy r:ˈɛʁ s:ˈɛs t:tˈe u:ˈy ' +
        'v:vˈe w:dubləvˈe x:ˈiks z:zˈɛd a:ˈa y:iɡʁˈɛk',
    ),
    pluralEnding: '',
    connectWords,
  });
}
