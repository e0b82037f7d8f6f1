import type { Entry, Lexicon } from './lexicon';
import { inflected, isEnding, stemsOf } from './stems';
import { applyStress, PRIMARY, SECONDARY, type Stress } from './stress';

/** What follows a word. */
export interface Context {
  /** Whether the next sound is a vowel; undefined before a pause. */
  vowel: boolean | undefined;
  /** Whether the next word is "to". */
  to: boolean;
}

/** Symbols that are read as words. */
const SYMBOLS: ReadonlyMap<string, string> = new Map([
  ['%', 'percent'],
  ['&', 'and'],
  ['+', 'plus'],
  ['@', 'at'],
]);

/** The class of a Penn tag, as a key of the lexicon. */
export function classOf(tag: string): string {
  if (tag.startsWith('VB')) return 'VERB';
  if (tag.startsWith('NN')) return 'NOUN';
  if (tag.startsWith('RB')) return 'ADV';
  return tag.startsWith('JJ') ? 'ADJ' : tag;
}

/** Says the lexicon's words and their inflections by the rules of misaki 0.9.4 (`Lexicon` in misaki/en.py). */
export class Pronouncer {
  readonly #lexicon: Lexicon;
  readonly #british: boolean;

  constructor(lexicon: Lexicon) {
    this.#lexicon = lexicon;
    this.#british = lexicon.dialect === 'en-gb';
  }

  /**
   * A word in misaki's raw symbols, or undefined when neither the lexicon nor the rules know it.
   * @param word with straight apostrophes, in the case of the text: capitals raise the stress
   */
  say(word: string, tag: string, context: Context): string | undefined {
    const stress: Stress = word === word.toLowerCase() ? undefined : word === word.toUpperCase() ? 2 : 0.5;
    return this.#special(word, tag, stress, context) ?? this.#ordinary(word, tag, stress, context);
  }

  /** Spells letters, with primary stress on the last; undefined when a letter has no name. */
  spell(letters: string): string | undefined {
    const said: string[] = [];
    for (const letter of letters.match(/\p{L}/gu) ?? []) {
      const name = this.#lexicon.gold(letter.toUpperCase());
      if (typeof name !== 'string') return undefined;
      said.push(name);
    }
    const all = applyStress(said.join(''), 0);
    const last = all.lastIndexOf(SECONDARY);
    const stressed = last < 0 ? all : all.slice(0, last) + PRIMARY + all.slice(last + 1);
    // The lexicon gives a few abbreviations another stress: "AI".
    const known = letters.length > 1 ? this.#lexicon.gold(letters) : undefined;
    return typeof known === 'string' && bare(known) === bare(stressed) ? known : stressed || undefined;
  }

  /** Whether the gold lexicon lists the word itself, as written or in lower case. */
  isListed(word: string): boolean {
    return this.#lexicon.gold(word) !== undefined || this.#lexicon.gold(word.toLowerCase()) !== undefined;
  }

  /** Whether the word comes from our supplement. */
  isSupplement(word: string): boolean {
    return this.#lexicon.supplements(word);
  }

  /** Whether the lexicon has the word, or the word is spelled. */
  isKnown(word: string): boolean {
    if (this.#lexicon.has(word) || SYMBOLS.has(word)) return true;
    if (!/^[A-Za-z]+$/.test(word)) return false;
    if (word.length === 1) return true;
    if (word === word.toUpperCase() && this.#lexicon.gold(word.toLowerCase()) !== undefined) return true;
    return word.slice(1) === word.slice(1).toUpperCase();
  }

  /** Words whose sound depends on their tag or on what follows. */
  #special(word: string, tag: string, stress: Stress, { vowel, to }: Context): string | undefined {
    const symbol = SYMBOLS.get(word);
    if (symbol !== undefined) return this.#lookUp(symbol, '', undefined, undefined);
    const lower = word.toLowerCase();
    const shouted = word.length > 1 && word === word.toUpperCase();
    switch (lower) {
      case 'a':
        return tag === 'DT' ? 'ɐ' : 'ˈA';
      case 'am':
        if (tag.startsWith('NN')) return this.spell(word);
        return vowel === undefined || word !== 'am' || (stress ?? 0) > 0 ? this.#plain('am') : 'ɐm';
      case 'an':
        return shouted && tag.startsWith('NN') ? this.spell(word) : 'ɐn';
      case 'i':
        return word === 'I' && tag === 'PRP' ? 'ˌI' : undefined;
      case 'by':
        return classOf(tag) === 'ADV' ? 'bˈI' : undefined;
      case 'to':
        if (shouted && tag !== 'TO' && tag !== 'IN') return undefined;
        return vowel === undefined ? this.#plain('to') : vowel ? 'tʊ' : 'tə';
      case 'in':
        if (shouted && tag === 'NNP') return undefined;
        return vowel === undefined || tag !== 'IN' ? 'ˈɪn' : 'ɪn';
      case 'the':
        if (shouted && tag !== 'DT') return undefined;
        return vowel === true ? 'ði' : 'ðə';
      case 'vs':
        return this.#lookUp('versus', '', undefined, undefined);
      case 'used': {
        const entry = this.#lexicon.gold('used');
        if (typeof entry !== 'object') return entry;
        return (tag === 'VBD' || tag === 'JJ') && to ? entry.get('VBD') : entry.get('DEFAULT');
      }
      default:
        return undefined;
    }
  }

  #plain(word: string): string | undefined {
    const entry = this.#lexicon.gold(word);
    return typeof entry === 'string' ? entry : entry?.get('DEFAULT');
  }

  #ordinary(given: string, tag: string, stress: Stress, context: Context): string | undefined {
    const word = this.#inLexiconCase(given, tag);
    if (this.isKnown(word)) return this.#lookUp(word, tag, stress, context);
    if (word.endsWith("'")) {
      const whole = word.endsWith("s'") ? `${word.slice(0, -2)}'s` : word.slice(0, -1);
      for (const form of [whole, word.slice(0, -1)])
        if (this.isKnown(form)) return this.#lookUp(form, tag, stress, context);
    }
    return this.#inflected(word, tag, stress, context);
  }

  /** Lower-cases a capitalized or all-caps word that the lexicon has only in lower case. */
  #inLexiconCase(word: string, tag: string): string {
    const lower = word.toLowerCase();
    if (word === lower || word.length < 2 || !/^[\p{L}']+$/u.test(word) || (tag === 'NNP' && word.length <= 7))
      return word;
    if (this.#lexicon.has(word)) return word;
    if (word !== word.toUpperCase() && word.slice(1) !== word.slice(1).toLowerCase()) return word;
    const known = this.#lexicon.has(lower) || this.#inflected(lower, tag, undefined, undefined) !== undefined;
    return known ? lower : word;
  }

  #inflected(word: string, tag: string, stress: Stress, context: Context | undefined): string | undefined {
    for (const ending of ['s', 'ed', 'ing'] as const) {
      if (!isEnding(word, ending)) continue;
      const stem = stemsOf(word, ending).find((candidate) => this.isKnown(candidate));
      if (stem === undefined) continue;
      const said = this.#lookUp(stem, tag, ending === 'ing' ? (stress ?? 0.5) : stress, context);
      if (said !== undefined) return inflected(said, stem, ending, this.#british);
    }
    return undefined;
  }

  #lookUp(given: string, tag: string, stress: Stress, context: Context | undefined): string | undefined {
    const shouted = given === given.toUpperCase() && this.#lexicon.gold(given) === undefined;
    const word = shouted ? given.toLowerCase() : given;
    const isName = shouted && tag === 'NNP';
    const entry = this.#lexicon.gold(word) ?? (isName ? undefined : this.#lexicon.silver(word));
    const said = choose(entry, tag, context);
    if (said === undefined || (isName && !said.includes(PRIMARY))) {
      return this.spell(word) ?? (said === undefined ? undefined : applyStress(said, stress));
    }
    return applyStress(said, stress);
  }
}

function bare(phonemes: string): string {
  return phonemes.replace(/[ˈˌ]/g, '');
}

function choose(entry: Entry | undefined, tag: string, context: Context | undefined): string | undefined {
  if (typeof entry !== 'object') return entry;
  if (context && context.vowel === undefined && entry.has('None')) return entry.get('None');
  const key = entry.has(tag) ? tag : classOf(tag);
  return entry.has(key) ? entry.get(key) : entry.get('DEFAULT');
}
