import { type Endings, markStress } from '../ruleBased/g2p/endings';
import type { LanguageData } from '../ruleBased/g2p/ruleData';
import { compileRules } from '../ruleBased/g2p/rules';
import { type ClauseWord, letterNames, RuleBasedLanguage } from '../ruleBased/ruleBasedLanguage';
import { PORTUGUESE } from './verbalize';
import { wordSet } from '../wordSet';

const CLASSES = {
  V: 'aeiouɛɔãõ',
  W: 'aeiouɛɔãõˈ',
  H: 'aeiouɛɔãõˈhl',
  N: 'aeiouɛɔãõˈhn',
  E: 'eiɛ',
  C: 'bcdfghjklmnpqrstvwxzç',
  D: 'bdgjlmnrvz',
};
const transcribe = compileRules(
  CLASSES,
  `
  <'>
  <->
  <ão> ɐ̃ʊ̃
  <ãe> ɐ̃y
  <ãi> ɐ̃y
  <õe> õj
  <ã> ɐ̃
  <õ> õ
  ˈ<a>[mn]{V} ɐ̃
  <a>nh ɐ̃
  <a>[mn]ˈ?{V} æ
  <am>$ ɐ̃ʊ̃
  <am>[pb] ɐ̃m
  <am>(?!{W}) ɐ̃ŋ
  <an>(?!{N}) ɐ̃ŋ
  <ai>(?!nh|[mnlr](?!{W})) I
  <au> W
  <al>(?!{H}) W
  <a>s?$ æ
  <a> a
  <em>[pb] Am
  <em>(?!{W}) Aŋ
  <en>(?!{N}) Aŋ
  <ei> A
  <eu> eʊ
  ˈ<el>(?!{H}) eʊ
  <el>$ eʊ
  <el>(?!{H}) ɛʊ
  ˈ.*[^ˈ]<eo>s?$ jʊ
  ˈ<e> e
  <e>s?$ y
  <e> e
  <ɛu> ɛʊ
  <ɛi> ɛɪ
  <ɛl>(?!{H}) ɛʊ
  <ɛ> ɛ
  <im>[pb] im
  <im>(?!{W}) iŋ
  <in>(?!{N}) iŋ
  <iu> iʊ
  <il>(?!{H}) iʊ
  ˈ.*[^ˈ]<i>[aoe]s?$ j
  <i> i
  <om>[pb] om
  <om>(?!{W}) oŋ
  <on>(?!{N}) oŋ
  <ou> ow
  <ol>(?!{H}) ow
  <oi>(?!n) oɪ
  ˈ<o> o
  <o>s?$ ʊ
  <o> o
  <ɔi> ɔɪ
  <ɔ> ɔ
  <um>[pb] ũm
  <um>(?!{W}) ũŋ
  <un>(?!{N}) ũŋ
  <ul>(?!{H}) uw
  <u>nh ũ
  <ui> uɪ
  <qu>ˈ?{E} k
  <qu> kw
  <q> k
  <gu>ˈ?{E} ɡ
  <gu>ˈ?[aoɔã] ɡw
  <g>ˈ?{E} ʒ
  <g> ɡ
  <u> u
  <ch> ʃ
  <c>ˈ?{E} s
  <ç> s
  <cc>ˈ?{E} ks
  <ck> k
  <c> k
  <di> ʤi
  <diˈ> ʤiˈ
  <d>ˈi ʤ
  <d>es?$ ʤ
  <d> d
  <ti> ʧi
  <t>ˈi ʧ
  <t>es?$ ʧ
  <th> t
  <tt> t
  <t>$ ʧ
  <t> t
  <h>
  <j> ʒ
  <k> k
  <lh> lj
  <ll> l
  <l> l
  <m> m
  <nh> ɲ
  <nn> n
  <n> n
  <ph> f
  <p> p
  <rr> x
  ^<r> x
  [nls]<r> x
  {V}<r>ˈ?{V} ɾ
  {V}<r>{C} ɾə
  <r> r
  <sch> ʃ
  <sh> ʃ
  <sc>ˈ?{E} s
  <sç> s
  <ss> s
  {V}<s>ˈ?{V} z
  <s>{D} z
  <s> s
  ^<x> ʃ
  ^ˈ?e<x>ˈ?{V} z
  <xc>ˈ?{E} s
  <x>$ s
  <x>{C} s
  <x> ʃ
  <z>$ s
  <z> z
  <b> b
  <f> f
  <v> v
  <w> w
  <y> i
  <ˈ> ˈ
  `,
);
const NUCLEUS = /[aæeɛioɔuɐ]\u0303?(?:[ʊɪ]\u0303?)?|[yAIWʊ]/gu;
const ACCENTED: Readonly<Record<string, string>> = {
  ...{ á: 'a', â: 'a', é: 'ɛ', ê: 'e', í: 'i', ó: 'ɔ', ô: 'o', ú: 'u', à: 'a', ü: 'u' },
};

/** Phonemes of a Portuguese word in isolation. */
export function portugueseWord(word: string, endings: Endings): string {
  return portugueseMarked(markPortuguese(word, endings));
}

/** Marks the stressed vowel of a word: café → cafˈɛ, janela → janˈɛla. */
function markPortuguese(word: string, endings: Endings): string {
  const plain = word.replace(/[àü]/gu, (letter) => ACCENTED[letter] ?? '');
  const accent = /[áâéêíóôú]/u.exec(plain);
  if (!accent) return markStress(plain, endings);
  const marked = plain.slice(0, accent.index) + 'ˈ' + (ACCENTED[accent[0]] ?? '') + plain.slice(accent.index + 1);
  return marked.replace(/[áâéêíóôú]/gu, (letter) => ACCENTED[letter] ?? '');
}

/** Phonemes of a word with its stressed vowel marked. */
export function portugueseMarked(marked: string): string {
  return secondary(transcribe(marked));
}

/** Words of three or more syllables take secondary stress on every other syllable, starting with the first. */
function secondary(phonemes: string): string {
  const primary = phonemes.indexOf('ˈ');
  const nuclei = Array.from(phonemes.matchAll(NUCLEUS), (match) => match.index);
  if (nuclei.length < 3 || primary < 0) return phonemes;
  const before = nuclei.filter((at) => at < primary);
  let stressed = phonemes;
  for (let i = before.length - 1; i >= 0; i--) {
    const at = before[i] ?? 0;
    if (i % 2 === 0 && (i === 0 || i < before.length - 1)) stressed = `${stressed.slice(0, at)}ˌ${stressed.slice(at)}`;
  }
  return stressed;
}

/** Unstressed, except at the end of a clause. */
const UNSTRESSED = wordSet(
  'a o e é se os eu as seu meu vai seus vou há faz nós meus tu vão teu vais vós vãos de que do da no na com por dos ' +
    'das nos nas me te lhe mas ou ao aos um num',
);
/** Take secondary stress, except at the end of a clause. */
const HALF_STRESSED = wordSet(
  'não você sua ele ela pode fazer minha este esse eles sempre esta suas nunca nossa nosso podem vamos vocês poder dele ' +
    'dela esses elas neste posso nossos deles nesse estes fazem minhas aquela nesta podemos nossas estas tua faço podia ' +
    'delas poderá aquelas nele jamais nela daquela nesses fazemos podiam tuas pude daquelas nestes podes pôde nestas ' +
    'neles puderam nelas poderemos àquela podíamos pudemos poderei àquelas podias poderás',
);
/** Words of a single letter, and "às". */
const LETTER_WORDS: Readonly<Record<string, string>> = { a: 'a', o: 'ʊ', e: 'i', é: 'ɛ', à: 'ˌaː', às: 'aːs' };
const VOWEL = /^[ˈˌ]?[aæeɛiɪoɔuʊyɐAIWO]/u;
const VOICED = /^(?:[ˈˌ]?[aæeɛiɪoɔuʊyɐAIWO]|[bdɡʒzvmnlɲɾʤx])/u;

function connectWords(words: ClauseWord[]): void {
  words.forEach((word, i) => {
    if (Object.hasOwn(LETTER_WORDS, word.text)) word.phonemes = LETTER_WORDS[word.text] ?? '';
    const next = words[i + 1];
    if (next && UNSTRESSED.has(word.text)) word.phonemes = word.phonemes.replace(/[ˈˌ]/gu, '');
    else if (next && HALF_STRESSED.has(word.text)) word.phonemes = word.phonemes.replace(/ˌ/gu, '').replace('ˈ', 'ˌ');
  });
  words.forEach((word, i) => {
    const next = words[i + 1]?.phonemes;
    if (next === undefined) return;
    if (VOICED.test(next)) word.phonemes = word.phonemes.replace(/s$/u, 'z');
    if (!VOWEL.test(next)) return;
    if (!/^(?:como|eles?|este|esse)$/u.test(word.text))
      word.phonemes = word.phonemes
        .replace(/r$/u, 'ɾ')
        .replace(/ʊ$(?<=[^aeiouɐ\u0303].*[^aæeɛioɔuyAIW\u0303]ʊ)/u, 'w')
        .replace(/(?<=[xrɾ])y$/u, 'i')
        .replace(/(?<=[^aæeɛioɔuAIWk\u0303])y$/u, 'j');
    if (word.text === 'o') word.phonemes = 'u';
    if (/^às?$/u.test(words[i + 1]?.text ?? ''))
      word.phonemes = word.phonemes.replace(/(?<=[^aæeɛioɔuAIW\u0303])æ$/u, '');
  });
}

/** Brazilian Portuguese, with the symbols of misaki's EspeakG2P. */
export function createPortuguese({ words, endings, emoji }: LanguageData): RuleBasedLanguage {
  return new RuleBasedLanguage({
    code: 'pt-br',
    rules: PORTUGUESE,
    phraseBoundaryWords: new Set([
      ...UNSTRESSED,
      ...HALF_STRESSED,
      'para',
      'como',
      'porque',
      'quando',
      'onde',
      'sobre',
      'entre',
    ]),
    words,
    emoji,
    pronounce: (word) => portugueseWord(word, endings),
    letters: letterNames(
      'b:bˈe c:sˈe d:dˈe f:ˈɛfy g:ʒˈe h:ˌaɡˈa i:ˈi j:ʒˈɔtæ k:kˈa l:ˈɛly m:ˈemy n:ˈeny p:pˈe q:kˈe r:ˈɛxy s:ˈɛsy t:tˈe ' +
        'u:ˈu v:vˈe w:dˈabliʊ x:ʃˈis y:ˈipsiloŋ z:zˈe a:ˈa e:ˈɛ o:ˈɔ',
    ),
    pluralEnding: 's',
    connectWords,
  });
}
