import type { LetterToSound } from './letterToSound';
import type { Pronouncer } from './pronouncer';
import { inflected, verbOf } from './stems';
import { applyStress, PRIMARY, SECONDARY } from './stress';
import { wordSet } from '../../wordSet';

const NO_CONTEXT = { vowel: false, to: false };
/** Prefixes that do not change the stress of a word. */
const PREFIXES: readonly (readonly [letters: string, us: string, gb: string])[] = [
  ['non', 'nˌɑn', 'nˌɒn'],
  ['pre', 'pɹˌi', 'pɹˌiː'],
  ['re', 'ɹˌi', 'ɹˌiː'],
  ['un', 'ˌʌn', 'ˌʌn'],
  ['de', 'dˌi', 'dˌiː'],
  ['sub', 'sˌʌb', 'sˌʌb'],
  ['multi', 'mˌʌlti', 'mˌʌlti'],
  ['micro', 'mˌIkɹO', 'mˌIkɹQ'],
  ['auto', 'ˌɔɾO', 'ˌɔːtQ'],
  ['meta', 'mˌɛɾə', 'mˌɛtə'],
];
/** Suffixes that do not change the sound of a word. */
const SUFFIXES: readonly (readonly [letters: string, us: string, gb: string])[] = [
  ['ness', 'nəs', 'nəs'],
  ['less', 'ləs', 'ləs'],
  ['like', 'lˌIk', 'lˌIk'],
  ['able', 'əbᵊl', 'əbᵊl'],
  ['ers', 'əɹz', 'əz'],
  ['er', 'əɹ', 'ə'],
  ['ly', 'li', 'li'],
];
/** Pairs of letters without a vowel that words begin with. */
const ONSETS = wordSet(
  'bl br ch cl cr cz dh dj dr dw fl fr gh gl gn gr gw hj hy kh kl kn kr kw ll mc mn ph pl pn pr ps pt qu rh sc sf sh sk sl sm sn ' +
    'sp sq sr st sv sw sy sz th tr ts tw vl vr wh wr zh',
);
/** Shorter words occur in too many others by chance. */
const SHORTEST = 3;
const LONGEST = 40;
/** Share of a word's sounds in which the model may differ from the word's parts. */
const MOST_DIFFERENT = 0.25;
/** Cached words. */
const MAX_KNOWN = 5_000;

/**
 * Says words that no lexicon has: spells unpronounceable words, otherwise uses letter-to-sound in espeak's style, as
 * misaki does, unless known parts of the word (words, prefixes, suffixes) show that it sounds different.
 */
export class UnknownWords {
  readonly #pronouncer: Pronouncer;
  readonly #british: boolean;
  readonly #letterToSound: () => Promise<LetterToSound>;
  readonly #known = new Map<string, string>();
  #wanted = new Set<string>();

  /** @param letterToSound loads the model, when the first word needs it */
  constructor(pronouncer: Pronouncer, british: boolean, letterToSound: () => Promise<LetterToSound>) {
    this.#pronouncer = pronouncer;
    this.#british = british;
    this.#letterToSound = letterToSound;
  }

  /** The word's phonemes in misaki's raw symbols; '' for a word that `settle` must look up first. */
  say(word: string): string {
    const key = word.toLowerCase();
    const known = this.#known.get(key) ?? this.#spelled(word);
    if (known === undefined) {
      this.#wanted.add(key);
      return '';
    }
    this.#remember(key, known);
    return known;
  }

  /** Runs the model on the words that `say` did not know. @returns whether there were any; `say` knows them now */
  async settle(): Promise<boolean> {
    if (this.#wanted.size === 0) return false;
    const words = [...this.#wanted];
    this.#wanted = new Set();
    const model = await this.#letterToSound();
    const said = await model.phonemize(words);
    for (const [i, word] of words.entries())
      this.#remember(word, this.#lettered(word) ?? this.#choose(this.#analyse(word), said[i] ?? ''));
    return true;
  }

  #remember(key: string, phonemes: string): void {
    if (this.#known.size >= MAX_KNOWN) this.#known.clear();
    this.#known.set(key, phonemes);
  }

  /** Spells an unpronounceable word; undefined for a pronounceable one. */
  #spelled(word: string): string | undefined {
    const lower = word.toLowerCase();
    if (!/[a-z]/.test(lower)) return '';
    return isPronounceable(lower) ? undefined : (this.#pronouncer.spell(word) ?? '');
  }

  /** Derives a word (lower case) from its parts. */
  #analyse(word: string): string | undefined {
    if (word.length > LONGEST) return undefined;
    return this.#past(word) ?? this.#affixed(word) ?? this.#pair(word);
  }

  /** Prefers the model's stress and weak vowels, but the word's parts if the sounds differ. */
  #choose(analysed: string | undefined, guessed: string): string {
    if (analysed === undefined) return guessed;
    const [sure, said] = [skeleton(analysed), skeleton(guessed)];
    return distance(sure, said) <= MOST_DIFFERENT * sure.length ? guessed : analysed;
  }

  /** The past tense of a known verb. */
  #past(word: string): string | undefined {
    const verb = verbOf(word);
    const said = verb === undefined ? undefined : this.#part(verb);
    return said === undefined ? undefined : inflected(said, verb ?? '', 'ed', this.#british);
  }

  /** One or two letters that no word begins with, and a word: "ncurses", "dbname". */
  #lettered(word: string): string | undefined {
    if (!/^[^aeiouy']{2}/.test(word) || ONSETS.has(word.slice(0, 2))) return undefined;
    for (const count of [1, 2]) {
      const rest = this.#part(word.slice(count));
      const letters = this.#pronouncer.spell(word.slice(0, count));
      if (rest !== undefined && letters !== undefined) return letters.replace(PRIMARY, SECONDARY) + rest;
    }
    return undefined;
  }

  /** A known word with a prefix or suffix. */
  #affixed(word: string): string | undefined {
    for (const [letters, us, gb] of PREFIXES) {
      const stem =
        word.startsWith(letters) && word.length >= letters.length + 4
          ? this.#part(word.slice(letters.length))
          : undefined;
      if (stem !== undefined) return (this.#british ? gb : us) + stem;
    }
    for (const [letters, us, gb] of SUFFIXES) {
      const stem =
        word.endsWith(letters) && word.length >= letters.length + 4
          ? this.#part(word.slice(0, -letters.length))
          : undefined;
      if (stem !== undefined) return stem + (this.#british ? gb : us);
    }
    return undefined;
  }

  /** Two known words written as one, the second with less stress: "changelog". The most even cut is the likeliest. */
  #pair(word: string): string | undefined {
    const cuts = Array.from({ length: Math.max(0, word.length - 2 * SHORTEST + 1) }, (_, i) => i + SHORTEST);
    cuts.sort((a, b) => Math.abs(a - word.length / 2) - Math.abs(b - word.length / 2));
    for (const cut of cuts) {
      const [first, second] = [this.#part(word.slice(0, cut)), this.#part(word.slice(cut))];
      if (first !== undefined && second !== undefined) return first + applyStress(second, -0.5);
    }
    return undefined;
  }

  /** A part of a compound: an ordinary word with primary stress. */
  #part(word: string): string | undefined {
    if (word.length < SHORTEST || !isPronounceable(word)) return undefined;
    const said = this.#pronouncer.say(word, '', NO_CONTEXT);
    return said?.includes(PRIMARY) === true ? said : undefined;
  }
}

/** Phonemes without stress and length, with all weak vowels merged. */
function skeleton(phonemes: string): string {
  return phonemes
    .replace(/[ˈˌː]/g, '')
    .replace(/[əɪᵻiᵊ]/g, 'ə')
    .replace(/[ɔɒɑ]/g, 'ɑ')
    .replace(/ɹɹ/g, 'ɹ')
    .replace(/ɾ/g, 't');
}

/** Levenshtein's distance between two short strings. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (const [i, symbol] of Array.from(a).entries()) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) {
      next.push(Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + (b[j] === symbol ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** Whether a word is pronounceable: it has a vowel, and no longer row of consonants than English has. */
export function isPronounceable(word: string): boolean {
  return /[aeiouy]/.test(word) && !/[^aeiouy']{6}/.test(word) && !/^[^aeiouy']{4}/.test(word);
}
