import type { LanguageData } from '../ruleBased/g2p/ruleData';
import { compileRules, secondaryStress, stressFromEnd } from '../ruleBased/g2p/rules';
import { type ClauseWord, letterNames, RuleBasedLanguage } from '../ruleBased/ruleBasedLanguage';
import { SPANISH } from './verbalize';
import { wordSet } from '../wordSet';

const CLASSES = { V: 'aeiouáéíóúü', E: 'eiéí', A: 'aeoáéó' };
const NUCLEUS = /[aeiou]/gu;
const NUCLEUS_OR_WEAK = /[aeiouĭŭ]/gu;
const transcribe = compileRules(
  CLASSES,
  `
  <ch> ʧ
  <ll> ʎ
  <rr> r
  ^<r> r
  [nls]<r> r
  <r> ɾ
  <cc>{E} kθ
  <c>{E} θ
  <cc> k
  <ck> k
  <c> k
  <z> θ
  <qu>{E} k
  <qü> kw
  <q> k
  <gu>{E} ɡ
  <gü> ɡu
  <g>{E} x
  <g> ɡ
  <j> x
  <ñ> ɲ
  <h>
  <ph> f
  <th> t
  ^<sh> ʃ
  <sh>(?!{V}) ʃ
  <sh> s
  <ng>$ ŋ
  ^<ps> s
  ^<x> s
  <x> ks
  <v> b
  <x>$ ks
  <w> w
  ^<y>$ i
  <y>(?={V}) ʝ
  [uú]<y>$ j
  {V}<y>$ ɪ
  <y> i
  <á> ˈa
  <é>i ˈë
  <é>n ˈë
  <é> ˈe
  <í> ˈi
  <ó> ˈo
  <ú> ˈu
  <ü> u
  [lr]<ui> ŭi
  [lr]<uí> ŭˈi
  [^aeiouáéíóú][lr]<iu> ĭu
  <iu> ju
  <iú> jˈu
  <ui> wi
  <uí> wˈi
  [qg]<u>{A} w
  [^aeiouáéíóú][lr]<i>{A} ĭ
  ^[lr]<i>{A} ĭ
  <i>{A} j
  [lr]<u>{A} ŭ
  <u>{A} w
  [áéó]<i> i
  {A}<i> ɪ
  [áéó]<u> u
  {A}<i> ɪ
  [oó]<u> w
  {A}<u> ʊ
  <a> a
  <b> b
  <d> d
  <e> e
  <f> f
  <i> i
  <k> k
  <l> l
  <m> m
  <n>k ŋ
  <n> n
  <o> o
  <p> p
  <s> s
  <t> t
  <u> u
  `,
);

/**
 * b, d and ɡ are approximants between vowels and after most consonants; i and u form diphthongs with the vowel before
 * them.
 */
const ALLOPHONES: readonly (readonly [RegExp, string])[] = [
  [/ĭ/gu, 'i'],
  [/ŭ/gu, 'u'],
  [/n(?=[ˈˌ]?(?:[bp]|f[lɾ]))/gu, 'm'],
  [/n(?=[ˈˌ]?[ɡx])/gu, 'ŋ'],
  [/ˈe(?=[nŋ][^aeiouɛˈjw])/gu, 'ˈɛ'],
  [/ë/gu, 'e'],
  [/p(?=t)/gu, 'pː'],
  [/(?<=[^mˈˌ][ˈˌ]?)b(?!t|b|m|$|(?<=^sˌ?ub)[ˈˌ]?[bdkpmnɡɣð])/gu, 'β'],
  [/(?<=[^nˈˌ][ˈˌ]?)d(?=[ˈˌ]?[aeiouɛjwɾβbx])/gu, 'ð'],
  [/(?<=[^ŋˈˌ][ˈˌ]?)ɡ(?!n|m|$)/gu, 'ɣ'],
  [/aɪ/gu, 'I'],
  [/eɪ/gu, 'A'],
  [/aʊ/gu, 'W'],
];

/** Phonemes of a Spanish word in isolation. */
export function spanishWord(word: string): string {
  if (/^..+mente$/u.test(word)) return stressed(word.slice(0, -5)) + 'mˈente';
  return stressed(word);
}

function stressed(word: string): string {
  const fromEnd = /(?:[aeiouns]|[^aeiouáéíóú]y)$/u.test(word) ? 1 : 0;
  let phonemes = secondaryStress(stressFromEnd(transcribe(word), NUCLEUS, fromEnd), NUCLEUS_OR_WEAK, 'ĭŭ');
  for (const [pattern, replacement] of ALLOPHONES) phonemes = phonemes.replace(pattern, replacement);
  return phonemes;
}

/** Unstressed, except at the end of a clause. */
const UNSTRESSED = wordSet(
  'de la que el en y a los se por del las con lo su al me si te o mi le sus sin tu nos e les quien mis tus tras u os ' +
    'des as us els',
);
/** Take secondary stress, except at the end of a clause. */
const HALF_STRESSED = wordSet(
  'para como pero cuando sobre porque entre desde hasta donde aunque nuestro nuestra mientras bajo hacia ante ' +
    'nuestros cuanto quienes nuestras cuantos vuestra vuestro vuestros vuestras adonde',
);

function connectWords(words: ClauseWord[]): void {
  words.forEach((word, i) => {
    const next = words[i + 1];
    word.phonemes = word.phonemes.replace(/ˌɛ/gu, 'ˌe');
    if (next && UNSTRESSED.has(word.text)) word.phonemes = word.phonemes.replace(/[ˈˌ]/gu, '');
    if (next && HALF_STRESSED.has(word.text)) word.phonemes = word.phonemes.replace('ˈɛ', 'ˈe').replace('ˈ', 'ˌ');
    const before = words[i - 1]?.phonemes;
    if (!before) return;
    if (/[^mnŋ]$/u.test(before)) {
      word.phonemes = word.phonemes.replace(/^(?:[bɡ]|d(?!w))/u, (stop) => ({ b: 'β', d: 'ð', ɡ: 'ɣ' })[stop] ?? stop);
    } else word.phonemes = word.phonemes.replace(/^ʝ/u, 'ʤ');
  });
  words.forEach((word, i) => {
    const next = words[i + 1]?.phonemes ?? '';
    if (/^[ˈˌ]?(?:[bp]|f[lɾ])/u.test(next)) word.phonemes = word.phonemes.replace(/n$/u, 'm');
    else if (/^[ˈˌ]?ɡ/u.test(next) || words[i + 1]?.text.startsWith('g'))
      word.phonemes = word.phonemes.replace(/n$/u, 'ŋ');
    else if (/^[ˈˌ]?[aeiouɛIAW]/u.test(next)) {
      word.phonemes = word.phonemes.replace(/[bdɡ]$/u, (stop) => ({ b: 'β', d: 'ð', ɡ: 'ɣ' })[stop] ?? stop);
    }
  });
}

const LETTERS = letterNames(
  'a:ˈa b:bˈe c:θˈe d:dˈe e:ˈe f:ˈɛfe g:xˈe h:ˈaʧe i:ˈi j:xˈota k:kˈa l:ˈɛle m:ˈɛme n:ˈɛne ñ:ˈɛɲe o:ˈo p:pˈe q:kˈu ' +
    'r:ˈɛre s:ˈɛse t:tˈe u:ˈu v:ˈuβe w:ˌuβeðˈoβle x:ˈɛkis z:θˈeta',
);

/** Spanish (of Spain), with the symbols of misaki's EspeakG2P. */
export function createSpanish({ words, emoji }: LanguageData): RuleBasedLanguage {
  return new RuleBasedLanguage({
    code: 'es',
    rules: SPANISH,
    phraseBoundaryWords: new Set([
      ...UNSTRESSED,
      ...HALF_STRESSED,
      'un',
      'una',
      'unos',
      'unas',
      'ni',
      'según',
      'durante',
    ]),
    words,
    emoji,
    pronounce: spanishWord,
    letters: LETTERS,
    pluralEnding: 's',
    connectWords,
  });
}
